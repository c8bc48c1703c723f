"""Many draws of step methods in one call into compiled code (backends/c/support/step_methods.c)."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np

from ...compilation.densities.c_entry import CEntry
from . import hamiltonian_structs, numpy_stream, structs
from .numpy_stream import StreamInC


@dataclass(frozen=True)
class CProgram:
    """A function of `theano.function` in C: run(in, lengths, place, context) at `address`.

    data: what it reads behind the function's arguments. keep: what must live as long.
    """

    address: int
    data: Sequence[np.ndarray]
    keep: Any


@dataclass(frozen=True, eq=False)
class TermsInC:
    """The terms of a log density that depend on one element alone, at each of its values.

    table: gives what computes all of them, over the data of now. size: how many. firsts, strides: of each element,
    where its terms begin, and how far it is from one value to the next.
    """

    table: Callable[[], CEntry | None]
    size: int
    firsts: Sequence[int]
    strides: Sequence[int]


@dataclass(frozen=True, eq=False)
class MethodInC:
    """A step method, one of `structs.METHODS`.

    places: of the elements that it moves, in the point. density: gives its compiled density, over the data of now.
    length, scratch: how many numbers that reads, and how many the method works with besides. own, counts: how many
    floats and integers it remembers from draw to draw. columns: numbers of a draw that it tells for statistics. The
    rest is for some of them: see support/step_methods.c and hamiltonian.h.
    """

    kind: str
    places: Sequence[int]
    density: Callable[[], CEntry | None]
    length: int
    scratch: int
    own: int
    counts: int
    columns: int = 0
    discrete: Sequence[bool] = ()
    reads: Sequence[int] = ()
    proposal: str = "NORMAL"
    scale: Sequence[float] | np.ndarray = ()
    categories: Sequence[int] = ()
    calls_blas: bool = False
    terms: TermsInC | None = None


@dataclass(frozen=True, eq=False)
class Settings:
    """What a method remembers, and does in the draws to come.

    more: further numbers that it reads. room: for so many numbers of its own, beside the statistics of each draw.
    """

    own: Sequence[float] | np.ndarray = ()
    counts: Sequence[int] = ()
    tunes: bool = False
    interval: int = 0
    chance: float = 0.0
    shuffles: int = 0
    limit: float = math.inf
    more: Sequence[float] | np.ndarray = ()
    room: int = 0


@dataclass(frozen=True, eq=False)
class RecordedInC:
    """What is kept of a draw.

    program: computes it. starts, shapes, whole: where its variables lie in the point, and whether it reads them as
    int64. rows: arrays with room for the draws to come.
    """

    program: CProgram
    starts: Sequence[int]
    shapes: Sequence[tuple[int, ...]]
    whole: Sequence[bool]
    rows: Sequence[np.ndarray]


@dataclass(frozen=True, eq=False)
class Remembered:
    """What a method knows after draws.

    The numbers that it wrote down, with what is left of their room, and its columns of statistics, (draws, columns).
    """

    own: np.ndarray
    counts: list[int]
    numbers: np.ndarray
    stats: np.ndarray


@dataclass(frozen=True, eq=False)
class DrawnInC:
    """`count` draws: where they ended, and what is left of each method.

    All points, (count, dimension), where nothing was recorded. stopped: the next draw has to be made in Python.
    """

    count: int
    point: np.ndarray
    methods: Sequence[Remembered]
    points: np.ndarray | None
    stopped: bool


class Kept:
    """Arrays that C reads, which must be there while it runs."""

    def __init__(self) -> None:
        self._arrays: list[np.ndarray] = []

    def __call__(self, values: Any, dtype: Any = np.int64) -> int:
        """Return the address of `values`, of a copy where they are no such array."""
        array = np.ascontiguousarray(values, dtype=dtype)
        self._arrays.append(array)
        return array.ctypes.data


def draw(
    point: np.ndarray,
    methods: Sequence[MethodInC],
    settings: Sequence[Settings],
    recorded: RecordedInC | None,
    draws: int,
    seconds: float = math.inf,
) -> DrawnInC:
    """Up to `draws` draws from `point` on, with the numbers of np.random: none begins after `seconds`.

    It ends before a draw that has to be made in Python, and np.random stands there then.
    """
    at = Kept()
    points = np.empty((draws, len(point))) if recorded is None else None
    numbers = _Numbers(point, methods, settings, draws)
    entries = [m.density() for m in methods]
    told = (structs.Method * len(methods))()
    for k, entry in enumerate(entries):
        if entry is None:
            return DrawnInC(0, point, [], points, True)
        told[k] = _method(methods[k], settings[k], entry, numbers, k, at)
    steps = structs.Steps(
        state=numbers.state.ctypes.data,
        state_before=at(numbers.state.copy(), "float64"),
        counts=numbers.counts.ctypes.data,
        counts_before=at(numbers.counts.copy()),
        n_state=len(numbers.state),
        n_counts=len(numbers.counts),
        n_methods=len(methods),
        methods=ctypes.addressof(told),
        points=None if points is None else points.ctypes.data,
        dimension=len(point),
        seconds=seconds,
    )
    if any(m.calls_blas for m in methods):
        steps.blas = ctypes.addressof(hamiltonian_structs.routines())
    if recorded is not None:
        steps.recorder = _recorder(recorded, numbers.state, at)
    made = _run(steps, draws)
    remembered = [numbers.remembered(k, made) for k in range(len(methods))]
    moved = numbers.state[: len(point)]
    return DrawnInC(made, moved, remembered, None if points is None else points[:made], bool(steps.stopped))


class _Numbers:
    """What C writes while it draws.

    state: the point, and behind it what each method remembers, whose counts are in `counts`. stats, rooms: of each
    method, statistics of its draws, and room for numbers of its own.
    """

    def __init__(
        self, point: np.ndarray, methods: Sequence[MethodInC], settings: Sequence[Settings], draws: int
    ) -> None:
        for m, now in zip(methods, settings, strict=True):
            if len(now.own) != m.own or len(now.counts) != m.counts:
                raise ValueError(f"{m.kind} remembers {len(now.own)} numbers and {len(now.counts)} counts.")
        self.state = np.concatenate([point, *(s.own for s in settings)], dtype="float64")
        self.counts = np.array([n for s in settings for n in s.counts], dtype=np.int64)
        self.stats = [np.zeros((draws, m.columns)) for m in methods]
        self.rooms = [np.zeros(s.room) for s in settings]
        self._own = list(accumulate((m.own for m in methods), initial=len(point)))
        self._count = list(accumulate((m.counts for m in methods), initial=0))

    def own(self, k: int) -> np.ndarray:
        """Return what method `k` remembers: floats."""
        return self.state[self._own[k] : self._own[k + 1]]

    def own_counts(self, k: int) -> np.ndarray:
        """Return what method `k` remembers: integers."""
        return self.counts[self._count[k] : self._count[k + 1]]

    def remembered(self, k: int, draws: int) -> Remembered:
        return Remembered(self.own(k), self.own_counts(k).tolist(), self.rooms[k], self.stats[k][:draws])


def _method(m: MethodInC, now: Settings, entry: CEntry, numbers: _Numbers, k: int, at: Kept) -> structs.Method:
    return structs.Method(
        structs.METHODS.index(m.kind),
        len(m.places),
        at(m.places),
        at(m.discrete),
        entry.address,
        entry.user,
        m.length,
        at(m.reads),
        at(np.zeros(m.scratch), "float64"),
        numbers.own(k).ctypes.data,
        numbers.own_counts(k).ctypes.data,
        structs.PROPOSALS.index(m.proposal),
        at(m.scale, "float64"),
        now.tunes,
        now.interval,
        now.chance,
        at(m.categories),
        now.shuffles,
        now.limit,
        at(now.more, "float64"),
        numbers.rooms[k].ctypes.data,
        now.room,
        numbers.stats[k].ctypes.data,
        m.columns,
        *_terms(m.terms, at),
    )


def _run(steps: structs.Steps, draws: int) -> int:
    """Draw from the stream of np.random; return how many draws were made."""
    drawn_from = numpy_stream.global_stream()
    stream = StreamInC(drawn_from)
    steps.stream = stream.struct
    run = structs.run_steps()
    try:
        with numpy_stream.locked(drawn_from):
            return run(steps, draws)
    finally:
        stream.give_back(steps.stream, bool(steps.stopped))


def _terms(terms: TermsInC | None, at: Kept) -> tuple[int | None, ...]:
    """Return the last fields of a method."""
    table = None if terms is None else terms.table()
    if terms is None or table is None:
        return (None,) * 5
    return table.address, table.user, at(terms.firsts), at(terms.strides), at(np.zeros(terms.size), "float64")


def record(points: np.ndarray, recorded: RecordedInC) -> int:
    """Record `points`, (draws, dimension); how many, for it ends before one that has to be recorded in Python."""
    at, state = Kept(), np.zeros(points.shape[1])
    steps = structs.Steps(
        state=state.ctypes.data,
        points=at(points, "float64"),
        dimension=points.shape[1],
        recorder=_recorder(recorded, state, at),
    )
    return structs.record_points()(steps, len(points))


def _recorder(recorded: RecordedInC, state: np.ndarray, at: Kept) -> structs.Recorder:
    whole = np.zeros(len(state), dtype=np.int64)
    places = [
        at(whole) + 8 * start if as_whole else state[start:].ctypes.data
        for start, as_whole in zip(recorded.starts, recorded.whole, strict=True)
    ]
    data, rows = recorded.program.data, recorded.rows
    lengths = [at(shape or (0,)) for shape in (*recorded.shapes, *(v.shape for v in data))]
    sizes = [int(np.prod(shape)) for shape in recorded.shapes]
    return structs.Recorder(
        recorded.program.address,
        at([*places, *(v.ctypes.data for v in data)], np.uintp),
        at(lengths, np.uintp),
        len(places),
        at(recorded.starts),
        at(sizes),
        at(recorded.whole),
        at(whole),
        len(rows),
        at([v.ctypes.data for v in rows], np.uintp),
        at([v[0].size for v in rows]),
        at([v[0].nbytes for v in rows]),
        at([v.ndim - 1 for v in rows]),
    )


__all__ = ["DrawnInC", "MethodInC", "RecordedInC", "Remembered", "Settings", "TermsInC", "draw", "record"]
