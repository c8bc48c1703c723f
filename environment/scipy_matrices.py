"""`scipy.linalg.pinv2`, `tri`, `tril` and `triu`, with the arguments and defaults that they had."""

from typing import Any

import numpy as np


def pinv2(a: Any, cond: Any = None, rcond: Any = None, return_rank: bool = False, check_finite: bool = True) -> Any:
    """Return the pseudo-inverse by singular values, those up to `cond` (or `rcond`, the same) taken as 0.

    As from SciPy 1.3 to 1.6. Until SciPy 1.2 the limit was relative to the greatest singular value.
    """
    from scipy.linalg import svd

    u, s, vh = svd(a, full_matrices=False, check_finite=check_finite)
    limit = cond if rcond is None else rcond
    if limit in (None, -1):
        limit = np.max(s) * max(np.shape(a)) * np.finfo(u.dtype).eps
    rank = int(np.sum(s > limit))
    inverse = np.conj((u[:, :rank] / s[:rank]) @ vh[:rank]).T
    return (inverse, rank) if return_rank else inverse


def tri(N: Any, M: Any = None, k: int = 0, dtype: Any = None) -> np.ndarray:
    """Return an array with True (1 of another `dtype`) at and below the k-th diagonal: numpy.tri's are floats."""
    if isinstance(M, str):  # a dtype
        M, dtype = None, M
    return np.tri(N, M, k, bool if dtype is None else dtype)


def tril(m: Any, k: int = 0) -> np.ndarray:
    """Return the matrix times zeros above the k-th diagonal."""
    m = np.asarray(m)
    return tri(m.shape[0], m.shape[1], k, m.dtype.char) * m


def triu(m: Any, k: int = 0) -> np.ndarray:
    """Return the matrix times zeros below the k-th diagonal."""
    m = np.asarray(m)
    return (1 - tri(m.shape[0], m.shape[1], k - 1, m.dtype.char)) * m
