"""What compiled code may read: an array of the declared dtype and rank, with length 1 where its type says so.

This is the last check before generated code, which reads memory unchecked. Wherever a value comes from (a trusted
argument, storage that was written from outside), it has been checked here or in `_call.c`, which does the same.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph.types import Type
from .errors import CannotCompile

Pattern = tuple[bool, ...]  # for each dimension of an argument, whether its length is declared to be 1
Argument = tuple[np.dtype, Pattern]


def argument_of(type_: Type) -> Argument:
    """Return the argument that compiled code expects for a variable of `type_`. CannotCompile if it is no array."""
    if not hasattr(type_, "compat_numpy_dtype"):  # a sparse matrix or a Python object, which a user's Op reads
        raise CannotCompile(f"C reads arrays, and a value is of the type {type_}")
    return type_.compat_numpy_dtype, getattr(type_, "broadcastable", ())


def readable(value: Any, argument: Argument, position: int) -> np.ndarray:
    """Return `value` as a contiguous, aligned array that compiled code may read as the argument at `position`.

    Raises ValueError if its rank, or a length that is declared to be 1, differs.
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
