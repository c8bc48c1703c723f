"""Matrix products with a sparse factor. Source: theano.sparse.basic.

`dot` is dense, `true_dot` sparse; the gradient of `structured_dot` covers only stored elements.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.dtypes import upcast
from ...graph.types import TensorType
from ...graph.variable import Apply, Variable
from ..control.gradient_marks import grad_not_implemented
from ..linear_algebra import blas
from ..shapes.shape import patternbroadcast
from ..tensor_op import as_tensor
from ..tensor_types import TensorLike
from .arithmetic import both
from .compressed_arrays import CSM, csm_properties
from .conversion import SparseFromDense, dense_from_sparse, like, transpose
from .op import (
    SparseOp,
    as_sparse_or_tensor_variable,
    as_sparse_variable,
    compressed,
    is_dense_variable,
    is_sparse_variable,
)
from .stored_elements import places, scaled
from .type import SparseLike, SparseType, is_sparse


def product(x: Any, y: Any, node: Apply) -> Any:
    """Return x y computed by SciPy. ValueError with both names if the lengths differ."""
    if x.shape[-1] != y.shape[0]:
        raise ValueError(
            f"Shape mismatch: cannot multiply `{node.inputs[0]}` {x.shape} and `{node.inputs[1]}` "
            f"{y.shape}: {x.shape[-1]} columns meet {y.shape[0]} rows."
        )
    return x @ y


def _product_shape(x: tuple[Any, ...], y: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*x[:-1], *y[1:])


class Product(SparseOp):
    """The base class of products of two matrices."""

    def values(self, node: Apply, *inputs: Any) -> Any:
        return product(inputs[0], inputs[1], node)

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [_product_shape(*input_shapes)]


@dataclass(frozen=True, repr=False)
class Dot(Product):
    """The product x y, dense, of matrices of which one or both are sparse; the dense one may be a vector.

    `theano.sparse.dot` calls it.
    """

    def make_node(self, x: SparseLike | TensorLike, y: SparseLike | TensorLike) -> Apply:
        x, y, *_ = both(x, y, "dot")
        for position, v in enumerate((x, y)):
            if not is_sparse_variable(v) and v.type.ndim not in (1, 2):
                raise TypeError(
                    f"theano.sparse.Dot: input {position} (0-indexed) must have ndim of 1 or 2, {v.type.ndim} given."
                )
        x_pattern, y_pattern = (getattr(v.type, "broadcastable", (False, False)) for v in (x, y))
        return Apply(
            self, [x, y], [TensorType(upcast(x.type.dtype, y.type.dtype), _product_shape(x_pattern, y_pattern))()]
        )

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [x, y], [g] = inputs, output_gradients
        if x.type.ndim == 1:
            gx, gy = dot(y, g), blas.dot(x.dimshuffle(0, "x"), g.dimshuffle("x", 0))
        elif y.type.ndim == 1:
            gx, gy = blas.dot(g.dimshuffle(0, "x"), y.dimshuffle("x", 0)), dot(x.T, g)
        else:
            gx, gy = (
                (dot if is_sparse_variable(a) or is_sparse_variable(b) else blas.dot)(a, b)
                for a, b in ((g, y.T), (x.T, g))
            )
        return [_like(gx, x), _like(gy, y)]

    def __str__(self) -> str:
        return "SparseDot"


def _like(gradient: Variable, x: Any) -> Any:
    """Return the `gradient` for an input `x` converted to the type of `x`."""
    if is_sparse_variable(x):
        return like(gradient if is_sparse_variable(gradient) else SparseFromDense(x.type.format)(gradient), x)
    if gradient.type.dtype != x.type.dtype and np.dtype(x.type.dtype).kind in "fc":
        gradient = gradient.astype(x.type.dtype)
    return patternbroadcast(gradient, x.type.broadcastable)


def dot(x: Variable, y: Variable) -> Any:
    """Return x y, dense; TypeError unless at least one of the two is sparse.

    x, y: matrices (n, k) and (k, m), sparse or dense.
    """
    return Dot()(x, y)


@dataclass(frozen=True, repr=False)
class StructuredDot(Product):
    """The product a b of a sparse a and a matrix b; dense if b is, else sparse.

    `theano.sparse.structured_dot` calls it. The gradient with respect to a covers only elements that a stores.
    """

    def make_node(self, a: SparseLike, b: SparseLike | TensorLike) -> Apply:
        a, b = as_sparse_variable(a), as_sparse_or_tensor_variable(b)
        if b.type.ndim != 2:
            raise NotImplementedError(
                f"structured_dot takes matrices, `{b}` has {b.type.ndim} dimensions: use theano.sparse.dot."
            )
        dtype = upcast(a.type.dtype, b.type.dtype)
        type_ = (
            SparseType(a.type.format, dtype)
            if is_sparse_variable(b)
            else TensorType(dtype, (False, b.type.broadcastable[1]))
        )
        return Apply(self, [a, b], [type_()])

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [a, b], [g] = inputs, output_gradients
        gb = structured_dot(a.T, g)
        return [structured_dot_grad(a, b, g), _like(gb, b)]


def structured_dot(x: SparseLike | TensorLike, y: SparseLike | TensorLike) -> Any:
    """Return x y with at least one sparse factor: dense, or sparse if both are.

    x, y: matrices (n, k) and (k, m), sparse or dense. The gradient covers only stored elements.
    """
    x, y, x_sparse, _ = both(x, y, "structured_dot")
    return StructuredDot()(x, y) if x_sparse else StructuredDot()(y.T, x.T).T


class _StructuredDotGrad(SparseOp):
    """The data of the gradient with respect to a of a product a b, at the positions (indices, indptr) of a.

    Inputs: the data and positions of a, b, and the gradient of a b.
    """

    format: str

    def make_node(
        self, a_indices: TensorLike, a_indptr: TensorLike, b: SparseLike | TensorLike, g_ab: SparseLike | TensorLike
    ) -> Apply:
        b, g_ab = as_sparse_or_tensor_variable(b), as_sparse_or_tensor_variable(g_ab)
        return Apply(
            self, [as_tensor(a_indices), as_tensor(a_indptr), b, g_ab], [TensorType(g_ab.type.dtype, (False,))()]
        )

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[0]]

    def compat_array(self, xp: ArrayModule, node: Apply, *inputs: Array) -> list[Any]:
        indices, indptr, b, g = inputs
        major = xp.searchsorted(indptr, xp.arange(len(indices)), side="right") - 1
        rows, columns = (major, indices) if self.format == "csr" else (indices, major)
        if is_sparse(b) or is_sparse(g):
            left, right = g[rows], b[columns]
            products = left.multiply(right) if is_sparse(left) else right.multiply(left)
            data = np.asarray(products.sum(1)).ravel()
        else:
            data = xp.sum(g[rows] * b[columns], axis=1)
        return [data.astype(node.outputs[0].type.dtype)]  # type: ignore[attr-defined]


@dataclass(frozen=True, repr=False)
class StructuredDotGradCSC(_StructuredDotGrad):
    """The stored elements of the gradient of a product a b with respect to a csc matrix a, a vector.

    Its inputs are indices and indptr of a, then b and the gradient of a b. `theano.sparse.sdg_csc` is an instance.
    """

    format = "csc"


@dataclass(frozen=True, repr=False)
class StructuredDotGradCSR(_StructuredDotGrad):
    """The stored elements of the gradient of a product a b with respect to a csr matrix a, a vector.

    Its inputs are indices and indptr of a, then b and the gradient of a b. `theano.sparse.sdg_csr` is an instance.
    """

    format = "csr"


def structured_dot_grad(sparse_A: SparseLike, dense_B: TensorLike, ga: TensorLike) -> Any:
    """Return the gradient of a structured product with respect to its first factor, sparse, where that stores elements.

    sparse_A: the first factor, a sparse matrix. dense_B: the second one. ga: the gradient of the product, of its shape.
    """
    a = compressed(sparse_A, "structured_dot_grad")
    _, indices, indptr, shape = csm_properties(a)
    op = StructuredDotGradCSC() if a.type.format == "csc" else StructuredDotGradCSR()
    return CSM(a.type.format)(op(indices, indptr, dense_B, ga), indices, indptr, shape)


@dataclass(frozen=True, repr=False)
class TrueDot(Product):
    """The product x y of a sparse x and a matrix y of one dtype, as a sparse matrix. `theano.sparse.true_dot` calls it.

    grad_preserves_dense: whether the gradient of a dense y is dense.
    """

    grad_preserves_dense: bool = field(default=True, compare=False)

    def make_node(self, x: SparseLike, y: SparseLike | TensorLike) -> Apply:
        x, y = compressed(x, self), as_sparse_or_tensor_variable(y)
        if x.type.dtype != y.type.dtype:
            raise NotImplementedError(f"true_dot takes factors of one dtype, got {x.type.dtype} and {y.type.dtype}.")
        return Apply(self, [x, y], [SparseType(x.type.format, x.type.dtype)()])

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [x, y], [g] = inputs, output_gradients
        gy = true_dot(x.T, g)
        if is_dense_variable(y) and self.grad_preserves_dense:
            gy = _like(dense_from_sparse(gy), y)
        gx = true_dot(g, y.T)
        return [like(gx, x), _like(gy, y) if is_sparse_variable(y) else gy]


def true_dot(x: SparseLike | TensorLike, y: SparseLike | TensorLike, grad_preserves_dense: bool = True) -> Any:
    """Return the product as a sparse matrix, also where one factor is dense. TypeError if both are.

    x, y: matrices (n, k) and (k, m) of one dtype. grad_preserves_dense: whether the gradient of a dense one is dense.
    """
    x, y, x_sparse, _ = both(x, y, "true_dot")
    op = TrueDot(grad_preserves_dense)
    return op(x, y) if x_sparse else transpose(op(y.T, x.T))


@dataclass(frozen=True, repr=False)
class SamplingDot(SparseOp):
    """p times x yᵀ, elementwise, at the positions that p stores.

    `theano.sparse.sampling_dot` is an instance. Its operands are dense matrices x (m, k) and y (n, k), and a sparse p
    (m, n).
    """

    def make_node(self, x: Any, y: Any, p: Any) -> Apply:
        x, y, p = as_tensor(x), as_tensor(y), compressed(p, self)
        return Apply(self, [x, y, p], [p.type()])

    def values(self, node: Apply, *inputs: Any) -> Any:
        x, y, p = inputs
        rows, columns = places(p)
        return scaled(p, np.einsum("ij,ij->i", x[rows], y[columns]), p.dtype)

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[2]]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [x, y, p], [g] = inputs, output_gradients
        return [dot(p * g, y), dot((p * g).T, x), grad_not_implemented(self, 2, p)]


sampling_dot = SamplingDot()


@dataclass(frozen=True, repr=False)
class Usmm(SparseOp):
    """The matrix alpha x y + z, dense, with a scalar alpha and a sparse x or y. `theano.sparse.usmm` is an instance.

    It has no gradient.
    """

    def make_node(self, alpha: Any, x: Any, y: Any, z: Any) -> Apply:
        x, y, *_ = both(x, y, "usmm")
        alpha, z = as_tensor(alpha), as_tensor(z)
        if z.type.ndim != 2 or not all(alpha.type.broadcastable):
            raise TypeError(f"usmm takes a scalar and a matrix to add to, got {alpha.type} and {z.type}.")
        dtype = upcast(*(v.type.dtype for v in (alpha, x, y, z)))
        return Apply(self, [alpha, x, y, z], [TensorType(dtype, (False, False))()])

    def values(self, node: Apply, *inputs: Any) -> Any:
        alpha, x, y, z = inputs
        xy = x @ y
        return (xy.toarray() if is_sparse(xy) else xy) * np.asarray(alpha).reshape(()) + z

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[3]]


usmm = Usmm()
