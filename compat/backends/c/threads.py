"""How many threads large loops may have, and the pool (_threads.c) that runs their parts."""

from __future__ import annotations

import os
from functools import cache

from theano_common.cores import cores, quota

from ...settings import config, is_given
from .extension import extension

TYPES = {"parallel": "int (*)(int (*)(void *, int64_t), void *, int64_t)"}


def allowed() -> bool:
    """Whether functions that are made now may use threads: legacy's `openmp` where it is set, else yes."""
    return config.openmp or not is_given("openmp")


def smallest() -> int:
    """Points that a loop must have: legacy's `openmp_elemwise_minsize` where it is set; else its work decides."""
    return config.openmp_elemwise_minsize if is_given("openmp_elemwise_minsize") else 0


def most() -> int:
    """Return what OMP_NUM_THREADS says, 0 where it says nothing: as many as there are cores for this process."""
    first = os.environ.get("OMP_NUM_THREADS", "").split(",")[0].strip()
    return max(1, int(first)) if first.isdecimal() else 0


def _at_first() -> int:
    """Return how many there are where nothing limits them; 0 where C is to look at how many processors there are."""
    return most() or (cores() if quota() else 0)


_limits: list[int] = []  # what was asked for last


def limit(count: int) -> None:
    """From now on at most so many in this process; 0: one a core."""
    _limits[:] = [count] if count else []
    if address():
        extension().set_threads(count or _at_first())


def now() -> int:
    """How many there may be now."""
    return _limits[0] if _limits else most() or cores()


@cache
def address() -> int:
    """Where the pool's function lies; 0 where the extension was not built, or there is no pool: all runs in turn."""
    built = extension()
    if built is None or not built.parallel_address:
        return 0
    built.set_threads(_at_first())
    return int(built.parallel_address)
