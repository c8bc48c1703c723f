"""The nest of a function: its items in loops, and how each loop runs, as frozen data.

schedule.py puts items into loops; the passes that passes/order.py lists say of some how they run; writer.py writes
statements (ir.py) from what they leave.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .ir import Index, Name, expression
from .item import Item
from .print_c import text


@dataclass(frozen=True, eq=False)
class Loop:
    """`body` runs for each value of i{depth} below `length`.

    items: all that are inside. serial: one of these values may wait for the one before it. how: the loop runs; None:
    point by point. cut: into parts, which threads may run.
    """

    depth: int
    length: Any
    body: tuple[Any, ...]  # of Loop and Item
    items: tuple[Item, ...]
    serial: bool = False
    how: Blocked | InsideOut | LastVector | Vector | Lanes | Vectors | None = None
    cut: bool = False


@dataclass(frozen=True, eq=False)
class Blocked:
    """In blocks of `size` points: each phase, a loop over a part of the body, runs over a block before the next begins.

    handed: numbers of the items whose values cross from phase to phase, in an array of an element a point; own: of
    those that have memory for each point. in_lanes: sums that are kept in the lanes of a vector; spread: sums by index,
    of which each point of eight in a row has a copy of its own.
    """

    phases: tuple[Loop, ...]
    phase_of: Mapping[int, int]
    handed: frozenset[int]
    own: frozenset[int]
    size: int
    in_lanes: tuple[Item, ...] = ()
    spread: tuple[Item, ...] = ()


@dataclass(frozen=True)
class InsideOut:
    """A phase whose body is a loop: that one outside, the loop over the block inside.

    written_out: its points are statements instead.
    """

    written_out: bool


@dataclass(frozen=True)
class LastVector:
    """Over whole vectors of points; then over the last vector, which overlaps the one before."""


@dataclass(frozen=True)
class Vector:
    """A phase over a block of as many points as a vector has, a number that the compiler sees."""


@dataclass(frozen=True)
class Lanes:
    """The same as a loop whose points are numbered as the lanes of a vector."""


@dataclass(frozen=True)
class Vectors:
    """A phase over a longer block, vector by vector."""


@dataclass(frozen=True, eq=False)
class Schedule:
    """`body`: statements and loops in order.

    `cuts[consumer, producer]`: the depth at which the two part ways. `memory_from[item]`: the result lives in memory,
    its index from this position on.
    """

    body: tuple[Any, ...]
    cuts: Mapping[tuple[int, int], int]
    memory_from: Mapping[int, int]
    order: tuple[Item, ...]

    def shared(self, producer: Item, consumer: Item, index: Index | None) -> int:
        """How many outer loops the two share at the same point, for a use at `index`."""
        return shared(producer, consumer, index, self.cuts)

    def from_value(self, producer: Item, consumer: Item, index: Index) -> bool:
        """Whether `consumer` takes the value of `producer` at the same point, not from memory."""
        if producer.kind not in ("pointwise", "reduce"):
            return False
        shared = self.shared(producer, consumer, index)
        return all(p < shared for p in producer.result)

    @cached_property
    def read_as_values(self) -> frozenset[int]:
        """Numbers of the items that a reader in the same loop takes from their value."""
        return frozenset(
            use.producer.number
            for item in self.order
            for use in item.uses
            if use.index is not None and self.from_value(use.producer, item, use.index)
        )

    @cached_property
    def block_of(self) -> Mapping[int, int]:
        """Of items that have memory for each point of a block: the depth of its loop."""
        return {
            number: loop.depth for loop in loops(self.body) if isinstance(loop.how, Blocked) for number in loop.how.own
        }

    @cached_property
    def private(self) -> frozenset[int]:
        """Items that have memory in each part of a loop that is cut."""
        return frozenset(item.number for loop in loops(self.body) if loop.cut for item in self.private_to(loop))

    def private_to(self, loop: Loop) -> list[Item]:
        """Those of one such loop."""
        return [item for item in loop.items if item.output is None and self.memory_from.get(item.number, 0) > 0]


def shared(producer: Item, consumer: Item, index: Index | None, cuts: Mapping[tuple[int, int], int]) -> int:
    """How many outer loops the two share at the same point, but for those where they part ways."""
    return min(_aligned(producer, consumer, index), cuts.get((consumer.number, producer.number), len(consumer.domain)))


def _aligned(producer: Item, consumer: Item, index: Index | None) -> int:
    """Return the number of outer loops in which `consumer` at a point needs `producer` at that same point only."""
    if index is None or producer.kind not in ("pointwise", "reduce"):
        return 0
    count = 0
    for position, (a, b) in enumerate(zip(producer.domain, consumer.domain, strict=False)):
        if a != b or position not in producer.result:
            break
        if index[producer.result.index(position)] != Name(f"i{position}"):
            break
        count += 1
    return count


def loops(body: Sequence[Any]) -> Iterator[Loop]:
    """All loops in `body`, those outside before those inside of them."""
    for node in body:
        if isinstance(node, Loop):
            yield node
            yield from loops(node.body)


def elements(target: Item) -> float:
    """Of the memory of a buffer; infinite where the text does not know it."""
    return math.prod(n if isinstance(n, int) else math.inf for n in target.lengths)


def shown(body: Sequence[Any], depth: int = 0) -> list[str]:
    """Return a nest as lines for a person."""
    found = []
    for node in body:
        margin = "    " * depth
        if isinstance(node, Item):
            found.append(f"{margin}{_label(node)}")
            continue
        n = text(expression(node.length))
        found.append(f"{margin}for i{node.depth} < {n}{_how(node)}")
        inside = node.how.phases if isinstance(node.how, Blocked) else node.body
        found += shown(inside, depth + 1)
    return found


def _label(item: Item) -> str:
    name = "" if item.node is None else f" {item.node.op.plain_name}"
    words = [item.combine] * bool(item.combine) + [f"running {item.running}"] * bool(item.running)
    return " ".join([f"{item.number}: {item.kind}{name}", *words])


def _how(loop: Loop) -> str:
    words = [" serial"] * loop.serial + [" in parts"] * loop.cut
    match loop.how:
        case Blocked(size=size, handed=handed, in_lanes=in_lanes, spread=spread):
            words.append(f" in blocks of {size}")
            for word, numbers in (
                ("handed", handed),
                ("in lanes", [i.number for i in in_lanes]),
                ("in copies", [i.number for i in spread]),
            ):
                if numbers:
                    words.append(f" {word}: {', '.join(map(str, sorted(numbers)))}")
        case InsideOut(written_out):
            words.append(" inside out" + " and written out" * written_out)
        case LastVector():
            words.append(" with a last vector")
        case Vector() | Lanes() | Vectors():
            words.append({Vector: " of one vector", Lanes: " over lanes", Vectors: " vector by vector"}[type(loop.how)])
    return ",".join(words)


__all__ = [
    "Blocked",
    "InsideOut",
    "Lanes",
    "LastVector",
    "Loop",
    "Schedule",
    "Vector",
    "Vectors",
    "elements",
    "loops",
    "shared",
    "shown",
]
