"""The type of sparse matrices. Source of the names: theano.sparse.type."""

from __future__ import annotations

import numpy as np

from ...importing.module_getattr import absent_from
from ...ops.sparse.type import SparseType, is_sparse


def _is_sparse(x: object) -> bool:
    """Return whether a value is a sparse matrix. NotImplementedError if it is neither sparse nor an array.

    x: the value, of any shape.
    """
    if not is_sparse(x) and not isinstance(x, np.ndarray | tuple | list):
        raise NotImplementedError(
            f"this function should only be called on sparse.scipy.sparse.spmatrix or numpy.ndarray, not, {x!r}"
        )
    return is_sparse(x)


__all__ = ["SparseType", "_is_sparse"]
__getattr__ = absent_from(__name__)
