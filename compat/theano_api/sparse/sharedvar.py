"""Shared sparse matrices. Source of the names: theano.sparse.sharedvar."""

from __future__ import annotations

from compat.ops.sparse.variable import SparseTensorSharedVariable, sparse_constructor
from compat.theano_api.absence import absent_from

__all__ = ["SparseTensorSharedVariable", "sparse_constructor"]
__getattr__ = absent_from(__name__)
