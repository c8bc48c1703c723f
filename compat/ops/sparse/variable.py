"""Variables, constants and shared variables of sparse matrices. Source: theano.sparse.basic, .sharedvar.

A value is a `scipy.sparse` matrix in the format csr, csc or bsr. `*` is the matrix product of values, but the
elementwise product of variables.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from ...graph.variable import Constant, SharedVariable, Variable
from ..shapes.shape import shape
from ..tensor_types import TensorLike
from .arithmetic import add, mul, neg, sub
from .comparisons import ge, gt, le, lt
from .compressed_arrays import csm_properties, sp_zeros_like
from .conversion import cast, dense_from_sparse, transpose
from .indexing import get_item
from .products import structured_dot
from .type import SparseLike, SparseType

if TYPE_CHECKING:
    from numpy.typing import DTypeLike


class SparseOperators:
    """Operators and methods of sparse variables, which call the functions of this module.

    `+`, `-` and `*` are elementwise, `x[...]` takes elements, rows or blocks, `x.T` is the transpose, `x.toarray()`
    dense.
    """

    __array_ufunc__ = None  # NumPy leaves `array * x` to x
    type: Any

    @property
    def T(self) -> Any:
        return transpose(self)

    dtype = property(lambda self: self.type.dtype)
    format = property(lambda self: self.type.format)
    ndim = property(lambda self: self.type.ndim)

    @property
    def shape(self) -> Any:
        return shape(self)

    @property
    def size(self) -> Any:
        """Return the number of stored elements, including stored zeros."""
        return csm_properties(self)[0].size

    def astype(self, dtype: Any) -> Any:
        return cast(self, dtype)

    def toarray(self) -> Any:
        """Return the dense matrix."""
        return dense_from_sparse(self)

    def zeros_like(self, dtype: DTypeLike | None = None) -> Any:
        zeros = sp_zeros_like(self)
        return zeros if dtype is None else zeros.astype(dtype)

    def __neg__(self) -> Any:
        return neg(self)

    def __getitem__(self, index: Any) -> Any:
        return get_item(self, index)

    def __dot__(self, other: SparseLike | TensorLike) -> Any:
        return structured_dot(self, other)

    def __rdot__(self, other: SparseLike | TensorLike) -> Any:
        return structured_dot(other, self)


def _binary(function: Callable[..., Any], swapped: bool = False) -> Any:
    def method(self: Variable, other: TensorLike) -> Any:
        return function(other, self) if swapped else function(self, other)

    return method


for _function in (add, sub, mul):
    setattr(SparseOperators, f"__{_function.__name__}__", _binary(_function))
    setattr(SparseOperators, f"__r{_function.__name__}__", _binary(_function, swapped=True))
for _name, _function in {"lt": lt, "le": le, "gt": gt, "ge": ge}.items():
    setattr(SparseOperators, f"__{_name}__", _binary(_function))


def _dot(self: Any, right: Any) -> Any:
    """Return the product with a matrix, dense or sparse, whose gradient is taken at the entries that are kept alone."""
    from .products import structured_dot  # which makes variables

    return structured_dot(self, right)


SparseOperators.dot = _dot  # type: ignore[attr-defined]


class SparseVariable(SparseOperators, Variable):
    """A sparse matrix known at run time; `theano.sparse.csr_matrix("x")` makes one.

    type: a SparseType. owner: the Apply that computes it, or None. index: its position among the outputs of owner.
    name: shown in errors.
    """

    def __str__(self) -> str:
        return self.name or f"{type(self).__name__}{{{self.type.format},{self.type.dtype}}}"

    __repr__ = __str__


class SparseConstant(SparseOperators, Constant):
    """A constant sparse matrix; a compiled graph keeps constants of one value once.

    type: a SparseType. data: a matrix of scipy.sparse of that type. name: its name.
    """

    def signature(self) -> Any:
        data = self.data
        digest = hashlib.blake2b(digest_size=16)
        for part in (data.data, data.indices, data.indptr):
            digest.update(np.ascontiguousarray(part).tobytes())
        return ("sparse", self.type, data.shape, str(data.indices.dtype), digest.digest())

    def __str__(self) -> str:
        return self.name or (
            f"{type(self).__name__}{{{self.type.format},{self.type.dtype},shape={self.data.shape},nnz={self.data.nnz}}}"
        )

    __repr__ = __str__


class SparseTensorSharedVariable(SparseOperators, SharedVariable):
    """A shared sparse matrix, as made by `theano.shared`.

    name: its name. type: a SparseType. value: a matrix of scipy.sparse. strict: whether later values must have this
    type. allow_downcast: whether later values may lose precision. container: where the value is kept, or None.
    """


SparseType.compat_variable_class = SparseVariable
SparseType.compat_constant_class = SparseConstant
