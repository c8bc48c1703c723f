"""Lists as indices of arrays: NumPy before 1.23 read one with slices, or of sequences, as a tuple."""

from __future__ import annotations

from typing import Any

import numpy as np

PLACES = (slice,)
SEQUENCES = (slice, list, tuple, np.ndarray)


def key(index: object, array: object) -> Any:
    """Return `index`, or the tuple that NumPy once took a list for; of anything but an array only one with slices."""
    if type(index) is not list or not index:
        return index
    parts = SEQUENCES if isinstance(array, np.ndarray) else PLACES
    return tuple(index) if any(i is None or i is Ellipsis or isinstance(i, parts) for i in index) else index


def indexed(array: object, index: object) -> tuple[Any, Any]:
    """Return both operands of `array[index]`."""
    return array, key(index, array)
