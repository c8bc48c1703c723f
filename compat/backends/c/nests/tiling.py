"""Tiling: each phase of a loop's body runs over a tile of points before the next one begins.

A body that mixes inner loops with other computations is not vectorised: `for (i) { a = dot(row i); b = exp(a); ... }`.
In tiles of 128 points these become a loop of their own over the tile, which is. What one phase hands to another is
spilled to a short array with one element per point.

Segments, padded to whole vectors, are taken vector by vector. Their sums are kept in the lanes: segments
are short, and adding up the lanes at the end of each, for every sum, costs as much as the segment itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ....ops.elementwise.elemwise import EXPENSIVE
from ....rules import thresholds
from ..computations.computation import Computation, by_columns
from ..ctype import kind
from ..ir.expressions import Index, SegmentLength
from ..target import LANES
from . import fission
from .nest import Loop, Phase, Schedule, Tiled, elements
from .parallel_loops import cost

KINDS = ("pointwise", "reduce", "store")  # of computations that run once per point


def in_tiles(schedule: Schedule) -> Schedule:
    """Return the schedule with loops tiled where that gains; inside a tiled loop only segments are tiled again."""
    return replace(schedule, body=_nodes(schedule.body, schedule, False))


def _nodes(body: Sequence[Any], schedule: Schedule, inside: bool) -> tuple[Any, ...]:
    return tuple(_loop(node, schedule, inside) if isinstance(node, Loop) else node for node in body)


def _loop(loop: Loop, schedule: Schedule, inside: bool) -> Loop:
    plan = None if inside and not isinstance(loop.length, SegmentLength) else _tiled(loop, schedule)
    if plan is None:
        return replace(loop, body=_nodes(loop.body, schedule, inside))
    phases = tuple(replace(phase, body=_nodes(phase.body, schedule, True)) for phase in plan.phases)
    return replace(loop, how=replace(plan, phases=phases), body=tuple(n for phase in phases for n in phase.body))


def _tiled(loop: Loop, schedule: Schedule) -> Tiled | None:
    """Return how `loop` is to be tiled; None if tiling gains nothing or is illegal."""
    body, depth = _Body(loop), loop.depth
    if not all(holds(body) for holds in (_is_long_enough, _gains, *LEGAL)):
        return None
    parts = _parts(loop, body.in_parts, body.running)
    phase_of = {c.number: k for k, part in enumerate(parts) for c in _computations(part)}
    crossing = _crossing(loop, phase_of)
    # a total over this loop is complete only after it
    if any(depth in producer.reduced for producer, _, _ in crossing):
        return None
    spilled = frozenset(p.number for p, c, index in crossing if schedule.from_value(p, c, index))
    per_point = [c for c in loop.computations if schedule.memory_from.get(c.number, 0) > depth]
    if len(spilled) + len(per_point) > thresholds.TILED_MOST_ARRAYS or not all(_fixed(schedule, c) for c in per_point):
        return None
    size = _first(SIZES, body)
    return Tiled(
        tuple(_phase(loop, part, size, body.columns, schedule) for part in parts),
        phase_of,
        spilled,
        frozenset(c.number for c in per_point),
        size,
        tuple(c for c in loop.computations if c.kind == "reduce" and size == LANES),
        tuple(c for part in parts for c in part if isinstance(c, Computation) and _is_spread(c, depth)),
    )


def _crossing(loop: Loop, phase_of: Mapping[int, int]) -> list[tuple[Computation, Computation, Index]]:
    """Return what one phase reads of another: producer, reader, index."""
    return [
        (use.producer, c, use.index)
        for c in loop.computations
        for use in c.uses
        if use.index is not None and phase_of.get(use.producer.number, phase_of[c.number]) != phase_of[c.number]
    ]


class _Body:
    """The properties of a loop's body that decide whether it is tiled.

    by_segment: it runs over a segment. segments: its inner loops do. columns: it reads a matrix by columns.
    """

    def __init__(self, loop: Loop) -> None:
        self.loop = loop
        self.inner = [node for node in loop.body if isinstance(node, Loop)]
        self.computations = [node for node in loop.body if isinstance(node, Computation)]
        self.by_segment = isinstance(loop.length, SegmentLength)
        self.segments = bool(self.inner) and all(isinstance(node.length, SegmentLength) for node in self.inner)
        self.columns = any(map(_reads_columns, loop.computations))
        self.running = any(c.running for c in self.computations)
        self.expensive = any(c.entry is not None and c.cost >= EXPENSIVE for c in self.computations)
        self.in_parts = not self.inner and fission.is_worth_it(self.computations, self.by_segment)


def _has_known_kinds(body: _Body) -> bool:
    return all(
        c.kind in KINDS and c.combine != "argmax" and "c" not in (kind(c.dtype), kind(c.accumulator or c.dtype))
        for c in body.loop.computations
    )


def _has_lanes(body: _Body) -> bool:
    """Return whether all sums of a segment can be kept in the lanes of a vector."""
    sums = (c for c in body.loop.computations if c.kind == "reduce")
    return not body.by_segment or (not body.inner and all(map(_in_lanes, sums)))


LEGAL = (_has_known_kinds, _has_lanes)


def _is_long_enough(body: _Body) -> bool:
    return not isinstance(body.loop.length, int) or body.loop.length >= _first(FEWEST_POINTS, body)


def _gains(body: _Body) -> bool:
    if body.inner:
        return not body.running and any(holds(body) for holds in BESIDE_LOOPS)
    return body.by_segment or body.in_parts or _waits(body)


def _is_short(body: _Body) -> bool:
    """Return whether an expensive computation stands beside short loops."""
    return body.expensive and all(
        isinstance(node.length, int) and node.length <= thresholds.TILED_SHORT_LOOP for node in body.inner
    )


def _has_rows(body: _Body) -> bool:
    """Return whether an expensive computation stands beside several loops over rows."""
    several = len(body.inner) > 1 and not body.columns and not body.segments
    return several and body.expensive and not any(isinstance(n, Loop) for loop in body.inner for n in loop.body)


def _has_computations(body: _Body) -> bool:
    return body.segments and len(body.computations) >= thresholds.TILED_FEWEST_COMPUTATIONS


def _waits(body: _Body) -> bool:
    """Return whether some computations, but not all, depend on the previous point."""
    return body.loop.serial and not all(body.loop.depth in c.coincident for c in body.computations)


BESIDE_LOOPS: tuple[Callable[[_Body], bool], ...] = (lambda body: body.columns, _is_short, _has_rows, _has_computations)

Costs = tuple[
    tuple[Callable[[_Body], bool], Callable[[], int]], ...
]  # (predicate, number); the first that holds counts
FEWEST_POINTS: Costs = (  # points from which the arrays pay
    (
        lambda body: body.running,
        lambda: thresholds.TILED_FEWEST_POINTS_OF_SCANS,
    ),  # without tiling, a scan makes all computations serial
    (lambda body: body.segments, lambda: thresholds.TILED_FEWEST_POINTS_OF_SEGMENTS),
    (lambda body: True, lambda: thresholds.TILED_FEWEST_POINTS),
)
SIZES: Costs = (
    (lambda body: body.by_segment and not body.in_parts, lambda: LANES),
    (lambda body: _has_rows(body) and not _is_short(body), lambda: thresholds.TILE_OF_ROWS),
    (lambda body: True, lambda: thresholds.TILE),
)


def _first(costs: Costs, body: _Body) -> int:
    return next(number() for holds, number in costs if holds(body))


def _phase(loop: Loop, body: Sequence[Any], size: int, columns: bool, schedule: Schedule) -> Loop:
    """Return a part of the body of `loop` as a loop over a tile, with the way it runs."""
    computations, d = _computations(body), loop.depth
    serial = any(d in c.coincident for c in computations)
    phase = Loop(d, loop.length, tuple(body), computations, serial)
    if _can_be_written_out(phase):
        return replace(phase, how=Phase.WRITTEN_OUT)
    if columns and _can_turn(phase, schedule):
        return replace(phase, how=Phase.INTERCHANGED)
    if size == LANES:  # around calls, and for sums by index, gcc does better with a loop (measured)
        return replace(phase, how=Phase.OVER_LANES if serial or any(map(fission.calls, computations)) else Phase.VECTOR)
    if serial and isinstance(loop.length, SegmentLength):  # vector by vector: the lanes are then constants of the text
        return replace(phase, how=Phase.VECTORS)
    return phase


def _in_lanes(computation: Computation) -> bool:
    return _is_sum_of_floats(computation) and not computation.in_memory_accumulator


def _is_spread(computation: Computation, depth: int) -> bool:
    """Return whether points add to few elements by index, where each addition could wait for the one before."""
    return (
        computation.kind == "store"
        and computation.combine == "+="
        and depth in computation.coincident
        and kind(computation.dtype) == "f"
        and elements(computation.stored_in) <= thresholds.TILED_PRIVATE_SUMS
    )


def _parts(loop: Loop, in_parts: bool, running: bool) -> list[list[Any]]:
    """Split the body of `loop` into runs of computations and inner loops, in order.

    in_parts: runs are split by fission too. What may write twice to one place comes last, point by point.
    """
    last = [node for node in loop.body if isinstance(node, Computation) and _may_coincide(node, loop)]
    runs: list[list[Any]] = []
    for node in loop.body:
        if isinstance(node, Loop):
            runs.append([node])
        elif not _may_coincide(node, loop):
            if not runs or isinstance(runs[-1][0], Loop):
                runs.append([])
            runs[-1].append(node)
    if in_parts or running:
        runs = [part for run in runs for part in fission.parts(run, in_parts)]
    return [run for run in [*runs, last] if run]


def _may_coincide(computation: Computation, loop: Loop) -> bool:
    """Return whether two points of `loop` may write to one place."""
    return loop.depth in computation.coincident and not computation.running


def _computations(body: Sequence[Any]) -> tuple[Computation, ...]:
    """Return the computations of a part: of its one loop, or its own."""
    return body[0].computations if isinstance(body[0], Loop) else tuple(body)


def _reads_columns(computation: Computation) -> bool:
    return computation.node is not None and any(by_columns(v) for v in computation.node.inputs)


def _fixed(schedule: Schedule, computation: Computation) -> bool:
    """Return whether the memory of `computation` at a point is small and of known size."""
    start = schedule.memory_from[computation.number]
    return all(isinstance(n, int) and n <= 64 for n in (computation.space[p] for p in computation.result if p >= start))


def _can_be_written_out(phase: Loop) -> bool:
    """Return whether the body is one short loop, around whose points, one after the other, the phase has vectors."""
    [loop, *rest] = phase.body
    if rest or phase.serial or not isinstance(loop, Loop) or not isinstance(loop.length, int):
        return False
    if loop.serial or loop.length > thresholds.TILED_WRITTEN_OUT or any(isinstance(n, Loop) for n in loop.body):
        return False
    if loop.length in (5, 6, 7) and any(map(fission.calls, phase.computations)):
        return False  # around calls, gcc has vectors only for columns of rows of 3 and of powers of 2
    if loop.length * sum(map(cost, phase.computations)) > thresholds.TILED_WRITTEN_OUT_COST:
        return False
    return all(
        c.kind == "pointwise" or (c.kind == "reduce" and (phase.depth not in c.reduced or _is_sum_of_floats(c)))
        for c in phase.computations
    )


def _is_sum_of_floats(computation: Computation) -> bool:
    return computation.combine == "sum" and kind(computation.accumulator) == "f"


def _can_turn(phase: Loop, schedule: Schedule) -> bool:
    """Return whether an inner loop of sums may be interchanged with the loop over the tile."""
    [loop, *rest] = phase.body
    if rest or not isinstance(loop, Loop) or loop.serial or any(isinstance(node, Loop) for node in loop.body):
        return False
    for computation in phase.computations:
        if computation.kind == "store" or (computation.kind == "reduce" and computation.combine != "sum"):
            return False
        in_memory = computation.number in schedule.memory_from
        if (
            computation.kind == "reduce"
            and (loop.depth in computation.reduced)
            and (in_memory or computation.accumulator != computation.dtype)
        ):
            return False
        if computation.kind == "pointwise" and in_memory:
            return False
    return True
