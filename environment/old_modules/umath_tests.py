"""`numpy.core.umath_tests`: the two batched products that legacy code used."""

from typing import Any

import numpy as np

__all__ = ["inner1d", "matrix_multiply"]


def inner1d(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return inner products over the last axis: (..., n), (..., n) -> (...)."""
    return np.einsum("...i,...i->...", *_of_two_kinds(a, b))


def matrix_multiply(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return matrix products: (..., m, n), (..., n, p) -> (..., m, p)."""
    return np.matmul(*_of_two_kinds(a, b))


def _of_two_kinds(*arrays: Any) -> list[np.ndarray]:
    """Return the arrays as the types that these functions had: long for what casts to it safely, else double."""
    kind = np.result_type(*map(np.asarray, arrays))
    to = np.dtype(np.int64) if np.can_cast(kind, np.int64) else np.result_type(kind, np.float64)
    return [np.asarray(one).astype(to) for one in arrays]
