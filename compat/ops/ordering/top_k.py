"""The k largest or smallest elements, in ascending order here; Theano promises no order. Source: theano.tensor.sort."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import ArrayModule
from ...graph.dtypes import DISCRETE
from ...graph.variable import Apply, Constant
from ..elementwise.functions import abs_, cast
from ..indexing.writing import inc_subtensor
from ..shapes.creation import zeros_like
from ..shapes.shape import flatten
from ..tensor_op import TensorOp, as_tensor, dimension, disconnected, tensor_type, zero_gradient
from ..tensor_types import TensorLike
from .sorting import along


@dataclass(frozen=True)
class TopKOp(TensorOp):
    """The k largest (k > 0) or |k| smallest elements, their positions, or both. `topk` makes it. Inputs: x, k.

    axis: the dimension of x, a tensor of any shape. sorted: has no effect, the result is in no particular order.
    idx_dtype: of the positions. return_values, return_indices: which of the two are returned.
    """

    axis: int = -1
    sorted: bool = True
    idx_dtype: str = "int64"
    return_values: bool = True
    return_indices: bool = True

    def make_node(self, inp: Any, kth: Any) -> Apply:
        x, k = as_tensor(inp), as_tensor(kth)
        pattern = x.type.broadcastable  # along all axes, as in Theano
        types = [x.type.dtype] * self.return_values + [self.idx_dtype] * self.return_indices
        return Apply(self, [x, k], [tensor_type(dtype, pattern)() for dtype in types])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        lengths = list(input_shapes[0])
        k = node.inputs[1]
        lengths[self.axis] = np.int64(abs(int(k.data))) if isinstance(k, Constant) else cast(abs_(k), "int64")
        return [tuple(map(as_tensor, lengths))] * len(node.outputs)

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        values = [True] * self.return_values + [False] * self.return_indices
        return [values, [False] * len(node.outputs)]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        x, k = inputs
        if not self.return_values:
            return [disconnected(), disconnected()]
        if x.type.dtype in DISCRETE:
            return [zero_gradient(x), disconnected()]
        g = output_gradients[0]
        at = TopKOp(self.axis, self.sorted, "int64", False, True)(x, k)
        return [inc_subtensor(along(zeros_like(x, g.dtype), at, self.axis), g), disconnected()]

    def compat_structural(self, node: Apply) -> Sequence[int]:
        return (1,)

    def compat_array(self, xp: ArrayModule, node: Apply, x: Any, k: Any) -> list[Any]:
        k, n = int(k), np.shape(x)[self.axis]
        if k == 0 or abs(k) > n:
            raise ValueError(
                f"topk: k = {k} of `{node.inputs[0]}`, whose axis {self.axis} has {n} elements: give an "
                f"integer from 1 to {n}, or from -{n} to -1."
            )
        stable: dict[str, Any] = {"kind": "stable"} if xp is np else {"stable": True}
        order = xp.argsort(x, axis=self.axis, **stable)
        own = (slice(None),) * (self.axis % np.ndim(x))
        at = order[(*own, slice(n - k, None) if k > 0 else slice(0, -k))]
        found = [xp.take_along_axis(xp.asarray(x), at, axis=self.axis)] if self.return_values else []
        return [*found, at.astype(self.idx_dtype)] if self.return_indices else found


def _top(x: TensorLike, kth: Any, axis: int | None, sorted: bool, idx_dtype: Any, **returned: bool) -> Any:
    if sorted:
        raise NotImplementedError("topk of sorted values was not in Theano: give sorted=False, and sort the result.")
    x = as_tensor(x)
    if axis is None:
        x, axis = flatten(x), 0
    return TopKOp(dimension(axis, x), sorted, np.dtype(idx_dtype).name, **returned)(x, kth)


def topk(x: TensorLike, kth: int, axis: int | None = -1, sorted: bool = True, idx_dtype: str = "int64") -> Any:
    """Return the largest elements of a tensor, or the smallest, in no particular order.

    x: a tensor of any shape. kth: how many; a negative number for the smallest. axis: the dimension, or None for the
    flattened array. sorted: False; NotImplementedError for True, as in Theano. idx_dtype: of argtopk, without an
    effect.
    """
    return _top(x, kth, axis, sorted, idx_dtype, return_values=True, return_indices=False)


def argtopk(x: TensorLike, kth: int, axis: int | None = -1, sorted: bool = True, idx_dtype: str = "int64") -> Any:
    """Return the positions of the largest elements of a tensor, or of the smallest, in no particular order.

    x, kth, axis, sorted: as in topk, for a tensor of any shape. idx_dtype: of the result.
    """
    return _top(x, kth, axis, sorted, idx_dtype, return_values=False, return_indices=True)


def topk_and_argtopk(
    x: TensorLike, kth: int, axis: int | None = -1, sorted: bool = True, idx_dtype: str = "int64"
) -> Any:
    """Return the largest elements of a tensor, or the smallest, and their positions: [topk, argtopk].

    x, kth, axis, sorted: as in topk, for a tensor of any shape. idx_dtype: of the positions.
    """
    return _top(x, kth, axis, sorted, idx_dtype, return_values=True, return_indices=True)
