"""Systems of equations by SciPy's LAPACK, without `scipy.linalg`, whose import takes a fifth of a second.

Values at the test point of a model ask for them while it is built.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..scipy_extension import extension

LETTERS = {"f": "s", "d": "d", "F": "c", "D": "z"}  # NumPy's letter of a dtype: that before LAPACK's names


def triangular_solution(a: np.ndarray, b: np.ndarray, lower: bool) -> np.ndarray:
    """Return x with a x = b for a triangle of `a` (n, n), with b (n,) or (n, k) of its dtype.

    LinAlgError where there is a 0 on the diagonal. Source: scipy.linalg.solve_triangular.
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
    """Return the inverse of L Lᵀ for its lower factor L (n, n), by a solution for each column.

    Source: scipy.linalg.cho_solve.
    """
    x, _ = _routine("potrs", factor)(factor, np.eye(len(factor), dtype=factor.dtype), lower=True)
    return x


def _routine(name: str, a: np.ndarray) -> Callable[..., tuple[np.ndarray, int]]:
    routine: Callable[..., tuple[np.ndarray, int]] = getattr(extension("linalg._flapack"), LETTERS[a.dtype.char] + name)
    return routine
