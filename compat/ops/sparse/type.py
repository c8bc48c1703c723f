"""The type of sparse matrices. Source: theano.sparse.type.

A value is a `scipy.sparse` matrix in the format csr, csc or bsr.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from ...docstrings import of_instances, text
from ...graph.types import Type, class_in_time
from ...graph.variable import Variable

if TYPE_CHECKING:
    from numpy.typing import DTypeLike
    from scipy.sparse import sparray, spmatrix

SparseLike: TypeAlias = "Variable | spmatrix | sparray"  # what `as_sparse_variable` accepts

FORMATS = ("csr", "csc", "bsr")


def is_sparse(value: object) -> bool:
    """Return whether `value` is a matrix (or array) of scipy.sparse, without importing SciPy."""
    loaded = sys.modules.get("scipy.sparse")
    return loaded is not None and bool(loaded.issparse(value))


def matrix_class(format: str) -> Any:
    """Return the class of scipy.sparse for one of FORMATS."""
    import scipy.sparse

    return getattr(scipy.sparse, f"{format}_matrix")


def _described(made: SparseType) -> str:
    """Return the docstring of one type, such as `theano.sparse.csr_dmatrix`."""
    return text(
        f"A call makes a variable of this type: sparse matrices of format {made.format} and dtype {made.dtype}.",
        {"name": "of the variable, shown in errors and printed graphs"},
        f'>>> theano.sparse.SparseType("{made.format}", "{made.dtype}")("x").type\n{made!r}',
        "theano.sparse.basic",
    )


class SparseType(Type):
    """A sparse matrix of one format and dtype. A call makes a variable.

    format: "csr", "csc" or "bsr". dtype: a NumPy dtype. NotImplementedError for a format or dtype that SciPy lacks.
    """

    __doc__ = of_instances(__doc__, lambda made: _described(made))

    dtype_set = frozenset(
        (
            "int8",
            "int16",
            "int32",
            "int64",
            "float32",
            "uint8",
            "uint16",
            "uint32",
            "uint64",
            "float64",
            "complex64",
            "complex128",
        )
    )
    ndim = 2
    compat_variable_class: Any = class_in_time("sparse", "compat_variable_class")
    compat_constant_class: Any = class_in_time("sparse", "compat_constant_class")

    def __init__(self, format: str, dtype: DTypeLike) -> None:
        dtype = str(dtype)
        if dtype not in self.dtype_set:
            raise NotImplementedError(f'unsupported dtype "{dtype}" not in list {sorted(self.dtype_set)}')
        if not isinstance(format, str) or format not in FORMATS:
            raise NotImplementedError(f'unsupported format "{format}" not in list {list(FORMATS)}')
        self.format, self.dtype = format, dtype

    def filter(self, value: object, strict: bool = False, allow_downcast: bool | None = None) -> Any:
        wanted = matrix_class(self.format)
        if isinstance(value, wanted) and value.dtype == self.dtype:
            return value
        if strict:
            raise TypeError(
                f"{value!r} is not sparse, or not the right dtype (is {getattr(value, 'dtype', type(value))}, "
                f"expected {self.dtype})."
            )
        if isinstance(value, Variable):
            raise TypeError(f"{self} takes a value, found the variable {value}.")
        if allow_downcast:
            return wanted(value, dtype=self.dtype)
        found = wanted(value)
        if found.dtype != self.dtype:
            raise NotImplementedError(f"Expected {self.dtype} dtype but got {found.dtype}.")
        return found

    @classmethod
    def may_share_memory(cls, a: Any, b: Any) -> bool:
        mine, theirs = ([v.data, v.indices, v.indptr] if is_sparse(v) else [v] for v in (a, b))
        return (is_sparse(a) or is_sparse(b)) and any(
            isinstance(x, np.ndarray) and isinstance(y, np.ndarray) and np.may_share_memory(x, y)
            for x in mine
            for y in theirs
        )

    def compat_fresh(self, value: Any, others: Sequence[Any]) -> Any:
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

    def is_valid_value(self, a: Any) -> bool:
        return is_sparse(a) and a.format == self.format

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and (self.format, self.dtype) == (other.format, other.dtype)  # type: ignore

    def __hash__(self) -> int:
        return hash((type(self), self.format, self.dtype))

    def __str__(self) -> str:
        return f"Sparse[{self.dtype}, {self.format}]"

    __repr__ = __str__


def constant(x: Any, name: str | None = None) -> Any:
    """Return a constant with a copy of a sparse matrix. TypeError for anything else.

    x: a matrix of scipy.sparse. name: its name.
    """
    if not is_sparse(x):
        raise TypeError(f"sparse.constant must be called on a scipy.sparse matrix, got a {type(x).__name__}.")
    return SparseType(x.format, x.dtype).make_constant(x.copy(), name)
