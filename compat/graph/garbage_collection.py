"""Work on graphs without Python's garbage collector.

Thousands of small objects are made, hardly any is garbage, and collections would take half of the time.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from theano_common.system.processes import after_fork_in_child


class _Running:
    """How many blocks run without collections, in all threads, and whether the collector was on before the first."""

    lock, count, was_enabled = threading.Lock(), 0, False

    @classmethod
    def forked(cls) -> None:
        """Reset the lock and the count in a child process, which does not have the parent's threads."""
        cls.lock, cls.count = threading.Lock(), 0
        if cls.was_enabled:
            gc.enable()


after_fork_in_child(_Running.forked)


@contextmanager
def without_collections() -> Iterator[None]:
    """Disable the collector, if it is on, until the last block that asked for it ends."""
    with _Running.lock:
        if not _Running.count:
            _Running.was_enabled = gc.isenabled()
            gc.disable()
        _Running.count += 1
    try:
        yield
    finally:
        with _Running.lock:
            _Running.count = max(0, _Running.count - 1)
            if not _Running.count and _Running.was_enabled:
                gc.enable()


__all__ = ["without_collections"]
