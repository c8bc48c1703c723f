"""Sums, scaled rows and columns, diagonals of sparse matrices. Source: theano.sparse.basic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ...graph.types import TensorType
from ...graph.variable import Apply, Variable
from ...settings import config
from ..elementwise.functions import minimum
from ..shapes.creation import alloc
from ..shapes.shape import shape_of
from ..tensor_op import as_tensor
from ..tensor_variable import Tensor
from .compressed_arrays import sp_ones_like
from .conversion import SparseFromDense, dense_from_sparse
from .op import SparseOp, compressed, is_sparse_variable
from .stored_elements import places, scaled
from .type import SparseLike, SparseType, matrix_class


class _Scale(SparseOp):
    axis: int

    def make_node(self, x: Any, s: Any) -> Apply:
        x, s = compressed(x, self), as_tensor(s)
        if s.type.ndim != 1:
            raise TypeError(f"{self} takes a vector, `{s}` is {s.type}.")
        return Apply(self, [x, s], [x.type()])

    def values(self, node: Apply, *inputs: Any) -> Any:
        x, s = inputs
        if s.shape[0] != x.shape[self.axis]:
            raise ValueError(f"{self}: a matrix of the shape {x.shape}, a vector of length {s.shape[0]}.")
        return scaled(x, s[places(x)[self.axis]], x.dtype)

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [x, s], [g] = inputs, output_gradients
        return [type(self)()(g, s), sp_sum(x * g, axis=1 - self.axis)]


@dataclass(frozen=True, repr=False)
class ColScaleCSC(_Scale):
    """The sparse matrix x[i, j] * s[j], in the format and dtype of x (n, m), for a vector s (m,).

    `theano.sparse.col_scale` calls it.
    """

    axis = 1


@dataclass(frozen=True, repr=False)
class RowScaleCSC(_Scale):
    """The sparse matrix x[i, j] * s[i], in the format and dtype of x (n, m), for a vector s (n,).

    `theano.sparse.row_scale` calls it.
    """

    axis = 0


def col_scale(x: SparseLike, s: Tensor) -> Any:
    """Return a sparse matrix with each column multiplied by an element of a vector.

    x: the matrix (n, m). s: the vector (m,).
    """
    x = compressed(x, "col_scale")
    return ColScaleCSC()(x, s) if x.type.format == "csc" else RowScaleCSC()(x.T, s).T


def row_scale(x: Any, s: Any) -> Any:
    """Return a sparse matrix with each row multiplied by an element of a vector.

    x: the matrix (n, m). s: the vector (n,).
    """
    return col_scale(compressed(x, "row_scale").T, s).T


@dataclass(frozen=True, repr=False)
class SpSum(SparseOp):
    """The dense sum of all elements of a sparse matrix, of each column or of each row. `theano.sparse.sp_sum` calls it.

    axis: None, which gives a scalar, 0 for columns or 1 for rows. sparse_grad: whether the gradient covers stored
    elements only.
    """

    axis: int | None = None
    sparse_grad: bool = field(default=True, compare=False)

    def __post_init__(self) -> None:
        if self.axis not in (None, 0, 1):
            raise ValueError(f"Illegal value for axis: {self.axis!r}; it is None, 0 or 1.")

    def make_node(self, x: SparseLike) -> Apply:
        x = compressed(x, self)
        return Apply(self, [x], [TensorType(x.type.dtype, () if self.axis is None else (False,))()])

    def values(self, node: Apply, *inputs: Any) -> Any:
        total = inputs[0].sum(self.axis, dtype=inputs[0].dtype)
        return np.asarray(total).reshape(()) if self.axis is None else np.asarray(total).ravel()

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [() if self.axis is None else (input_shapes[0][1 - self.axis],)]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [x], [g] = inputs, output_gradients
        if np.dtype(x.type.dtype).kind not in "fc":
            return [x.zeros_like(config.floatX)]
        if is_sparse_variable(g):
            g = dense_from_sparse(g)
        if self.sparse_grad:
            ones = sp_ones_like(x)
            return [g * ones if self.axis is None else (col_scale if self.axis == 0 else row_scale)(ones, g)]
        row = g if self.axis is None else g.dimshuffle("x", 0) if self.axis == 0 else g.dimshuffle(0, "x")
        return [SparseFromDense(x.type.format)(alloc(row, *shape_of(x)))]

    def __str__(self) -> str:
        return f"SpSum{{axis={self.axis}}}"


def sp_sum(x: Variable, axis: int | None = None, sparse_grad: bool = False) -> Any:
    """Return the sum of a sparse matrix, of its columns or of its rows, dense.

    x: the matrix (n, m). axis: None, which gives a scalar, 0 for columns or 1 for rows. sparse_grad: whether the
    gradient covers stored elements only.
    """
    return SpSum(axis, sparse_grad)(x)


@dataclass(frozen=True, repr=False)
class Diag(SparseOp):
    """The diagonal of a square sparse matrix, a dense vector. `theano.sparse.diag` is an instance."""

    def make_node(self, x: SparseLike) -> Apply:
        x = compressed(x, self)
        return Apply(self, [x], [TensorType(x.type.dtype, (False,))()])

    def values(self, node: Apply, *inputs: Any) -> Any:
        [x] = inputs
        if x.shape[0] != x.shape[1]:
            raise ValueError(f"Diag only apply on square matrix, got the shape {x.shape}.")
        return x.diagonal()

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [(minimum(*input_shapes[0]),)]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        g = square_diagonal(output_gradients[0])
        return [g if inputs[0].type.format == "csc" else g.T]  # the format does not matter, since it is symmetric


diag = Diag()


@dataclass(frozen=True, repr=False)
class SquareDiagonal(SparseOp):
    """The csc matrix with a vector on its diagonal. `theano.sparse.square_diagonal` is an instance."""

    def make_node(self, diag: Any) -> Apply:
        diag = as_tensor(diag)
        if diag.type.ndim != 1:
            raise TypeError(f"data argument must be a vector, `{diag}` is {diag.type}.")
        return Apply(self, [diag], [SparseType("csc", diag.type.dtype)()])

    def values(self, node: Apply, *inputs: np.ndarray) -> Any:
        [v] = inputs
        n = len(v)
        return matrix_class("csc")((np.array(v), np.arange(n), np.arange(n + 1)), shape=(n, n))

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [(input_shapes[0][0], input_shapes[0][0])]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [diag(output_gradients[0])]


square_diagonal = SquareDiagonal()
