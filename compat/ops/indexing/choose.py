"""Selection among several arrays, element by element. Source: theano.tensor.basic.Choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.dtypes import DISCRETE, upcast
from ...graph.types import TensorType, Type
from ...graph.variable import Apply
from ..elementwise.elemwise import broadcast_pattern, broadcast_shape, sum_to_type
from ..elementwise.functions import cast, clip, eq, mod
from ..shapes.creation import arange
from ..tensor_op import TensorOp, as_tensor, disconnected, tensor_type, zero_gradient
from ..tensor_types import TensorLike
from ..traced_errors import note


@dataclass(frozen=True)
class Choose(TensorOp):
    """The elements choices[a[i]][i], where i and the other dimensions of choices broadcast together.

    Inputs: a, choices (the alternatives along its first dimension). `mode`: "raise", "wrap" or "clip", for numbers out
    of range.
    """

    mode: str = "raise"

    def __post_init__(self) -> None:
        if self.mode not in ("raise", "wrap", "clip"):
            raise ValueError(f"choose: mode is 'raise', 'wrap' or 'clip', got {self.mode!r}.")

    def _alternative(self, choices: Type) -> TensorType:
        return tensor_type(choices.dtype, choices.broadcastable[1:])

    def compat_result_types(self, a: TensorType, choices: TensorType) -> list[TensorType]:
        if a.dtype not in DISCRETE or a.dtype == "bool":
            raise TypeError(f"choose: the first argument must have an integer dtype, got {a}.")
        if choices.ndim < 1:
            raise TypeError(f"choose: the choices are several, got {choices}.")
        pattern = broadcast_pattern([a.broadcastable, choices.broadcastable[1:]])
        return [tensor_type(choices.dtype, pattern)]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        a, choices = (v.type for v in node.inputs)
        return [broadcast_shape([a, self._alternative(choices)], [input_shapes[0], input_shapes[1][1:]])]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[False], [True]]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        """Return for each alternative the gradient of the elements taken from it."""
        [a, choices], [g] = inputs, output_gradients
        if choices.dtype in DISCRETE:
            return [disconnected(), zero_gradient(choices)]
        count = choices.shape[0]
        a = cast(a, "int64")
        a = clip(a, 0, count - 1) if self.mode == "clip" else mod(a, count) if self.mode == "wrap" else a
        ndim = outputs[0].type.ndim
        number = arange(count).dimshuffle([0, *["x"] * ndim])
        chosen = eq(number, a.dimshuffle([*["x"] * (ndim + 1 - a.type.ndim), *range(a.type.ndim)]))
        whole = cast(chosen, g.dtype) * g.dimshuffle(["x", *range(ndim)])
        like = choices.dimshuffle([0, *["x"] * (ndim + 1 - choices.type.ndim), *range(1, choices.type.ndim)])
        back = [0, *range(ndim + 2 - choices.type.ndim, ndim + 1)]
        return [disconnected(), sum_to_type(whole, like).dimshuffle(back)]

    def compat_array(self, xp: ArrayModule, node: Apply, a: Array, choices: Array) -> list[Any]:
        if not choices.shape[0]:
            raise ValueError(f"choose: `{node.inputs[1]}` has length 0, there is nothing to choose from.")
        if xp is not np:
            return _chosen_in_jax(xp, a, [choices[i] for i in range(choices.shape[0])], self.mode)
        a, choices, count = np.asarray(a, dtype="int64"), np.asarray(choices), len(choices)
        if self.mode == "raise" and a.size and (a.min() < 0 or a.max() >= count):
            raise ValueError(f"choose: `{node.inputs[0]}` holds a number outside of 0 to {count - 1}.")
        a = np.clip(a, 0, count - 1) if self.mode == "clip" else a % count if self.mode == "wrap" else a
        shape = np.broadcast_shapes(a.shape, choices.shape[1:])
        places = np.broadcast_to(a, shape)[None]
        padded = choices.reshape(count, *(1,) * (len(shape) + 1 - choices.ndim), *choices.shape[1:])
        return [np.take_along_axis(np.broadcast_to(padded, (count, *shape)), places, axis=0)[0]]


@dataclass(frozen=True)
class ChooseAmong(TensorOp):
    """Choose with one input for each alternative; their run-time lengths broadcast as in NumPy."""

    mode: str = "raise"

    def compat_result_types(self, a: TensorType, *choices: TensorType) -> list[TensorType]:
        Choose(self.mode).compat_result_types(a, tensor_type(choices[0].dtype, (False,)))
        among = max(c.ndim for c in choices)
        # Theano knows only the dimensions of `a`
        pattern = (*a.broadcastable[: max(a.ndim - among, 0)], *(False,) * among)
        return [tensor_type(upcast(*(c.dtype for c in choices)), pattern)]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any] | None:
        return None

    def compat_array(self, xp: ArrayModule, node: Apply, a: Array, *choices: Array) -> list[Any]:
        if xp is not np:
            return _chosen_in_jax(xp, a, list(choices), self.mode)
        pick: Any = np.choose
        return [pick(a, choices, mode=self.mode).astype(node.outputs[0].type.dtype)]  # type: ignore[attr-defined]


def _chosen_in_jax(xp: ArrayModule, a: Array, choices: list[Any], mode: str) -> list[Any]:
    a = xp.asarray(a)
    if mode == "raise":
        note((a < 0) | (a >= len(choices)))
    return [xp.choose(a, choices, mode="wrap" if mode == "wrap" else "clip")]


def choose(a: TensorLike, choices: TensorLike, out: Any = None, mode: str = "raise") -> Any:
    """Return for each element of `a` the element of choices[a], as `numpy.choose` does.

    a: a tensor of integers, or of bools, which are 0 and 1. choices: a tensor whose first dimension `a` counts, or a
    list of tensors of shapes that broadcast.
    out: NotImplementedError unless None. mode: "raise", "wrap" or "clip" for numbers out of range.
    """
    if out is not None:
        raise NotImplementedError("choose(out=...) is not supported: use what it returns.")
    numbers = as_tensor(a)
    if numbers.type.dtype == "bool":
        numbers = cast(numbers, "int8")
    if isinstance(choices, list | tuple):
        items = [as_tensor(c) for c in choices]
        if any(c.type.ndim for c in items):
            return ChooseAmong(mode)(numbers, *items)
        choices = as_tensor(items)
    return Choose(mode)(numbers, choices)
