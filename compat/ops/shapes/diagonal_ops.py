"""Ops on diagonals: extracting one, making a matrix with one, ones below one. Source: theano.tensor.basic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.dtypes import DISCRETE
from ...graph.types import TensorType
from ...graph.variable import Apply
from ...settings import config
from ..c_forms import Access
from ..elementwise.functions import maximum, minimum
from ..indexing.writing import inc_subtensor
from ..tensor_op import TensorOp, as_tensor, tensor_type, zero_gradient
from ..tensor_types import TensorLike
from .creation import OnesByDiagonal, arange, zeros_like
from .shape import patternbroadcast


@dataclass(frozen=True)
class _OnDiagonal(TensorOp):
    """The base of both Ops: diagonal `offset` of the matrices spanned by `axis1` (rows) and `axis2` (columns)."""

    offset: int = 0
    axis1: int = 0
    axis2: int = 1

    @property
    def down(self) -> int:
        return max(-self.offset, 0)

    @property
    def right(self) -> int:
        return max(self.offset, 0)


@dataclass(frozen=True)
class ExtractDiag(_OnDiagonal):
    """The elements a[i, i + offset] of matrices, along a new last dimension. `theano.tensor.diagonal` makes it.

    offset: 0 for the main diagonal, above 0 above it. axis1, axis2: the dimensions of a that are the matrices' rows
    and columns. view: accepted for old code, without an effect.
    """

    view: bool = False
    compat_told = ("offset", "axis1", "axis2", "view")

    def compat_result_types(self, x: TensorType) -> list[TensorType]:
        if x.ndim < 2:
            raise ValueError(f"ExtractDiag needs an input with 2 or more dimensions, {x} has {x.ndim}.")
        return [tensor_type(x.dtype, (False,) * (x.ndim - 1))]

    def _others(self, values: Sequence[Any]) -> list[Any]:
        return [v for d, v in enumerate(values) if d not in (self.axis1, self.axis2)]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        rows, columns = input_shapes[0][self.axis1], input_shapes[0][self.axis2]
        rows, columns = (n - np.int64(k) if k else n for n, k in ((rows, self.down), (columns, self.right)))
        count = minimum(as_tensor(rows), as_tensor(columns))
        return [(*self._others(input_shapes[0]), maximum(count, np.int64(0)) if self.offset else count)]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        """Return the gradient placed on the diagonal that was read."""
        [x], [g] = inputs, output_gradients
        if x.dtype in DISCRETE:
            return [zero_gradient(x)]
        order = [*self._others(range(x.type.ndim)), self.axis1, self.axis2]
        moved = zeros_like(x, g.dtype).dimshuffle([*order[-2:], *order[:-2]])
        at = arange(g.shape[-1])
        place = moved[at + self.down if self.down else at, at + self.right if self.right else at]
        written = inc_subtensor(place, g.dimshuffle([g.type.ndim - 1, *range(g.type.ndim - 1)]))
        back = [order[-2], order[-1], *order[:-2]]
        return [written.dimshuffle([back.index(d) for d in range(x.type.ndim)])]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None if eval_points[0] is None else self(eval_points[0])]

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        return [xp.diagonal(xp.asarray(x), self.offset, self.axis1, self.axis2)]

    def compat_c_view(self, node: Apply, index: tuple[Any, ...], c: Access) -> tuple[Any, Any]:
        x, *_ = node.inputs
        at = index[-1]
        own = iter(index[:-1])
        place = {
            self.axis1: c.code("({} + {})", at, self.down) if self.down else at,
            self.axis2: c.code("({} + {})", at, self.right) if self.right else at,
        }
        return x, tuple(place[d] if d in place else next(own) for d in range(x.type.ndim))


@dataclass(frozen=True)
class AllocDiag(_OnDiagonal):
    """A tensor with one more dimension, zero except on a diagonal that holds the last dimension of the input.

    offset: 0 for the main diagonal, above 0 above it. axis1, axis2: the dimensions of the result that are the rows and
    columns of its matrices.
    """

    compat_told = ("offset", "axis1", "axis2")

    def compat_result_types(self, diag: TensorType) -> list[TensorType]:
        if diag.ndim < 1:
            raise ValueError("AllocDiag needs an input with 1 or more dimensions, got a scalar.")
        return [tensor_type(diag.dtype, (False,) * (diag.ndim + 1))]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        *rest, n = input_shapes[0]
        side = as_tensor(n) + np.int64(abs(self.offset)) if self.offset else n
        for axis in sorted((self.axis1, self.axis2)):
            rest.insert(axis, side)
        return [tuple(rest)]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        read = ExtractDiag(self.offset, self.axis1, self.axis2)(output_gradients[0])
        return [patternbroadcast(read, inputs[0].type.broadcastable)]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None if eval_points[0] is None else self(eval_points[0])]

    def compat_array(self, xp: ArrayModule, node: Apply, v: Array) -> list[Any]:
        v = xp.asarray(v)
        n = v.shape[-1]
        side = n + abs(self.offset)
        at = np.arange(n)
        whole = xp.zeros((*v.shape[:-1], side, side), dtype=v.dtype)
        index = (..., at + self.down, at + self.right)
        if xp is np:
            whole[index] = v
        else:
            whole = whole.at[index].set(v)
        return [xp.moveaxis(whole, (-2, -1), (self.axis1, self.axis2))]

    def compat_c_value(self, node: Apply, index: tuple[Any, ...], c: Access) -> Any:
        [v], [out] = node.inputs, node.outputs
        row, column = (c.wide(index[a]) for a in (self.axis1, self.axis2))
        zero = c.cast(c.number(0), "int64", out.type.dtype)
        if not self.offset and not self.down:  # each row holds one element, which is read once for the whole row
            rest = tuple(i for d, i in enumerate(index) if d not in (self.axis1, self.axis2))
            held = c.held(c.element(v, (*rest, index[self.axis1])), out.type.dtype, "d")
            return c.code("({} == {} ? {} : {})", column, row, held, zero)
        own = index[self.axis1]
        at = c.held(c.code("{} - {}", own, self.down) if self.down else own, "int64", "k")
        on = c.code("{} - {} == {} && {} >= 0 && {} < {}", column, row, self.offset, at, at, c.length(v, -1))
        safe = c.held(c.code("{} ? {} : 0", on, at), "int64", "k")
        rest = tuple(i for d, i in enumerate(index) if d not in (self.axis1, self.axis2))
        return c.code("({} ? {} : {})", on, c.element(v, (*rest, safe)), zero)


@dataclass(frozen=True)
class Tri(OnesByDiagonal):
    """A matrix with ones on and below a diagonal, zeros above. `theano.tensor.tri` makes it.

    dtype: of the result, floatX by default. Inputs: rows, columns, the number k of the diagonal.
    """

    dtype: str | None = None
    compat_told = ("dtype",)

    def make_node(self, N: TensorLike, M: TensorLike, k: TensorLike) -> Apply:
        return self.node_of("tri", self.dtype or config.floatX, (N, M, k))

    def compat_array(self, xp: ArrayModule, node: Apply, n: Array, m: Array, k: Array) -> list[Any]:
        return [xp.tri(int(n), int(m), int(k), dtype=node.outputs[0].type.dtype)]

    def compat_c_value(self, node: Apply, index: tuple[Any, ...], c: Access) -> Any:
        k = c.cast(c.element(node.inputs[2], ()), node.inputs[2].dtype, "int64")
        below = c.code("({} - {} <= {})", c.wide(index[1]), c.wide(index[0]), k)
        return c.cast(below, "bool", node.outputs[0].type.dtype)
