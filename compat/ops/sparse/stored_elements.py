"""Stored elements of compressed matrices: their positions, and replacement of their values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import DTypeLike


def scaled(x: Any, factors: np.ndarray, dtype: DTypeLike) -> Any:
    """Return `x` with its stored elements multiplied by `factors`, one each or one for all."""
    result = x.astype(dtype)
    result.data = (x.data.astype(dtype, copy=False) * factors).astype(dtype, copy=False)
    return result


def places(x: Any) -> tuple[Any, Any]:
    """Return (row, column) of each element that a csr or csc matrix stores."""
    major = np.repeat(np.arange(len(x.indptr) - 1), np.diff(x.indptr))
    minor = x.indices[: len(major)]
    return (major, minor) if x.format == "csr" else (minor, major)
