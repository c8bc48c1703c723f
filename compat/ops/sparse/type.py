"""Sparse matrices as values of a graph: the type, its variables and constants. Source: theano.sparse.type, .basic.

A value is a `scipy.sparse` matrix in the format csr, csc or bsr; `*` on it is the matrix product, on variables the
product of elements.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from typing import Any

import numpy as np

from compat.graph.types import Type
from compat.graph.variable import Constant, SharedVariable, Variable

FORMATS = ("csr", "csc", "bsr")


def is_sparse(value: Any) -> bool:
    """Whether `value` is a matrix (or array) of scipy.sparse; SciPy is not imported to find out."""
    loaded = sys.modules.get("scipy.sparse")
    return loaded is not None and bool(loaded.issparse(value))


def matrix_class(format: str) -> Any:
    """The class of scipy.sparse for one of FORMATS."""
    import scipy.sparse

    return getattr(scipy.sparse, f"{format}_matrix")


class SparseType(Type):
    """A sparse matrix of one format and dtype. NotImplementedError for a format or dtype that SciPy lacks."""

    dtype_set = frozenset(("int8", "int16", "int32", "int64", "float32", "uint8", "uint16", "uint32", "uint64",
                           "float64", "complex64", "complex128"))
    ndim = 2

    def __init__(self, format: str, dtype: Any) -> None:
        dtype = str(dtype)
        if dtype not in self.dtype_set:
            raise NotImplementedError(f'unsupported dtype "{dtype}" not in list {sorted(self.dtype_set)}')
        if not isinstance(format, str) or format not in FORMATS:
            raise NotImplementedError(f'unsupported format "{format}" not in list {list(FORMATS)}')
        self.format, self.dtype = format, dtype

    def filter(self, data: Any, strict: bool = False, allow_downcast: bool | None = None) -> Any:
        wanted = matrix_class(self.format)
        if isinstance(data, wanted) and data.dtype == self.dtype:
            return data
        if strict:
            raise TypeError(f"{data!r} is not sparse, or not the right dtype (is {getattr(data, 'dtype', type(data))}, "
                            f"expected {self.dtype}).")
        if isinstance(data, Variable):
            raise TypeError(f"{self} takes a value, found the variable {data}.")
        if allow_downcast:
            return wanted(data, dtype=self.dtype)
        found = wanted(data)
        if found.dtype != self.dtype:
            raise NotImplementedError(f"Expected {self.dtype} dtype but got {found.dtype}.")
        return found

    @classmethod
    def may_share_memory(cls, a: Any, b: Any) -> bool:
        mine, theirs = ([v.data, v.indices, v.indptr] if is_sparse(v) else [v] for v in (a, b))
        return (is_sparse(a) or is_sparse(b)) and any(
            isinstance(x, np.ndarray) and isinstance(y, np.ndarray) and np.may_share_memory(x, y)
            for x in mine for y in theirs)

    def fresh(self, value: Any, others: Sequence[Any]) -> Any:
        return value.copy() if any(self.may_share_memory(value, other) for other in others) else value

    @staticmethod
    def values_eq(a: Any, b: Any) -> bool:
        return is_sparse(a) and is_sparse(b) and a.shape == b.shape and abs(a - b).sum() == 0.0

    @classmethod
    def values_eq_approx(cls, a: Any, b: Any, eps: float = 1e-6) -> bool:
        if not is_sparse(a) or not is_sparse(b) or a.shape != b.shape:
            return False
        difference = abs(a - b)
        return difference.nnz == 0 or bool(difference.data.max() < eps)

    def is_valid_value(self, value: Any) -> bool:
        return is_sparse(value) and value.format == self.format

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and (self.format, self.dtype) == (other.format, other.dtype)  # type: ignore

    def __hash__(self) -> int:
        return hash((type(self), self.format, self.dtype))

    def __str__(self) -> str:
        return f"Sparse[{self.dtype}, {self.format}]"

    __repr__ = __str__


class SparseOperators:
    """What sparse variables answer to; each method is a function of the files beside."""

    __array_ufunc__ = None  # `array * x` asks x
    type: Any

    @property
    def T(self) -> Any:
        from compat.ops.sparse.conversion import transpose

        return transpose(self)

    dtype = property(lambda self: self.type.dtype)
    format = property(lambda self: self.type.format)
    ndim = property(lambda self: self.type.ndim)

    @property
    def shape(self) -> Any:
        from compat.ops.shapes.shape import shape

        return shape(self)

    @property
    def size(self) -> Any:
        """How many elements are stored, zeros among them."""
        from compat.ops.sparse.parts import csm_properties

        return csm_properties(self)[0].size

    def astype(self, dtype: Any) -> Any:
        from compat.ops.sparse.conversion import cast

        return cast(self, dtype)

    def toarray(self) -> Any:
        """The dense matrix."""
        from compat.ops.sparse.conversion import dense_from_sparse

        return dense_from_sparse(self)

    def zeros_like(self, dtype: Any = None) -> Any:
        from compat.ops.sparse.parts import sp_zeros_like

        zeros = sp_zeros_like(self)
        return zeros if dtype is None else zeros.astype(dtype)

    def __neg__(self) -> Any:
        from compat.ops.sparse.arithmetic import neg

        return neg(self)

    def __getitem__(self, index: Any) -> Any:
        from compat.ops.sparse.indexing import get_item

        return get_item(self, index)

    def __dot__(self, other: Any) -> Any:
        from compat.ops.sparse.products import structured_dot

        return structured_dot(self, other)

    def __rdot__(self, other: Any) -> Any:
        from compat.ops.sparse.products import structured_dot

        return structured_dot(other, self)


def _binary(name: str, swapped: bool = False) -> Any:
    def method(self: Any, other: Any) -> Any:
        from compat.ops.sparse import arithmetic as sparse_arithmetic
        from compat.ops.sparse import comparisons as sparse_comparisons

        function = getattr(sparse_arithmetic if hasattr(sparse_arithmetic, name) else sparse_comparisons, name)
        return function(other, self) if swapped else function(self, other)
    return method


for _name in ("add", "sub", "mul"):
    setattr(SparseOperators, f"__{_name}__", _binary(_name))
    setattr(SparseOperators, f"__r{_name}__", _binary(_name, swapped=True))
for _name in ("lt", "le", "gt", "ge"):
    setattr(SparseOperators, f"__{_name}__", _binary(_name))


class SparseVariable(SparseOperators, Variable):
    """A sparse matrix to come."""

    def __str__(self) -> str:
        return self.name or f"{type(self).__name__}{{{self.type.format},{self.type.dtype}}}"

    __repr__ = __str__


class SparseConstant(SparseOperators, Constant):
    """A sparse matrix that is part of the graph."""

    def signature(self) -> Any:
        data = self.data
        digest = hashlib.blake2b(digest_size=16)
        for part in (data.data, data.indices, data.indptr):
            digest.update(np.ascontiguousarray(part).tobytes())
        return ("sparse", self.type, data.shape, str(data.indices.dtype), digest.digest())

    def __str__(self) -> str:
        return self.name or (f"{type(self).__name__}{{{self.type.format},{self.type.dtype},shape={self.data.shape},"
                             f"nnz={self.data.nnz}}}")

    __repr__ = __str__


class SparseTensorSharedVariable(SparseOperators, SharedVariable):
    """A shared sparse matrix."""


SparseType.variable_class = SparseVariable
SparseType.constant_class = SparseConstant


def sparse_constructor(value: Any, name: str | None = None, strict: bool = False, allow_downcast: bool | None = None,
                       borrow: bool = False, format: str | None = None) -> SparseTensorSharedVariable:
    """A shared variable from a matrix of scipy.sparse, which is copied unless `borrow`."""
    if not is_sparse(value):
        raise TypeError("Expected a sparse matrix in the sparse shared variable constructor. Received: "
                        f"{type(value)}")
    type_ = SparseType(format or value.format, value.dtype)
    variable = SparseTensorSharedVariable(name, type_, value if borrow else value.copy(), strict, allow_downcast)
    variable.container.aliased = borrow
    return variable


def constant(value: Any, name: str | None = None) -> SparseConstant:
    """A constant from a copy of a matrix of scipy.sparse; TypeError for anything else."""
    if not is_sparse(value):
        raise TypeError(f"sparse.constant must be called on a scipy.sparse matrix, got a {type(value).__name__}.")
    return SparseConstant(SparseType(value.format, value.dtype), value.copy(), name)
