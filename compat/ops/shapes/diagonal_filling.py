"""Diagonals filled with one value. Source: theano.tensor.extra_ops.FillDiagonal, FillDiagonalOffset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.dtypes import DISCRETE, upcast
from ...graph.types import TensorType
from ...graph.variable import Apply, Variable
from ..c_forms import Access, Lengths
from ..elementwise.functions import cast, maximum, minimum
from ..reductions.functions import sum as summed
from ..tensor_op import TensorOp, as_tensor, disconnected, zero_gradient
from ..tensor_types import TensorLike
from .creation import arange, zeros_like
from .shape import shape_of


class _Filled(TensorOp):
    """The base of both Ops. Inputs: a, val (a scalar), and the offset of the diagonal unless it is the constant 0."""

    def _check(self, a: TensorType, val: TensorType) -> TensorType:
        if val.ndim:
            raise TypeError(f"{self}: the value must be a scalar, it is {val}.")
        if upcast(a.dtype, val.dtype) != a.dtype:
            raise TypeError(f"{self}: a value of {val.dtype} does not fit into an array of {a.dtype}; cast one.")
        return a

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[0]]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[True], [True], *([False] for _ in node.inputs[2:])]

    def diagonal_of(self, g: Variable, *offset: Any) -> Any:
        raise NotImplementedError

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [a, val, *offset], [g] = inputs, output_gradients
        if a.dtype in DISCRETE:
            return [zero_gradient(a), zero_gradient(val), *(disconnected() for _ in offset)]
        of_val = zero_gradient(val) if val.dtype in DISCRETE else cast(summed(self.diagonal_of(g, *offset)), val.dtype)
        return [self(g, np.asarray(0, g.dtype), *offset), of_val, *(disconnected() for _ in offset)]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        if eval_points[0] is None and eval_points[1] is None:
            return [None]
        a, val = (zeros_like(i) if p is None else p for i, p in zip(inputs[:2], eval_points[:2], strict=True))
        return [self(a, val, *inputs[2:])]

    def compat_array(self, xp: ArrayModule, node: Apply, a: Array, val: Array, *offset: Array) -> list[Any]:
        ndim = node.outputs[0].type.ndim
        where = [xp.arange(n).reshape((1,) * d + (n,) + (1,) * (ndim - d - 1)) for d, n in enumerate(np.shape(a))]
        first, *others = where
        on = True
        for other in others:
            on = on & (first + (offset[0] if offset else 0) == other)
        return [xp.where(on, xp.asarray(val).astype(node.outputs[0].type.dtype), a)]

    def compat_c_value(self, node: Apply, index: tuple[Any, ...], c: Access) -> Any:
        a, val, *offset = node.inputs
        k = c.cast(c.element(offset[0], ()), offset[0].dtype, "int64") if offset else c.number(0)
        on = [c.code("{} + {} == {}", c.wide(index[0]), k, c.wide(i)) for i in index[1:]]
        return c.code(
            f"(({' && '.join(['{}'] * len(on))}) ? {{}} : {{}})",
            *on,
            c.cast(c.element(val, ()), val.dtype, a.dtype),
            c.element(a, index),
        )


@dataclass(frozen=True)
class FillDiagonal(_Filled):
    """A copy of a with val on its main diagonal. `theano.tensor.extra_ops.fill_diagonal` makes it.

    Inputs: a, a matrix, or a tensor with equal lengths, val, a scalar.
    """

    def compat_result_types(self, a: TensorType, val: TensorType) -> list[TensorType]:
        if a.ndim < 2:
            raise TypeError(f"FillDiagonal: the first argument must have at least 2 dimensions, it is {a}.")
        return [self._check(a, val)]

    def diagonal_of(self, g: Any, *offset: Any) -> Any:
        lengths = shape_of(g)
        at = arange(minimum(lengths[0], lengths[1]) if g.type.ndim == 2 else lengths[0])
        return g[(at,) * g.type.ndim]

    def compat_array(self, xp: ArrayModule, node: Apply, a: Array, val: Array, *offset: Array) -> list[Any]:
        if np.ndim(a) > 2 and len(set(np.shape(a))) > 1:
            raise ValueError(f"fill_diagonal: all lengths of `{node.inputs[0]}` must be equal, they are {np.shape(a)}.")
        return super().compat_array(xp, node, a, val)

    def compat_c_guards(self, node: Apply, lengths: Lengths) -> None:
        own = lengths.of(node.inputs[0])
        if len(own) > 2:
            for other in own[1:]:
                lengths.require_equal(own[0], other)


@dataclass(frozen=True)
class FillDiagonalOffset(_Filled):
    """A copy of a with val on one of its diagonals. `theano.tensor.extra_ops.fill_diagonal_offset` makes it.

    Inputs: a, a matrix, val, a scalar, offset, an integer scalar, above 0 above the main diagonal.
    """

    def compat_result_types(self, a: TensorType, val: TensorType, offset: TensorType) -> list[TensorType]:
        if a.ndim != 2:
            raise TypeError(f"FillDiagonalOffset: the first argument must be a matrix, it is {a}.")
        if offset.ndim or offset.dtype not in DISCRETE:
            raise TypeError(f"FillDiagonalOffset: the offset must be an integer scalar, it is {offset}.")
        return [self._check(a, val)]

    def diagonal_of(self, g: Any, *offset: Any) -> Any:
        rows, columns = shape_of(g)
        k = cast(offset[0], "int64")
        down, right = maximum(-k, 0), maximum(k, 0)
        at = arange(maximum(minimum(rows - down, columns - right), 0))
        return g[at + down, at + right]


def fill_diagonal(a: TensorLike, val: TensorLike) -> Any:
    """Return a copy of `a` with one value on the main diagonal.

    a: a matrix, or a tensor of more dimensions with equal lengths. val: a scalar.
    """
    return FillDiagonal()(as_tensor(a), as_tensor(val))


def fill_diagonal_offset(a: TensorLike, val: TensorLike, offset: TensorLike) -> Any:
    """Return a copy of a matrix with one value on a diagonal.

    a: a matrix. val: a scalar. offset: the diagonal, above 0 above the main one, an int or an integer scalar.
    """
    return FillDiagonalOffset()(as_tensor(a), as_tensor(val), as_tensor(offset))
