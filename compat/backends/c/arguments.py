"""What compiled code may read: an array of its dtype and rank, with length 1 where its type declares that.

The last check before generated code, which reads memory without asking: whatever a value came from (a trusted
argument, storage that was written to from outside), it has been looked at here or in `_call.c`, which does the same.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Pattern = tuple[bool, ...]  # of an argument: for each dimension, whether its length is declared to be 1
Argument = tuple[np.dtype, Pattern]


def argument_of(type_: Any) -> Argument:
    """Return what compiled code reads for a variable of `type_`."""
    return type_.numpy_dtype, getattr(type_, "broadcastable", ())


def readable(value: Any, argument: Argument, position: int) -> np.ndarray:
    """Return `value` as a contiguous, aligned array that the argument at `position` may read.

    Raises ValueError where its rank, or a length that is declared to be 1, is another.
    """
    dtype, pattern = argument
    if value is None:
        raise ValueError(f"argument {position} of a compiled program: expected an ndarray, not None")
    array = np.require(value, dtype, ("C", "A"))
    if array.ndim != len(pattern):
        raise ValueError(
            f"argument {position} of a compiled program: expected {len(pattern)} dimensions, got {array.ndim}"
        )
    for axis, (length, one) in enumerate(zip(array.shape, pattern, strict=True)):
        if one and length != 1:
            raise ValueError(
                f"argument {position} of a compiled program: expected length 1 in dimension {axis}, got {length}"
            )
    return array
