"""What a traced JAX program, which cannot raise, says of its errors: conditions that are noted while it is traced.

They are given beside its results, one flag for all, to whoever listens: NumPy then raises, or has the result.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import numpy as np

from ..graph.variable import Apply


class Notes(list[Any]):
    """Conditions. doubts: whether those are noted too that may or may not be an error."""

    doubts = True


_NOTES: ContextVar[Notes | None] = ContextVar("notes", default=None)


@contextmanager
def listening(doubts: bool = True) -> Iterator[Notes]:
    """Collect what is noted within: for the flag of a whole program."""
    notes = Notes()
    notes.doubts = doubts
    token = _NOTES.set(notes)
    try:
        yield notes
    finally:
        _NOTES.reset(token)


@contextmanager
def noted() -> Iterator[Notes]:
    """Collect what is noted within a step of a loop or a branch, where somebody listens to the whole; else nothing."""
    around = _NOTES.get()
    if around is None:
        yield Notes()
        return
    with listening(around.doubts) as notes:
        yield notes


def note(wrong: Any, doubt: bool = False) -> None:
    """Say that the call fails where any of `wrong`, conditions of an array, holds; doubt: that it may have failed."""
    notes = _NOTES.get()
    if notes is not None and (notes.doubts or not doubt):
        notes.append(wrong)


def no_flag() -> Any:
    """Return what a flag begins with: None, which is no array, where nobody listens."""
    return None if _NOTES.get() is None else np.bool_(False)


def flag_of(notes: Notes, before: Any) -> Any:
    """Return whether any of `notes`, or `before`, holds."""
    flag = before
    for wrong in notes:
        flag = flag | wrong.any()
    return flag


def form_in_jax(node: Apply) -> Any:
    """Return the `array` of a node's Op, which notes what is not finite where that may stand for an error."""
    array = node.op.array
    if not getattr(node.op, "not_finite_for_errors", False):
        return array

    def noting(xp: Any, node: Apply, *inputs: Any) -> list[Any]:
        found = array(xp, node, *inputs)
        if xp is not np:
            for value in found:
                if value.dtype.kind in "fc":
                    note(~xp.isfinite(value), doubt=True)
        return found

    return noting


def outside(index: Any, length: int) -> Any:
    """Return where an index, whole numbers, lies outside of a dimension."""
    beyond = index >= length
    return beyond if np.dtype(index.dtype).kind == "u" else beyond | (index < -length)
