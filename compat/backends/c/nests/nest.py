"""The loop nest of a function, and how each loop runs, as frozen data.

schedule.py puts computations into loops, the nest passes (order.py) choose how loops run, and loops/ makes
statements (ir/) of the result.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

from ..computations.computation import Computation
from ..expression_text import shown as shown_length
from ..ir.expressions import Index, point
from ..naming import spelled


class Phase(Enum):
    """The way a phase of a tiled loop runs, if not point by point."""

    INTERCHANGED = "interchanged"  # its body is one loop, which stands around the loop over the tile
    WRITTEN_OUT = "with points written out"  # its body is one short loop: each point has statements of its own
    VECTOR = "of one vector"  # the tile has one vector of points, a number that the compiler knows
    OVER_LANES = "over lanes"  # the same, as a loop over the lanes
    VECTORS = "vector by vector"  # over a longer tile


@dataclass(frozen=True, eq=False)
class Loop:
    """A loop: `body` runs for each value of i{depth} below `length`.

    computations: all those inside. serial: an iteration may depend on the one before. how: the way it runs (None: point
    by point). cut: divided into parts, which threads may run.
    """

    depth: int
    length: Any
    body: tuple[Any, ...]  # of Loop and Computation
    computations: tuple[Computation, ...]
    serial: bool = False
    how: Tiled | Phase | None = None
    cut: bool = False

    @property
    def accumulators(self) -> list[Computation]:
        """The reductions whose accumulators stand before this loop: the first that they are reduced over."""
        return [c for c in self.computations if c.kind == "reduce" and min(c.reduced) == self.depth]

    @property
    def scans(self) -> list[Computation]:
        """The computations that run along this loop."""
        return [c for c in self.computations if c.running and self.depth == len(c.space) - 1]

    @property
    def privatised(self) -> list[Computation]:
        """The stores that add to privatised sums, in this loop and those inside."""
        return [c for loop in loops([self]) if isinstance(loop.how, Tiled) for c in loop.how.privatised]

    @property
    def in_lanes(self) -> list[Computation]:
        """The sums that are kept in the lanes of a vector, in this loop and those inside."""
        return [c for loop in loops([self]) if isinstance(loop.how, Tiled) for c in loop.how.in_lanes]


@dataclass(frozen=True, eq=False)
class Tiled:
    """A tiled loop: each phase, a loop over a part of the body, runs over a tile of `size` points before the next.

    spilled: numbers of the computations whose values are spilled from phase to phase, to an array with one element per
    point. per_point: those with memory for each point. in_lanes: sums that are kept in the lanes of a vector.
    privatised: sums by index of which each of eight consecutive points has its own copy.
    """

    phases: tuple[Loop, ...]
    phase_of: Mapping[int, int]
    spilled: frozenset[int]
    per_point: frozenset[int]
    size: int
    in_lanes: tuple[Computation, ...] = ()
    privatised: tuple[Computation, ...] = ()


@dataclass(frozen=True, eq=False)
class Schedule:
    """The computations and loops of a function, in order.

    `cuts[consumer, producer]`: the depth at which the two stand in different loops. `memory_from[computation]`: the
    result lives in memory, whose index begins at this position.
    """

    body: tuple[Any, ...]
    cuts: Mapping[tuple[int, int], int]
    memory_from: Mapping[int, int]
    order: tuple[Computation, ...]

    def from_value(self, producer: Computation, consumer: Computation, index: Index) -> bool:
        """Return whether `consumer` reads the value of `producer` at the same point, not from memory."""
        if producer.kind not in ("pointwise", "reduce"):
            return False
        loops = shared(producer, consumer, index, self.cuts)
        return all(p < loops for p in producer.result)

    @cached_property
    def read_as_values(self) -> frozenset[int]:
        """Numbers of the computations whose value a reader in the same loop takes directly."""
        return frozenset(
            use.producer.number
            for c in self.order
            for use in c.uses
            if use.index is not None and self.from_value(use.producer, c, use.index)
        )

    @cached_property
    def tile_of(self) -> Mapping[int, int]:
        """Number of a computation with memory for each point of a tile -> depth of the tiled loop."""
        return {
            number: loop.depth
            for loop in loops(self.body)
            if isinstance(loop.how, Tiled)
            for number in loop.how.per_point
        }

    @cached_property
    def private(self) -> frozenset[int]:
        """Numbers of the computations that have memory in each part of a loop that is cut."""
        return frozenset(c.number for loop in loops(self.body) if loop.cut for c in self.private_to(loop))

    def private_to(self, loop: Loop) -> list[Computation]:
        """Return those of one such loop."""
        return [c for c in loop.computations if c.output is None and self.memory_from.get(c.number, 0) > 0]


def shared(
    producer: Computation, consumer: Computation, index: Index | None, cuts: Mapping[tuple[int, int], int]
) -> int:
    """Return the number of outer loops that the two share at the same point, up to where `cuts` separates them."""
    return min(_aligned(producer, consumer, index), cuts.get((consumer.number, producer.number), len(consumer.space)))


def _aligned(producer: Computation, consumer: Computation, index: Index | None) -> int:
    """Return the number of outer loops in which `consumer`, at one point, needs `producer` at that same point only."""
    if index is None or producer.kind not in ("pointwise", "reduce"):
        return 0
    count = 0
    for position, (a, b) in enumerate(zip(producer.space, consumer.space, strict=False)):
        if a != b or position not in producer.result:
            break
        if index[producer.result.index(position)] != point(position):
            break
        count += 1
    return count


def loops(body: Sequence[Any]) -> Iterator[Loop]:
    """Return all loops in `body`, outer ones first."""
    for node in body:
        if isinstance(node, Loop):
            yield node
            yield from loops(node.body)


def elements(target: Computation) -> float:
    """Return the number of elements of a buffer; infinite if unknown at compile time."""
    return math.prod(n if isinstance(n, int) else math.inf for n in target.lengths)


def shown(body: Sequence[Any], depth: int = 0) -> list[str]:
    """Return a nest as readable lines."""
    found = []
    for node in body:
        margin = "    " * depth
        if isinstance(node, Computation):
            found.append(f"{margin}{_label(node)}")
            continue
        n = shown_length(node.length)
        found.append(f"{margin}for {spelled(point(node.depth))} < {n}{_how(node)}")
        inside = node.how.phases if isinstance(node.how, Tiled) else node.body
        found += shown(inside, depth + 1)
    return found


def _label(computation: Computation) -> str:
    name = "" if computation.node is None else f" {computation.node.op.compat_plain_name}"
    words = [computation.combine] * bool(computation.combine) + [f"running {computation.running}"] * bool(
        computation.running
    )
    return " ".join([f"{computation.number}: {computation.kind}{name}", *words])


def _how(loop: Loop) -> str:
    words = [" serial"] * loop.serial + [" in parts"] * loop.cut
    match loop.how:
        case Tiled(size=size, spilled=spilled, in_lanes=in_lanes, privatised=privatised):
            words.append(f" in tiles of {size}")
            for word, numbers in (
                ("spilled", spilled),
                ("in lanes", [i.number for i in in_lanes]),
                ("privatised", [i.number for i in privatised]),
            ):
                if numbers:
                    words.append(f" {word}: {', '.join(map(str, sorted(numbers)))}")
        case Phase():
            words.append(f" {loop.how.value}")
    return ",".join(words)
