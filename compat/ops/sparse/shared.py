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
    """Make a shared variable of a sparse matrix; `theano.shared` calls it.

    value: a matrix of scipy.sparse; TypeError for others. name: its name. strict: whether later values must have this
    type. allow_downcast: whether later values may lose precision. borrow: whether the matrix itself is kept, not a
    copy. format: of the variable; that of value by default.
    """
    if not is_sparse(value):
        raise TypeError(f"Expected a sparse matrix in the sparse shared variable constructor. Received: {type(value)}")
    from .variable import SparseTensorSharedVariable  # imports all sparse Ops, which few programs use

    type_ = SparseType(format or value.format, value.dtype)
    variable = SparseTensorSharedVariable(name, type_, value if borrow else value.copy(), strict, allow_downcast)
    variable.container.aliased = borrow
    return variable
