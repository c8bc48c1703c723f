"""Loops over many points, taken in blocks: each phase of the body runs over a block before the next one begins.

A body that mixes inner loops with statements has no vectors: `for (i) { a = dot(row i); b = exp(a); ... }`. In
blocks of 128 points the statements become a loop of their own over the block, which has. What one phase hands to
another lies in a short array, one element a point.

Lines of rows, which are filled up to whole vectors, are taken vector by vector. Their sums are kept in its lanes: lines
are short, and adding the lanes up at the end of each for every sum costs as much as the line.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from compat.backends.c import fission
from compat.backends.c.ctype import kind
from compat.backends.c.ir import Code, Expr, Name, Ragged
from compat.backends.c.item import Item, by_columns
from compat.backends.c.schedule import Loop
from compat.ops.by_group import LANES
from compat.ops.elemwise import DEAR

BLOCK = 128  # points; so few that a phase finds in the first cache what the one before left
ROWS = 16  # of them, where each has loops of its own: what the first loop read of all is still near for the second
FEWEST = 64  # points for which it is worth the arrays
FEWEST_LINES = 16
FEWEST_STATEMENTS = 6  # beside lines, for which vectors of their own are worth it
SHORT = 64  # points of an inner loop, beside which one dear statement counts
MOST_ARRAYS = 48
FEW_SUMS = 256  # elements of which there are eight copies


@dataclass
class Phase:
    """Part of a body: statements, or one inner loop. `inside_out`: that loop runs outside the one over the block."""

    body: list[Any]
    items: list[Item] = field(default_factory=list)
    inside_out: bool = False


@dataclass
class Blocked:
    """How a loop is taken in blocks. `handed`: numbers of the items whose values cross from phase to phase; `own`: of
    those that have memory for each point."""

    loop: Loop
    phases: list[Phase]
    phase_of: dict[int, int]
    handed: set[int]
    own: set[int]
    size: int = BLOCK

    @property
    def place(self) -> Expr:
        """Of a point in its block."""
        d = self.loop.depth
        return Name(f"m{d}") if self.size == LANES else Code("{} - {}", (Name(f"i{d}"), Name(f"h{d}")))

    @property
    def in_lanes(self) -> list[Item]:
        """Sums that are kept in the lanes of a vector."""
        return [item for item in self.loop.items if item.kind == "reduce"] if self.size == LANES else []

    @property
    def spread(self) -> list[Item]:
        """Sums by index into few elements: each point of eight in a row adds to a copy of its own, since one that adds
        to what the point before wrote would wait for it."""
        return [item for phase in self.phases for item in phase.items
                if item.kind == "store" and item.combine == "+=" and self.loop.depth in item.coincident
                and item in phase.body and kind(item.dtype) == "f" and _elements(item.target) <= FEW_SUMS]


@dataclass
class Open:
    """A loop that is being written in blocks, and the phase of it."""

    plan: Blocked
    phase: int = 0


def blocked(loop: Loop, writer: Any) -> Blocked | None:
    """How `loop` is to be taken in blocks; None where it gains nothing, or cannot be."""
    inner = [node for node in loop.body if isinstance(node, Loop)]
    statements = [node for node in loop.body if isinstance(node, Item)]
    columns = any(_reads_columns(item) for item in loop.items)
    lines = bool(inner) and all(isinstance(node.length, Ragged) for node in inner)
    by_line = isinstance(loop.length, Ragged)
    if by_line and (inner or any(item.kind == "reduce" and not _in_lanes(item) for item in loop.items)):
        return None
    if isinstance(loop.length, int) and loop.length < (FEWEST_LINES if lines else FEWEST):
        return None
    short = any(item.row is not None and item.cost >= DEAR for item in statements) and \
        all(isinstance(node.length, int) and node.length <= SHORT for node in inner)
    by_rows = len(inner) > 1 and not columns and not lines \
        and not any(isinstance(n, Loop) for loops in inner for n in loops.body) \
        and any(item.row is not None and item.cost >= DEAR for item in statements)
    if inner and not columns and not short and not by_rows and not (lines and len(statements) >= FEWEST_STATEMENTS):
        return None
    in_parts = not inner and fission.is_worth_it(statements, by_line)
    if not inner and not by_line and not in_parts and (
            not loop.serial or all(loop.depth in item.coincident for item in statements)):
        return None
    if any(item.combine == "argmax" or "c" in (kind(item.dtype), kind(item.accumulator or item.dtype))
           or item.kind not in ("pointwise", "reduce", "store") for item in loop.items):
        return None
    phases = _phases(loop, in_parts)
    phase_of = {item.number: k for k, phase in enumerate(phases) for item in phase.items}
    depth = loop.depth
    handed, own = set(), set()
    for item in loop.items:
        for use in item.uses:
            p = use.producer
            if phase_of.get(p.number, phase_of[item.number]) == phase_of[item.number] or use.index is None:
                continue
            if depth in p.reduced:  # a total of this loop: complete behind it
                return None
            if writer.from_value(p, item, use.index):
                handed.add(p.number)
    for item in loop.items:
        if writer.plan.memory_from.get(item.number, 0) > depth:
            own.add(item.number)
    if len(handed) + len(own) > MOST_ARRAYS:
        return None
    if any(item.number in own and not _fixed(writer, item) for item in loop.items):
        return None
    for phase in phases:
        phase.inside_out = columns and _can_turn(phase, depth, writer)
    size = LANES if by_line and not in_parts else ROWS if by_rows and not short else BLOCK
    return Blocked(loop, phases, phase_of, handed, own, size)


def _in_lanes(item: Item) -> bool:
    return item.combine == "sum" and kind(item.accumulator) == "f" and not item.in_memory_accumulator


def _phases(loop: Loop, in_parts: bool) -> list[Phase]:
    """Of its body: runs of statements, in parts if so, and inner loops, in order; what may write twice to one place
    comes last, point by point."""
    last = [node for node in loop.body if isinstance(node, Item) and loop.depth in node.coincident]
    runs: list[list[Any]] = []
    for node in loop.body:
        if isinstance(node, Loop):
            runs.append([node])
        elif loop.depth not in node.coincident:
            if not runs or isinstance(runs[-1][0], Loop):
                runs.append([])
            runs[-1].append(node)
    if in_parts:
        runs = [part for run in runs for part in fission.parts(run)]
    return [Phase(run, list(run[0].items) if isinstance(run[0], Loop) else list(run)) for run in [*runs, last] if run]


def _reads_columns(item: Item) -> bool:
    return item.node is not None and any(by_columns(v) for v in item.node.inputs)


def _elements(target: Any) -> float:
    """Of the memory of `target`; infinite where the text does not know it."""
    return math.prod(n if isinstance(n, int) else math.inf for n in target.lengths)


def _fixed(writer: Any, item: Item) -> bool:
    return all(isinstance(n, int) and n <= 64 for n in writer.lengths_in_memory(item))


def _can_turn(phase: Phase, depth: int, writer: Any) -> bool:
    """Whether an inner loop of sums may run outside the one over the block."""
    [loop, *rest] = phase.body
    if rest or not isinstance(loop, Loop) or loop.serial or any(isinstance(node, Loop) for node in loop.body):
        return False
    for item in phase.items:
        if item.kind == "store" or (item.kind == "reduce" and item.combine != "sum"):
            return False
        in_memory = item.number in writer.plan.memory_from
        if item.kind == "reduce" and (depth + 1 in item.reduced) and (in_memory or item.accumulator != item.dtype):
            return False
        if item.kind == "pointwise" and in_memory:
            return False
    return True


__all__ = ["BLOCK", "Blocked", "Open", "Phase", "blocked"]
