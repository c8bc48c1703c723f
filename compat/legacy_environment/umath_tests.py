"""`numpy.core.umath_tests`: the two batched products that legacy code used."""

import numpy as np

__all__ = ["inner1d", "matrix_multiply"]


def inner1d(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return inner products over the last axis: (..., n), (..., n) -> (...)."""
    return np.einsum("...i,...i->...", a, b)


def matrix_multiply(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return matrix products: (..., m, n), (..., n, p) -> (..., m, p)."""
    return np.matmul(a, b)
