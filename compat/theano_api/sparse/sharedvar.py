"""Shared sparse matrices. Source of the names: theano.sparse.sharedvar."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.ops.sparse.variable import SparseTensorSharedVariable, sparse_constructor

__all__ = ["SparseTensorSharedVariable", "sparse_constructor"]
__getattr__ = absent_from(__name__)
