"""`sort` and `argsort`. Source: theano.tensor.sort."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from compat.graph.types import TensorType
from compat.graph.variable import Apply
from compat.ops.creation import arange, zeros_like
from compat.ops.shape import flatten, shape_of
from compat.ops.tensor_op import TensorOp, as_tensor, disconnected, tensor_type


@dataclass(frozen=True)
class ArgSort(TensorOp):
    """The positions that put x in order along dimension `axis`, as int64; equal elements keep their order."""

    axis: int

    def result_types(self, x: TensorType) -> list[TensorType]:
        return [tensor_type("int64", x.broadcastable)]

    def shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[0]]

    def connection(self, node: Apply) -> list[list[bool]]:
        return [[False]]

    def gradient(self, inputs: Sequence[Any], outputs: Sequence[Any],
                 output_gradients: Sequence[Any]) -> list[Any]:
        return [disconnected()]

    def array(self, xp: Any, node: Apply, x: Any) -> list[Any]:
        stable: dict[str, Any] = {"kind": "stable"} if xp is np else {"stable": True}
        return [xp.argsort(x, axis=self.axis, **stable).astype("int64")]


@dataclass(frozen=True)
class Sort(TensorOp):
    """x in ascending order along dimension `axis`, NaN last."""

    axis: int

    def result_types(self, x: TensorType) -> list[TensorType]:
        return [x]

    def shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[0]]

    def gradient(self, inputs: Sequence[Any], outputs: Sequence[Any],
                 output_gradients: Sequence[Any]) -> list[Any]:
        from compat.settings import config

        [x], [g] = inputs, output_gradients
        if np.dtype(x.type.dtype).kind in "iub":
            return [zeros_like(x, config.floatX)]
        return [_along(g, ArgSort(self.axis)(ArgSort(self.axis)(x)), self.axis)]  # where each element went

    def r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        if eval_points[0] is None:
            return [None]
        return [_along(eval_points[0], ArgSort(self.axis)(inputs[0]), self.axis)]

    def array(self, xp: Any, node: Apply, x: Any) -> list[Any]:
        return [xp.sort(x, axis=self.axis)]


def _along(x: Any, positions: Any, axis: int) -> Any:
    """x[..., positions, ...] with `positions` of the shape of x, as numpy.take_along_axis."""
    lengths = shape_of(x)
    ndim = x.type.ndim
    index = [arange(n).dimshuffle(["x"] * d + [0] + ["x"] * (ndim - d - 1)) for d, n in enumerate(lengths)]
    index[axis] = positions
    return x[tuple(index)]


_KINDS = ("quicksort", "mergesort", "heapsort", "stable")


def _sorted_by(op: type, a: Any, axis: int | None, kind: str, order: Any) -> Any:
    if kind not in _KINDS:
        raise ValueError(f"sort kind must be one of {', '.join(map(repr, _KINDS))} (got {kind!r}).")
    if order is not None:
        raise NotImplementedError("sort and argsort by fields (order=...) are not supported.")
    a = as_tensor(a)
    if axis is None:
        a, axis = flatten(a), 0
    if not -a.type.ndim <= axis < a.type.ndim:
        raise ValueError(f"axis {axis} is out of bounds: `{a}` has {a.type.ndim} dimensions.")
    return op(axis % a.type.ndim)(a)


def sort(a: Any, axis: int | None = -1, kind: str = "quicksort", order: Any = None) -> Any:
    """`a` in ascending order along `axis`; flattened if that is None. `kind` (ValueError if NumPy has none such)
    changes no value."""
    return _sorted_by(Sort, a, axis, kind, order)


def argsort(a: Any, axis: int | None = -1, kind: str = "quicksort", order: Any = None) -> Any:
    """The positions that sort `a` along `axis`. `kind`: as in `sort`; ties always keep their order."""
    return _sorted_by(ArgSort, a, axis, kind, order)
