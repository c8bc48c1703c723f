"""The remainder of a loop, beyond whole vectors, as one more vector that overlaps the one before.

gcc takes the remainder point by point, and a call of `exp` for one point costs as much as for eight. Points in the
overlap count once: a sum adds nothing the second time, and the maximum stays the maximum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..computations.computation import Computation
from ..ctype import kind
from ..ir import SegmentLength
from ..target import LANES
from .fission import calls
from .nest import LastVector, Loop, Schedule, Tiled


def with_last_vectors(schedule: Schedule) -> Schedule:
    """Return the schedule with an overlapping last vector in loops that only reduce.

    Such a loop calls libm functions, or looks for a maximum.
    """

    def of(body: Sequence[Any], spilled: frozenset[int]) -> tuple[Any, ...]:
        return tuple(changed(node, spilled) if isinstance(node, Loop) else node for node in body)

    def changed(loop: Loop, spilled: frozenset[int]) -> Loop:
        if isinstance(loop.how, Tiled):
            spilled |= loop.how.spilled
            phases = tuple(replace(phase, body=of(phase.body, spilled)) for phase in loop.how.phases)
            return replace(loop, how=replace(loop.how, phases=phases), body=tuple(n for p in phases for n in p.body))
        if _is_worth_it(loop, schedule, spilled):
            return replace(loop, how=LastVector())
        return replace(loop, body=of(loop.body, spilled))

    return replace(schedule, body=of(schedule.body, frozenset()))


def _is_worth_it(loop: Loop, schedule: Schedule, spilled: frozenset[int]) -> bool:
    n, computations = loop.length, [c for c in loop.computations if c.kind != "done"]
    if loop.serial or loop.cut or any(isinstance(node, Loop) for node in loop.body):
        return False
    if not (isinstance(n, int) and n > LANES and n % LANES) and (isinstance(n, int | SegmentLength)):
        return False
    return all(_may_be_met_again(c, schedule, spilled) for c in computations) and any(
        calls(i) or _is_extreme(i) for i in computations
    )


def _may_be_met_again(computation: Computation, schedule: Schedule, spilled: frozenset[int]) -> bool:
    if computation.kind == "pointwise":
        return computation.number not in schedule.memory_from and computation.number not in spilled
    floats = computation.kind == "reduce" and kind(computation.accumulator) == "f" and kind(computation.dtype) == "f"
    return floats and computation.combine != "argmax" and not computation.in_memory_accumulator


def _is_extreme(computation: Computation) -> bool:
    return computation.kind == "reduce" and computation.watches_nan


__all__ = ["with_last_vectors"]
