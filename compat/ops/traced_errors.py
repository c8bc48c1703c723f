"""Errors in traced JAX programs, which cannot raise: conditions that are noted while tracing.

They are returned beside the results, combined in one flag; the caller then runs NumPy, which raises or gives the
result.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import ModuleType
from typing import Any

import numpy as np

from ..graph.arrays import Array
from ..graph.variable import Apply


class Notes(list[Any]):
    """A list of conditions. doubts: whether conditions of possible errors are noted too."""

    doubts = True


_NOTES: ContextVar[Notes | None] = ContextVar("notes", default=None)


@contextmanager
def listening(doubts: bool = True) -> Iterator[Notes]:
    """Collect the conditions noted in this block, for the flag of a whole program."""
    notes = Notes()
    notes.doubts = doubts
    token = _NOTES.set(notes)
    try:
        yield notes
    finally:
        _NOTES.reset(token)


@contextmanager
def noted() -> Iterator[Notes]:
    """Collect the conditions noted in this block, a step of a loop or a branch, if an outer block listens."""
    around = _NOTES.get()
    if around is None:
        yield Notes()
        return
    with listening(around.doubts) as notes:
        yield notes


def note(wrong: Any, doubt: bool = False) -> None:
    """Note that the call fails if any element of `wrong`, conditions, is true; doubt: that it may have failed."""
    notes = _NOTES.get()
    if notes is not None and (notes.doubts or not doubt):
        notes.append(wrong)


def no_flag() -> Any:
    """Return the initial value of a flag: None, which is not an array, if no block listens."""
    return None if _NOTES.get() is None else np.bool_(False)


def flag_of(notes: Notes, before: Array | None) -> Any:
    """Return whether any of `notes`, or `before`, is true."""
    flag = before
    for wrong in notes:
        flag = flag | wrong.any()
    return flag


def form_in_jax(node: Apply) -> Any:
    """Return the `array` of a node's Op, with a note of non-finite values if these may be an error."""
    array = node.op.compat_array
    if not getattr(node.op, "compat_not_finite_for_errors", False):
        return array

    def noting(xp: ModuleType, node: Apply, *inputs: Array) -> list[Any]:
        found = array(xp, node, *inputs)
        if xp is not np:
            for value in found:
                if value.dtype.kind in "fc":
                    note(~xp.isfinite(value), doubt=True)
        return found

    return noting


def outside(index: Array, length: int) -> Any:
    """Return where an integer index lies outside of a dimension."""
    beyond = index >= length
    return beyond if np.dtype(index.dtype).kind == "u" else beyond | (index < -length)
