"""Conversions of sparse matrices: from and to dense, dtype, transpose, storage order. Source: theano.sparse.basic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ...docstrings import of_instances, text
from ...graph.types import TensorType
from ...graph.variable import Apply, Variable
from ...settings import config
from ..shapes.shape import patternbroadcast
from ..tensor_op import as_tensor
from .compressed_arrays import sp_ones_like
from .op import SparseOp, as_sparse_variable, compressed
from .type import SparseLike, SparseType


@dataclass(frozen=True, repr=False)
class DenseFromSparse(SparseOp):
    """The dense matrix of a sparse one.

    `theano.sparse.dense_from_sparse` is an instance. structured: its gradient covers stored elements only.
    """

    structured: bool = field(default=True, compare=False)

    @property
    def sparse_grad(self) -> bool:
        return self.structured

    def make_node(self, x: SparseLike) -> Apply:
        x = as_sparse_variable(x)
        return Apply(self, [x], [TensorType(x.type.dtype, (False, False))()])

    def values(self, node: Apply, *inputs: Any) -> Any:
        return inputs[0]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [x], [g] = inputs, output_gradients
        return [sp_ones_like(x) * g if self.structured else SparseFromDense(x.type.format)(g)]


dense_from_sparse = DenseFromSparse()


@dataclass(frozen=True, repr=False)
class SparseFromDense(SparseOp):
    """The sparse matrix of a dense one.

    `theano.sparse.csr_from_dense` and csc_from_dense are instances. format: "csr" or "csc". A vector becomes one row;
    TypeError for more than two dimensions.
    """

    format: str

    def make_node(self, x: Any) -> Apply:
        x = as_tensor(x)
        if x.type.ndim > 2:
            raise TypeError(
                f"Theano does not have sparse tensor types with more than 2 dimensions, but {x}.ndim = {x.type.ndim}"
            )
        if x.type.ndim < 2:
            x = x.dimshuffle("x", 0) if x.type.ndim else x.dimshuffle("x", "x")
        return Apply(self, [x], [SparseType(self.format, x.type.dtype)()])

    def values(self, node: Apply, *inputs: np.ndarray) -> Any:
        return inputs[0]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [patternbroadcast(dense_from_sparse(output_gradients[0]), inputs[0].type.broadcastable)]


csr_from_dense, csc_from_dense = SparseFromDense("csr"), SparseFromDense("csc")


@dataclass(frozen=True, repr=False)
class Cast(SparseOp):
    """The conversion of a sparse matrix to another dtype.

    out_type: the dtype's name. `theano.sparse.fcast` and dcast are instances, for float32 and float64.
    """

    __doc__ = of_instances(__doc__, lambda op: op.described())
    out_type: str

    def described(self) -> str:
        """Return the docstring of one conversion."""
        shown = f">>> theano.sparse.cast(theano.sparse.csr_matrix('x'), {self.out_type!r}).type"
        shown += f"\nSparse[{self.out_type}, csr]"
        said = f"Convert a sparse matrix to {self.out_type}; the same as `theano.sparse.cast(x, {self.out_type!r})`."
        return text(said, {}, shown, "theano.sparse.basic")

    def make_node(self, x: SparseLike) -> Apply:
        x = compressed(x, self)
        return Apply(self, [x], [SparseType(x.type.format, self.out_type)()])

    def values(self, node: Apply, *inputs: Any) -> Any:
        return inputs[0]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [x], [g] = inputs, output_gradients
        kinds = np.dtype(x.type.dtype).kind, np.dtype(g.type.dtype).kind
        if "c" in kinds:
            raise NotImplementedError("grad not implemented for complex types")
        if kinds[1] in "iu":
            return [x.zeros_like(config.floatX if kinds[0] in "iu" else None)]
        return [g if kinds[0] in "iu" else Cast(x.type.dtype)(g)]

    def __str__(self) -> str:
        return f"Cast({self.out_type})"


def cast(variable: Any, dtype: Any) -> Any:
    """Convert a sparse matrix to another dtype.

    variable: the matrix. dtype: a NumPy dtype.
    """
    return Cast(config.floatX if dtype == "floatX" else str(np.dtype(dtype)))(variable)


@dataclass(frozen=True, repr=False)
class InFormat(SparseOp):
    """The same matrix in another format."""

    format: str

    def make_node(self, x: SparseLike) -> Apply:
        x = compressed(x, self)
        return Apply(self, [x], [SparseType(self.format, x.type.dtype)()])

    def values(self, node: Apply, *inputs: Any) -> Any:
        return inputs[0].asformat(self.format)

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [like(output_gradients[0], inputs[0])]


def like(gradient: Any, x: Any) -> Any:
    """Return the sparse `gradient` in the format of the sparse `x`, and in its dtype if that is a float dtype."""
    if gradient.type.format != x.type.format:
        gradient = InFormat(x.type.format)(gradient)
    if gradient.type.dtype != x.type.dtype and np.dtype(x.type.dtype).kind in "fc":
        gradient = Cast(x.type.dtype)(gradient)
    return gradient


@dataclass(frozen=True, repr=False)
class Transpose(SparseOp):
    """The transpose of a sparse matrix. `theano.sparse.transpose` is an instance, and `x.T` calls it.

    A csr matrix becomes a csc matrix with the same arrays, and vice versa.
    """

    def make_node(self, x: SparseLike) -> Apply:
        x = compressed(x, self)
        return Apply(self, [x], [SparseType({"csr": "csc", "csc": "csr"}[x.type.format], x.type.dtype)()])

    def values(self, node: Apply, *inputs: Any) -> Any:
        return inputs[0].transpose()

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[0][::-1]]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [transpose(output_gradients[0])]

    def __str__(self) -> str:
        return "Sparse transpose"


transpose = Transpose()


@dataclass(frozen=True, repr=False)
class EnsureSortedIndices(SparseOp):
    """The same sparse matrix with its elements stored in order. `theano.sparse.ensure_sorted_indices` is an instance.

    inplace: does not change values.
    """

    inplace: bool = False

    def make_node(self, x: SparseLike) -> Apply:
        x = compressed(x, self)
        return Apply(self, [x], [x.type()])

    def values(self, node: Apply, *inputs: Any) -> Any:
        return inputs[0].sorted_indices()

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [output_gradients[0]]


ensure_sorted_indices = EnsureSortedIndices()


@dataclass(frozen=True, repr=False)
class Remove0(SparseOp):
    """The same sparse matrix without stored zeros. `theano.sparse.remove0` is an instance.

    inplace: does not change values.
    """

    inplace: bool = False

    make_node = EnsureSortedIndices.make_node
    compat_gradient = EnsureSortedIndices.compat_gradient

    def values(self, node: Apply, *inputs: Any) -> Any:
        copy = inputs[0].copy()
        copy.eliminate_zeros()
        return copy


remove0 = Remove0()


def clean(x: Variable) -> Any:
    """Return a sparse matrix without stored zeros and with its elements in order.

    x: a sparse matrix, whose shape the result has.
    """
    return ensure_sorted_indices(remove0(x))
