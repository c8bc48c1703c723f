"""Solution of linear systems by SciPy's LAPACK without importing `scipy.linalg`, which takes 0.2 s.

Test values call it while a model is built.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..scipy_extension import extension

LETTERS = {"f": "s", "d": "d", "F": "c", "D": "z"}  # NumPy's letters of dtypes, and the first letter of LAPACK's names


def triangular_solution(a: np.ndarray, b: np.ndarray, lower: bool) -> np.ndarray:
    """Return x with a x = b for one triangle of `a` (n, n); b, of the same dtype, is (n,) or (n, k).

    LinAlgError for a 0 on the diagonal. Source: scipy.linalg.solve_triangular.
    """
    solve = _routine("trtrs", a)
    if a.flags.f_contiguous:
        x, info = solve(a, b, lower=lower)
    else:
        x, info = solve(a.T, b, lower=not lower, trans=1)
    if info:
        raise np.linalg.LinAlgError(f"singular matrix: resolution failed at diagonal {info - 1}")
    return x


def inverse_from_cholesky(factor: np.ndarray) -> np.ndarray:
    """Return the inverse of L Lᵀ, given its lower factor L (n, n), by solving for each column.

    Source: scipy.linalg.cho_solve.
    """
    x, _ = _routine("potrs", factor)(factor, np.eye(len(factor), dtype=factor.dtype), lower=True)
    return x


def _routine(name: str, a: np.ndarray) -> Callable[..., tuple[np.ndarray, int]]:
    routine: Callable[..., tuple[np.ndarray, int]] = getattr(extension("linalg._flapack"), LETTERS[a.dtype.char] + name)
    return routine
