"""A lock that a process holds on a file, and that ends with the process however it ends."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .processes import after_fork_in_child


class Locked(Exception):
    """Another process holds the lock."""


TRIES, PAUSE = 3, 0.02  # of who wants the lock: `is_held` holds it for a moment
_held: set[int] = set()  # descriptors


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold the lock of `file`, which is made if it is not there. Raises Locked."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    _held.add(descriptor)
    try:
        if not _taken(descriptor, TRIES):
            raise Locked
        yield
    finally:
        if descriptor in _held:
            _held.remove(descriptor)
            os.close(descriptor)


def is_held(file: Path) -> bool:
    """Say whether a process of this machine holds the lock of `file`; of a file that is not there none does."""
    try:
        descriptor = os.open(file, os.O_RDWR)
    except OSError:
        return False
    try:
        return not _taken(descriptor, 1)
    finally:
        os.close(descriptor)


def _taken(descriptor: int, tries: int) -> bool:
    """Take the lock; say whether that was possible."""
    for left in reversed(range(tries)):
        try:
            _lock(descriptor)
        except OSError:
            time.sleep(PAUSE if left else 0)
        else:
            return True
    return False


def _leave_to_the_parent() -> None:
    """Close what a fork has copied: a child that outlives its parent for a moment would hold the lock."""
    while _held:
        os.close(_held.pop())


after_fork_in_child(_leave_to_the_parent)


def _lock(descriptor: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
