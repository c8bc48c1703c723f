"""Cholesky factors of covariances in the layout that C reads."""

from __future__ import annotations

import numpy as np


def may_be_laid_out(factor: np.ndarray, n: int) -> bool:
    """Return whether NumPy multiplies vectors of n by `factor` with BLAS, as C does."""
    return (
        factor.shape == (n, n)
        and n > 1
        and factor.dtype == "float64"
        and (factor.flags.c_contiguous or factor.flags.f_contiguous)
    )


def laid_out(factor: np.ndarray) -> list[float]:
    """Return a Cholesky factor in the layout that C reads."""
    by_columns = not factor.flags.c_contiguous
    return [by_columns, *factor.ravel(order="F" if by_columns else "C")]


__all__ = ["laid_out", "may_be_laid_out"]
