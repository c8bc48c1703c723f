"""Source of the names: theano.sparse.utils."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np

from ...importing.module_getattr import absent_from


def hash_from_sparse(data: Any) -> str:
    """Return a hash of a sparse matrix: of its parts, shape, dtype and format.

    data: a matrix of scipy.sparse.
    """
    digest = hashlib.sha256(f"{data.shape} {data.dtype} {data.format}".encode())
    for part in (data.data, data.indices, data.indptr):
        digest.update(hashlib.sha256(np.ascontiguousarray(part).tobytes()).digest())
    return digest.hexdigest()


__all__ = ["hash_from_sparse"]
__getattr__ = absent_from(__name__)
