"""A pass that chooses which loops are cut into parts for threads: large outermost loops of plain functions."""

from __future__ import annotations

import math
from dataclasses import replace

from ....rules import thresholds
from ..computations.computation import Computation
from ..ctype import kind
from ..ir.expressions import SegmentLength
from .nest import Loop, Schedule


def in_parts(schedule: Schedule) -> Schedule:
    """Return the schedule with loops cut where they may be long enough; of many, the most expensive."""
    long = [node for node in schedule.body if isinstance(node, Loop) and _can_be_cut(node) and _may_be_long(node)]
    long.sort(key=lambda loop: (max(len(c.space) for c in loop.computations), sum(map(cost, loop.computations))))
    chosen = {id(loop) for loop in long[-thresholds.PARALLEL_MOST_LOOPS :]}
    body = (replace(node, cut=True) if id(node) in chosen and not node.privatised else node for node in schedule.body)
    return replace(schedule, body=tuple(body))


def _can_be_cut(loop: Loop) -> bool:
    """Return whether no two iterations of the outermost loop write to one place, apart from its reductions."""
    targets: set[int] = set()
    for computation in loop.computations:
        if computation.kind not in ("pointwise", "reduce", "store") or isinstance(computation.space[0], SegmentLength):
            return False
        if (
            computation.kind == "reduce"
            and 0 in computation.reduced
            and (computation.combine == "argmax" or kind(computation.accumulator) == "c")
        ):
            return False
        if computation.kind == "store":
            assert computation.target is not None
            if computation.target.number in targets and not computation.apart:
                return False
            targets.add(computation.target.number)
    return not loop.serial


def cost(computation: Computation) -> int:
    """Return the cost of one point of `computation`."""
    return (computation.cost if computation.entry is not None else 1) + thresholds.PARALLEL_READ_COST


def _may_be_long(loop: Loop) -> bool:
    known = sum(cost(c) * math.prod(n if isinstance(n, int) else math.inf for n in c.space) for c in loop.computations)
    return known >= 3 * thresholds.PARALLEL_PART_COST
