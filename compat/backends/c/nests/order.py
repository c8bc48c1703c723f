"""The passes on nests, which choose how loops run, in their order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ....rules import firing
from ..tracing import CHECKED, TRACED, trace
from . import check_nest, nest
from .nest import Schedule
from .parallel_loops import in_parts
from .schedule import schedule
from .tiling import in_tiles

NestPass = Callable[[Schedule], Schedule]
NEST_PASSES: tuple[NestPass, ...] = (in_tiles, in_parts)


def scheduled(computations: Any, may_cut: bool = False) -> Schedule:
    """Return the nest of `computations` after all passes. may_cut: loops may be cut into parts for threads."""
    found = schedule(computations)
    for one in NEST_PASSES:
        if one is in_parts and not may_cut:
            continue
        new = found if one.__name__ in firing.left_out() else one(found)
        changed = _ways(new) != _ways(found)
        if changed:
            firing.count(one.__name__)
        if CHECKED:
            check_nest.check(new)
        if TRACED and changed:
            trace(nest.shown(found.body), nest.shown(new.body), one.__name__)
        found = new
    return found


def _ways(found: Schedule) -> list[tuple[type, bool]]:
    """Return the way each loop runs: all that a pass on nests may change."""
    return [(type(loop.how), loop.cut) for loop in nest.loops(found.body)]
