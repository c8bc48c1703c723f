"""Counts which rules and passes changed something, and switches them off; compilation/rewriting/passes.py lists them.

COMPAT_WITHOUT="name name" switches some off; COMPAT_TRACE=1 prints each change.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

COUNTS: Counter[str] = Counter()  # how often each changed something in this process
_left_out: frozenset[str] = frozenset(os.environ.get("COMPAT_WITHOUT", "").split())
T = TypeVar("T")


def traced() -> bool:
    """Return whether each change is printed."""
    return os.environ.get("COMPAT_TRACE") == "1"


def left_out() -> frozenset[str]:
    """Return the names of the rules and passes that are switched off."""
    return _left_out


@contextmanager
def leaving_out(names: Collection[str]) -> Iterator[None]:
    """Switch off the rules and passes of these names, in addition to those that are off."""
    global _left_out
    before = _left_out
    _left_out = before | frozenset(names)
    try:
        yield
    finally:
        _left_out = before


def count(name: str, before: object = None, after: object = None) -> None:
    """Record that `name` changed something, from `before` to `after`, for the trace."""
    COUNTS[name] += 1
    if traced():
        print(name if before is None else f"{name}: {before} => {after}", file=sys.stderr)


def passed(function: Callable[..., T], before: T, *more: object) -> T:
    """Return `function(before, *more)`; `before` itself if the function is switched off."""
    name = function.__name__
    if name in _left_out:
        return before
    after = function(before, *more)
    if _differ(before, after):
        count(name)
    return after


def found(function: Callable[..., T], *given: object) -> T | None:
    """Return the result of `function`; None if it is switched off."""
    name = function.__name__
    if name in _left_out:
        return None
    result = function(*given)
    if result:
        count(name)
    return result


def _differ(before: object, after: object) -> bool:
    if before is after:
        return False
    if isinstance(before, Sequence) and isinstance(after, Sequence):
        return len(before) != len(after) or any(a is not b and a != b for a, b in zip(before, after, strict=True))
    return before != after
