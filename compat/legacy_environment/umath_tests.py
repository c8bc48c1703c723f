"""`numpy.core.umath_tests`, of which legacy code used the two batched products."""

import numpy as np

__all__ = ["inner1d", "matrix_multiply"]


def inner1d(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """(..., n), (..., n) -> (...): inner products over the last axis."""
    return np.einsum("...i,...i->...", a, b)


def matrix_multiply(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """(..., m, n), (..., n, p) -> (..., m, p)."""
    return np.matmul(a, b)
