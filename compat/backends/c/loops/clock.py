"""Times of single kernels: a variant of the C text, compiled on request, that reads the clock between them.

A kernel is a loop nest, a call (a matrix product, a factorisation, a scan, a user's Op), or statements in a row. The
object stores the times and the lengths of the call; the ordinary text has none of this.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..computations.computation import Computation
from ..ir.expressions import Group, Name, SegmentLength
from ..ir.statements import Definition, Function, Let, Seen
from ..naming import places_of, spelled, value_of
from ..nests.described import Described
from ..nests.nest import Schedule
from ..support_functions.text import SupportText

# entries of kernel_nanoseconds before those of the kernels
CALLS, BEGIN, END, READING = range(4)
FIRST = 4


@dataclass(frozen=True)
class Part:
    """A kernel: its nodes in the schedule's body, and "loops", "call" or "statements"."""

    kind: str
    body: tuple[Any, ...]

    @property
    def computations(self) -> list[Computation]:
        return [c for node in self.body for c in ([node] if isinstance(node, Computation) else node.computations)]


def parts(body: Sequence[Any]) -> list[Part]:
    """Return the kernels of a schedule's body, in order; nodes that write nothing belong to none."""
    found: list[Part] = []
    row: list[Any] = []

    def end_of_row() -> None:
        if row:
            found.append(Part("statements", tuple(row)))
            row.clear()

    for node in body:
        if not isinstance(node, Computation):
            end_of_row()
            found.append(Part("loops", (node,)))
        elif node.kind == "opaque":
            if node.variable.index == 0:
                end_of_row()
                found.append(Part("call", (node,)))
        elif node.kind != "done" and (node.kind != "buffer" or node.combine == "zero"):
            row.append(node)
    end_of_row()
    return found


def scalars(schedule: Schedule, part: Part) -> tuple[Name, ...]:
    """Return names of the scalars that a kernel leaves in registers."""
    return tuple(
        value_of(i)
        for i in part.computations
        if np.dtype(i.dtype).kind != "c"
        and not i.result
        and (i.kind == "reduce" or (i.kind == "pointwise" and not i.space))
        and not i.in_memory_accumulator
        and (i.number in schedule.read_as_values or i.number not in schedule.memory_from)
    )


def seen(c: Described) -> list[Seen]:
    """Return statements that store the lengths of a call."""
    found = [Seen(c.name, s.name, s.name) for s in c.computations.lengths.body if isinstance(s, Let)]
    segments = dict.fromkeys(n for i in c.schedule.order for n in i.space if isinstance(n, SegmentLength))
    return [*found, *(Seen(c.name, places_of(length.first), Group(length.total)) for length in segments)]


def places_of_lengths(unit: Iterable[Definition]) -> dict[tuple[Name, Name], int]:
    """Return where the lengths of the functions are stored: (function, name) -> place in kernel_lengths."""
    stored = [s for d in unit if isinstance(d, Function) for s in d.body if isinstance(s, Seen)]
    return {(s.function, s.name): place for place, s in enumerate(stored)}


@dataclass(frozen=True)
class Clock:
    """The kernels of one text, and where their times and the lengths of the call are stored.

    parts: the kernels of the unit's function. functions: what each function was lowered from, the unit's last. places:
    (function, name of a length) -> place in kernel_lengths.
    """

    parts: Sequence[Part]
    functions: Sequence[Any]
    places: Mapping[tuple[Name, Name], int]

    def declarations(self) -> str:
        """Return the declarations that the text needs before its functions."""
        numbers = {"TIMES": FIRST + len(self.parts), "LENGTHS": max(1, len(self.places))}
        return "\n" + SupportText("clock.c", words={word: str(n) for word, n in numbers.items()}).text

    def counters(self, library: ctypes.CDLL) -> Counters:
        """Return an object that reads the times stored in `library`."""
        return Counters(self, library)


class Counters:
    """The times and lengths that one object stores."""

    def __init__(self, clock: Clock, library: ctypes.CDLL) -> None:
        self.clock = clock
        self.times = (ctypes.c_int64 * (FIRST + len(clock.parts))).in_dll(library, "kernel_nanoseconds")
        self.lengths = (ctypes.c_int64 * max(1, len(clock.places))).in_dll(library, "kernel_lengths")

    def take(self) -> tuple[int, list[int]]:
        """Return (calls, nanoseconds in the order of the text) since the last reading, and reset them."""
        now = self.times[:]
        ctypes.memset(self.times, 0, ctypes.sizeof(self.times))
        return now[CALLS], now

    def kernels(self) -> tuple[int, list[float]]:
        """Return (calls, seconds of each kernel in all of them) since the last reading."""
        calls, now = self.take()
        cost = now[READING]
        return calls, [max(0, t - cost) * 1e-9 for t in now[FIRST:]]

    def readings(self) -> Readings:
        """Return everything that was stored since the last reading."""
        calls, now = self.take()
        cost = now[READING]
        return Readings(
            calls,
            [max(0, t - cost) * 1e-9 for t in now[FIRST:]],
            max(0, now[BEGIN] - cost) * 1e-9,
            max(0, now[END] - cost) * 1e-9,
            cost * 1e-9,
            {(spelled(f), spelled(n)): self.lengths[place] for (f, n), place in self.clock.places.items()},
        )


@dataclass(frozen=True)
class Readings:
    """Seconds in all `calls` together: of each kernel, before the first (lengths, memory), and after the last.

    clock: the cost of a reading, which is already subtracted. lengths: (function, name) -> value in the last call.
    """

    calls: int
    kernels: list[float]
    begin: float
    end: float
    clock: float
    lengths: dict[tuple[str, str], int]


def all_segments(length: SegmentLength) -> str:
    """Return a name for the number of elements in all segments."""
    return spelled(places_of(length.first))
