"""Elementwise arithmetic with one or two sparse operands. Source: theano.sparse.basic.

A sum with a dense matrix is dense, a product is sparse; a vector acts on the columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.dtypes import DISCRETE, upcast
from ...graph.types import TensorType
from ...graph.variable import Apply
from ..tensor_op import as_tensor
from ..tensor_types import TensorLike
from ..tensor_variable import Tensor
from .compressed_arrays import sp_ones_like
from .conversion import dense_from_sparse, like
from .op import (
    SparseOp,
    as_sparse_or_tensor_variable,
    compressed,
    is_sparse_variable,
    same_shape,
)
from .reductions import sp_sum
from .stored_elements import places, scaled
from .type import SparseLike, SparseType


@dataclass(frozen=True, repr=False)
class Neg(SparseOp):
    """The matrix -x of a sparse matrix x. `theano.sparse.neg` is an instance, and `-x` calls it."""

    def make_node(self, x: SparseLike) -> Apply:
        x = compressed(x, self)
        return Apply(self, [x], [x.type()])

    def values(self, node: Apply, *inputs: Any) -> Any:
        return -inputs[0]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [-output_gradients[0]]

    def __str__(self) -> str:
        return "Sparse neg"


neg = Neg()


class _SparseSparse(SparseOp):
    """The base of Ops on two sparse matrices of one shape; the result has the format of the first."""

    def make_node(self, x: SparseLike, y: SparseLike) -> Apply:
        x, y = compressed(x, self), compressed(y, self)
        return Apply(self, [x, y], [SparseType(x.type.format, upcast(x.type.dtype, y.type.dtype))()])

    def values(self, node: Apply, *inputs: Any) -> Any:
        x, y = inputs
        same_shape(x, y, self)
        return self.combine(*(v.astype(node.outputs[0].type.dtype, copy=False) for v in (x, y)))

    def combine(self, x: TensorLike, y: TensorLike) -> Any:
        raise NotImplementedError


@dataclass(frozen=True, repr=False)
class AddSS(_SparseSparse):
    """The sum x + y of two sparse matrices of one shape, in the format of x. `theano.sparse.add_s_s` is an instance."""

    def combine(self, x: Any, y: Any) -> Any:
        return x + y

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [like(output_gradients[0], x) for x in inputs]


@dataclass(frozen=True, repr=False)
class AddSSData(AddSS):
    """The sum of two sparse matrices that store the same positions in the same order.

    `theano.sparse.add_s_s_data` is an instance. NotImplementedError for matrices of two types.
    """

    def make_node(self, x: SparseLike, y: SparseLike) -> Apply:
        x, y = compressed(x, self), compressed(y, self)
        if x.type != y.type:
            raise NotImplementedError(f"add_s_s_data takes matrices of one type, not {x.type} and {y.type}.")
        return Apply(self, [x, y], [x.type()])

    def combine(self, x: Any, y: Any) -> Any:
        if x.data.shape != y.data.shape:
            raise ValueError(f"add_s_s_data: the matrices store {x.data.size} and {y.data.size} elements.")
        total = x.copy()
        total.data += y.data
        return total


@dataclass(frozen=True, repr=False)
class AddSD(SparseOp):
    """The dense sum x + y of a sparse x and a dense y, matrices of one shape. `theano.sparse.add_s_d` is an instance.

    The gradient with respect to x covers stored elements only.
    """

    def make_node(self, x: Any, y: Any) -> Apply:
        x, y = compressed(x, self), as_tensor(y)
        if y.type.ndim != 2:
            raise TypeError(f"A sparse matrix can be added to a matrix, `{y}` is {y.type}.")
        return Apply(self, [x, y], [TensorType(upcast(x.type.dtype, y.type.dtype), y.type.broadcastable)()])

    def values(self, node: Apply, *inputs: Any) -> Any:
        same_shape(inputs[0], inputs[1], self)
        return np.asarray(inputs[0] + inputs[1])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[1]]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [x, y], [g] = inputs, output_gradients
        return [
            like(sp_ones_like(x) * g, x),
            g if g.type.dtype == y.type.dtype or y.type.dtype in DISCRETE else g.astype(y.type.dtype),
        ]


@dataclass(frozen=True, repr=False)
class MulSS(_SparseSparse):
    """The product, element by element, of two sparse matrices of one shape. `theano.sparse.mul_s_s` is an instance."""

    def combine(self, x: Any, y: Any) -> Any:
        return x.multiply(y)

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [x, y], [g] = inputs, output_gradients
        return [like(y * g, x), like(x * g, y)]


@dataclass(frozen=True, repr=False)
class MulSD(SparseOp):
    """The product, element by element, of a sparse x and a dense y, a matrix of its shape or a scalar; sparse.

    `theano.sparse.mul_s_d` is an instance.
    """

    def make_node(self, x: Any, y: Any) -> Apply:
        x, y = compressed(x, self), as_tensor(y)
        if y.type.ndim not in (0, 2):
            raise TypeError(
                f"A sparse matrix can be multiplied by a scalar or a matrix, `{y}` is {y.type}; mul_s_v takes a vector."
            )
        return Apply(self, [x, y], [SparseType(x.type.format, upcast(x.type.dtype, y.type.dtype))()])

    def values(self, node: Apply, *inputs: Any) -> Any:
        x, y = inputs
        if y.ndim:
            same_shape(x, y, self)
            y = y[places(x)]
        return scaled(x, y, node.outputs[0].type.dtype)  # type: ignore[attr-defined]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [x, y], [g] = inputs, output_gradients
        if y.type.ndim:
            return [y * g, dense_from_sparse(x * g)]
        return [y * g, sp_sum(x * g)]


class _SparseVector(SparseOp):
    """The base of Ops on a sparse matrix and a vector of the length of its rows, of one dtype."""

    def make_node(self, x: Any, y: Any) -> Apply:
        x, y = compressed(x, self), as_tensor(y)
        if y.type.ndim != 1:
            raise TypeError(f"{self} takes a vector, `{y}` is {y.type}.")
        if x.type.dtype != y.type.dtype:
            raise NotImplementedError(
                f"{self} takes a matrix and a vector of one dtype, got {x.type.dtype} and "
                f"{y.type.dtype}: cast one of them."
            )
        return Apply(self, [x, y], [x.type()])

    def along(self, x: Any, y: Any) -> Any:
        """Return, for each stored element of x, the element of y in its column."""
        if x.shape[1] != y.shape[0]:
            raise ValueError(f"{self}: a matrix of the shape {x.shape}, a vector of length {y.shape[0]}.")
        return y[places(x)[1]]


@dataclass(frozen=True, repr=False)
class MulSV(_SparseVector):
    """The sparse matrix with elements x[i, j] * y[j], of a sparse x (n, m) and a vector y (m,) of one dtype.

    `theano.sparse.mul_s_v` is an instance.
    """

    def values(self, node: Apply, *inputs: Any) -> Any:
        return scaled(inputs[0], self.along(*inputs), inputs[0].dtype)

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [x, y], [g] = inputs, output_gradients
        wide = upcast(g.type.dtype, y.type.dtype)
        return [mul_s_v(g.astype(wide), y.astype(wide)), sp_sum(x * g, axis=0, sparse_grad=True)]


@dataclass(frozen=True, repr=False)
class StructuredAddSV(_SparseVector):
    """The sparse matrix with elements x[i, j] + y[j] where x stores a non-zero element, 0 elsewhere.

    `theano.sparse.structured_add_s_v` is an instance, for a sparse x (n, m) and a vector y (m,) of one dtype.
    """

    def values(self, node: Apply, *inputs: Any) -> Any:
        x, y = inputs
        result = x.copy()
        result.data = x.data + np.where(x.data != 0, self.along(x, y), 0).astype(x.dtype)
        return result

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [g] = output_gradients
        return [g, sp_sum(sp_ones_like(inputs[0]) * g, axis=0, sparse_grad=True)]


add_s_s, add_s_s_data, add_s_d = AddSS(), AddSSData(), AddSD()
mul_s_s, mul_s_d, mul_s_v, structured_add_s_v = MulSS(), MulSD(), MulSV(), StructuredAddSV()


def both(x: TensorLike, y: TensorLike, what: str) -> tuple[Any, Any, bool, bool]:
    """Return (x, y) as variables, and which of them are sparse. TypeError if neither is."""
    x, y = as_sparse_or_tensor_variable(x), as_sparse_or_tensor_variable(y)
    sparse = is_sparse_variable(x), is_sparse_variable(y)
    if not any(sparse):
        raise TypeError(f"theano.sparse.{what} takes at least one sparse matrix, got `{x}` and `{y}`.")
    return x, y, *sparse


def add(x: TensorLike, y: TensorLike) -> Any:
    """Return x + y, sparse if both are, else dense. TypeError if none is.

    x, y: matrices of one shape. The gradient with respect to the only sparse operand is structured.
    """
    x, y, x_sparse, y_sparse = both(x, y, "add")
    if x_sparse and y_sparse:
        return add_s_s(x, y)
    return add_s_d(x, y) if x_sparse else add_s_d(y, x)


def sub(x: Tensor, y: SparseLike | TensorLike) -> Any:
    """Return x - y, sparse if both are, else dense. TypeError if none is.

    x, y: matrices of one shape.
    """
    x, y, _, _ = both(x, y, "sub")
    return add(x, -y)


def mul(x: TensorLike, y: TensorLike) -> Any:
    """Return the product, element by element, sparse. TypeError if no operand is.

    x, y: sparse matrices of one shape, or a sparse one and a dense one, or a scalar.
    """
    x, y, x_sparse, y_sparse = both(x, y, "mul")
    if x_sparse and y_sparse:
        return mul_s_s(x, y)
    return mul_s_d(x, y) if x_sparse else mul_s_d(y, x)
