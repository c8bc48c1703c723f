"""`theano.sparse`: matrices of scipy.sparse in graphs."""

from __future__ import annotations

from ...importing.module_getattr import absent_from
from ...ops.sparse.shared import sparse_constructor as shared
from .basic import *  # noqa: F403
from .basic import __all__ as _basic

enable_sparse = True  # SciPy is always installed

__all__ = ["enable_sparse", "shared", *_basic]
__getattr__ = absent_from(__name__)
