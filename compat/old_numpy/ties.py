"""Ties in argsort and argpartition in the order of NumPy before its vector instructions for sorting (1.25, 2.0)."""

from __future__ import annotations

from typing import Any

import numpy as np

WIDTHS = (4, 8)  # bytes of the types that NumPy sorts by vector instructions


def exact(values: Any) -> Any:
    """Return an array whose `argsort` leaves ties in the old order; anything else as it is.

    Only numbers of 32 and 64 bits are sorted by vector instructions. As long doubles, which hold them all, they go
    through the same quicksort as ever.
    """
    if type(values) is np.ndarray and values.dtype.kind in "iuf" and values.dtype.itemsize in WIDTHS:
        return values.astype(np.longdouble) if HOLDS_ALL else values
    return values


HOLDS_ALL = np.finfo(np.longdouble).nmant >= 63  # not where a long double is a double
