"""Factors of covariances, as C reads them."""

from __future__ import annotations

import numpy as np


def may_be_laid_out(factor: np.ndarray, n: int) -> bool:
    """Whether NumPy multiplies vectors of n by `factor` as C does: by BLAS."""
    return (
        factor.shape == (n, n)
        and n > 1
        and factor.dtype == "float64"
        and (factor.flags.c_contiguous or factor.flags.f_contiguous)
    )


def laid_out(factor: np.ndarray) -> list[float]:
    """Return a factor of a covariance as C reads it."""
    by_columns = not factor.flags.c_contiguous
    return [by_columns, *factor.ravel(order="F" if by_columns else "C")]


__all__ = ["laid_out", "may_be_laid_out"]
