"""The lock on the cache folder of compiled objects. Source of the names: theano.gof.compilelock.

Our cache needs no lock: objects are written aside and renamed, and compiling twice is harmless.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ....importing.module_getattr import absent_from
from ....settings import config


def get_lock(lock_dir: Any = None, **kw: Any) -> None:
    """Do nothing: there is no lock; programs that share a cache write files as a whole.

    lock_dir: taken, without an effect.
    """


def release_lock() -> None:
    """Do nothing: there is no lock."""


@contextmanager
def lock_ctx(lock_dir: Any = None, keep_lock: bool = False, **kw: Any) -> Iterator[None]:
    """Return a context that does nothing: the folder of compiled code needs no lock here.

    lock_dir, keep_lock: without an effect.
    """
    yield


__all__ = ["config", "get_lock", "lock_ctx", "release_lock"]
__getattr__ = absent_from(__name__)
