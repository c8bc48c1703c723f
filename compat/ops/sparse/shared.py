"""The constructor of `theano.shared` for sparse matrices. Source: theano.sparse.sharedvar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .type import SparseType, is_sparse

if TYPE_CHECKING:
    from .variable import SparseTensorSharedVariable


def sparse_constructor(
    value: Any,
    name: str | None = None,
    strict: bool = False,
    allow_downcast: bool | None = None,
    borrow: bool = False,
    format: str | None = None,
) -> SparseTensorSharedVariable:
    """Return a shared variable for a matrix of scipy.sparse, which is copied unless `borrow`."""
    if not is_sparse(value):
        raise TypeError(f"Expected a sparse matrix in the sparse shared variable constructor. Received: {type(value)}")
    from .variable import SparseTensorSharedVariable  # imports all sparse Ops, which few programs use

    type_ = SparseType(format or value.format, value.dtype)
    variable = SparseTensorSharedVariable(name, type_, value if borrow else value.copy(), strict, allow_downcast)
    variable.container.aliased = borrow
    return variable
