"""The number of threads for large loops, and the pool (_threads.c) that runs their parts."""

from __future__ import annotations

import os
from functools import cache

from theano_common.system.cores import cores, quota

from ...settings import config, is_given
from .extension import extension

TYPES = {"parallel": "int (*)(int (*)(void *, int64_t), void *, int64_t)"}


def allowed() -> bool:
    """Return whether functions made from now on may use threads: legacy's `openmp` if it is set, else yes."""
    return config.openmp or not is_given("openmp")


def smallest() -> int:
    """Return the points that a loop needs: legacy's `openmp_elemwise_minsize` if set, else 0: its cost decides."""
    return config.openmp_elemwise_minsize if is_given("openmp_elemwise_minsize") else 0


def most() -> int:
    """Return OMP_NUM_THREADS; 0 if it is not set: one thread per core of this process."""
    first = os.environ.get("OMP_NUM_THREADS", "").split(",")[0].strip()
    return max(1, int(first)) if first.isdecimal() else 0


def _at_first() -> int:
    """Return the initial limit; 0 if C is to use the number of processors."""
    return most() or (cores() if quota() else 0)


_limits: list[int] = []  # the last requested limit


def limit(count: int) -> None:
    """Set the maximum number of threads in this process; 0: one per core."""
    _limits[:] = [count] if count else []
    if address():
        extension().set_threads(count or _at_first())


def now() -> int:
    """Return the current maximum."""
    return _limits[0] if _limits else most() or cores()


@cache
def address() -> int:
    """Return the address of the pool's function; 0 without the extension or a pool: parts then run in turn."""
    built = extension()
    if built is None or not built.parallel_address:
        return 0
    built.set_threads(_at_first())
    return int(built.parallel_address)
