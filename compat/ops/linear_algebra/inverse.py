"""Inverses and determinants. Source: theano.tensor.nlinalg."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.types import DisconnectedType, TensorType
from ...graph.variable import Apply
from ..c_forms import CallAccess
from ..shapes.creation import identity_like
from ..shapes.diagonal_ops import ExtractDiag
from ..tensor_op import TensorOp, tensor_type, zero_gradient
from ..tensor_types import TensorLike
from .matrix import (
    MatrixOp,
    by_lapack,
    c_kind,
    c_square,
    check_matrix,
    check_square,
    matrix,
    working,
)


@dataclass(frozen=True)
class MatrixInverse(MatrixOp):
    """The inverse of a matrix x (n, n), in its dtype. Singular x raises LinAlgError (JAX: inf or NaN).

    `theano.tensor.nlinalg.matrix_inverse` is an instance.
    """

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [y], [g] = outputs, output_gradients
        return [-y.T.dot(g).dot(y.T)]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        if eval_points[0] is None:
            return [None]
        y = self(*inputs)
        return [-y.dot(eval_points[0]).dot(y)]

    @by_lapack
    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        check_square(self, x)
        return [xp.linalg.inv(working(xp, x)).astype(node.outputs[0].type.dtype)]

    def flops(self, inputs: Sequence[Any], outputs: Sequence[Any]) -> Any:
        return 2 * inputs[0][0] ** 3

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        x, out = node.inputs[0], node.outputs[0]
        c.flag(
            f"{c.matrix_function('compat_inverse' + c_kind(node, c))}({c_square(c, x)}, {c.array(x)}, {c.out(out)})",
            undefined=True,
        )
        return ""


@dataclass(frozen=True)
class MatrixPinv(TensorOp):
    """The Moore-Penrose inverse (n, m) of x (m, n), in the dtype of x.

    Gradient: G. Golub, V. Pereyra (1973), SIAM J. Numer. Anal. 10, 413.

    Use it as `theano.tensor.nlinalg.pinv`.
    """

    compat_not_finite_for_errors = True

    def compat_result_types(self, x: TensorType) -> list[TensorType]:
        check_matrix(self, x)
        return [matrix(x.dtype)]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[0][::-1]]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [x], [y], [g] = inputs, outputs, output_gradients
        xy, yx = x.dot(y), y.dot(x)
        off_range, off_kernel = identity_like(xy) - xy, identity_like(yx) - yx
        slope = -y.dot(g.T).dot(y) + y.dot(y.T).dot(g).dot(off_range) + off_kernel.dot(g).dot(y.T).dot(y)
        return [slope.T]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        [x], [dx] = inputs, eval_points
        if dx is None:
            return [None]
        y = self(x)
        xy, yx = x.dot(y), y.dot(x)
        off_range, off_kernel = identity_like(xy) - xy, identity_like(yx) - yx
        return [-y.dot(dx).dot(y) + y.dot(y.T).dot(dx.T).dot(off_range) + off_kernel.dot(dx.T).dot(y.T).dot(y)]

    @by_lapack
    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        return [xp.linalg.pinv(working(xp, x)).astype(node.outputs[0].type.dtype)]


@dataclass(frozen=True)
class TensorInv(TensorOp):
    """The inverse of x for tensordot(inverse, x, ind), of shape x.shape[ind:] + x.shape[:ind].

    It inverts the matrix whose rows are the first `ind` dimensions. LinAlgError if it is singular.

    ind: the number of first dimensions of x that are the rows of that matrix.
    """

    compat_not_finite_for_errors = True

    ind: int = 2

    def __post_init__(self) -> None:
        if self.ind <= 0:
            raise ValueError("Invalid ind argument: tensorinv takes a positive number of dimensions.")

    def compat_result_types(self, a: TensorType) -> list[TensorType]:
        return [tensor_type(a.dtype, (*a.broadcastable[self.ind :], *a.broadcastable[: self.ind]))]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        lengths = input_shapes[0]
        return [(*lengths[self.ind :], *lengths[: self.ind])]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [x], [y], [g] = inputs, outputs, output_gradients
        matrix_of = [v.reshape((-1, _size(v.shape, x.type.ndim - self.ind, v.type.ndim)), ndim=2) for v in (y, g)]
        slope = -matrix_of[0].T.dot(matrix_of[1]).dot(matrix_of[0].T)
        return [slope.reshape(x.shape, ndim=x.type.ndim)]

    @by_lapack
    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        lengths = np.shape(x)
        rows = int(np.prod(lengths[: self.ind]))
        flat = xp.reshape(working(xp, x), (rows, -1))
        check_square(self, flat)
        return [xp.reshape(xp.linalg.inv(flat), (*lengths[self.ind :], *lengths[: self.ind])).astype(x.dtype)]


def _size(lengths: Any, start: int, stop: int) -> Any:
    total: Any = np.int64(1)
    for d in range(start, stop):
        total = lengths[d] * total
    return total


def tensorinv(a: TensorLike, ind: int = 2) -> Any:
    """Return the inverse of a tensor for tensordot(a, b, ind), as numpy.linalg.tensorinv does.

    a: a tensor whose first and last dimensions have lengths of one product; the result has shape a.shape[ind:] +
    a.shape[:ind]. ind: the number of first dimensions of a that are the rows of the matrix to invert.
    """
    return TensorInv(ind)(a)


@dataclass(frozen=True)
class Det(TensorOp):
    """The determinant of a matrix x (n, n).

    `theano.tensor.nlinalg.det` is an instance.
    """

    def compat_result_types(self, x: TensorType) -> list[TensorType]:
        check_matrix(self, x)
        return [tensor_type(x.dtype, ())]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [()]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [output_gradients[0] * outputs[0] * matrix_inverse(inputs[0]).T]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        if eval_points[0] is None:
            return [None]
        return [self(*inputs) * ExtractDiag()(matrix_inverse(inputs[0]).dot(eval_points[0])).sum()]

    @by_lapack
    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        check_square(self, x)
        return [xp.asarray(xp.linalg.det(working(xp, x))).astype(node.outputs[0].type.dtype)]

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        x, out = node.inputs[0], node.outputs[0]
        c.flag(
            f"{c.matrix_function('compat_determinant' + c_kind(node, c))}({c_square(c, x)}, {c.array(x)}, "
            f"{c.out(out)}, 0, 0)",
            undefined=True,
        )
        return ""


@dataclass(frozen=True)
class SLogDet(TensorOp):
    """The sign of the determinant of x (n, n) and the logarithm of its absolute value, as numpy.linalg.slogdet."""

    def compat_result_types(self, x: TensorType) -> list[TensorType]:
        check_matrix(self, x)
        return [tensor_type(x.dtype, ())] * 2

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [(), ()]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        g = output_gradients[1]
        return [zero_gradient(inputs[0]) if isinstance(g.type, DisconnectedType) else g * matrix_inverse(inputs[0]).T]

    @by_lapack
    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        check_square(self, x)
        with np.errstate(divide="ignore"):
            sign, logarithm = xp.linalg.slogdet(working(xp, x))
        return [xp.asarray(v).astype(node.outputs[0].type.dtype) for v in (sign, logarithm)]

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        x, (sign, logarithm) = node.inputs[0], node.outputs
        c.flag(
            f"{c.matrix_function('compat_determinant' + c_kind(node, c))}({c_square(c, x)}, {c.array(x)}, 0, "
            f"{c.out(sign)}, {c.out(logarithm)})",
            undefined=True,
        )
        return ""


matrix_inverse = MatrixInverse()
pinv = MatrixPinv()
det = Det()
slogdet = SLogDet()


def log_abs_det(x: TensorLike) -> Any:
    """Return the logarithm of the absolute value of a matrix's determinant."""
    return slogdet(x)[1]
