"""Source of the names: theano.tests.disturb_mem."""

from __future__ import annotations

import time

from ....importing.module_getattr import absent_from

_held: list[list[int]] = []


def disturb_mem() -> None:
    """Allocate a different amount of memory each time, so that results that depend on addresses vary."""
    microsecond = time.time_ns() // 1000 % 1_000_000
    _held[:] = [[0] * (microsecond // 1000) for _ in range(microsecond % 1000)]


__all__ = ["disturb_mem"]
__getattr__ = absent_from(__name__)
