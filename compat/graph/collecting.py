"""Work on graphs without Python's garbage collector: thousands of small objects are made, hardly any is garbage, and
collections would take half of the time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collections() -> Iterator[None]:
    """The collector stands still, if it was running."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


__all__ = ["without_collections"]
