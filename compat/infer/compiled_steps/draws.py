"""Many draws of step methods in one call into compiled code (backends/c/support/step_methods.c)."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np

from ...compilation.densities.c_entry import CEntry
from . import hamiltonian_structs, numpy_stream, structs
from .numpy_stream import Stream, StreamInC

if TYPE_CHECKING:
    from numpy.typing import DTypeLike


@dataclass(frozen=True)
class CProgram:
    """A function of `theano.function` in C: run(in, lengths, place, context) at `address`.

    data: what it reads besides the function's arguments. keep: objects that must outlive it.
    """

    address: int
    data: Sequence[np.ndarray]
    keep: Any


@dataclass(frozen=True, eq=False)
class TermsInC:
    """The log density terms that depend on one element, at each value of the element.

    table: returns the C function for all terms, over the present data. size: the number of terms. firsts, strides: for
    each element the position of its first term, and the distance between terms of successive values.
    """

    table: Callable[[], CEntry | None]
    size: int
    firsts: Sequence[int]
    strides: Sequence[int]


@dataclass(frozen=True, eq=False)
class MethodInC:
    """A step method, one of `structs.METHODS`.

    places: positions in the point of the elements that it moves. density: returns its compiled density, over the
    present data. length, scratch: the number of values that the density reads, and the number of floats of scratch
    memory. own, counts: the number of floats and integers of its state. columns: the number of statistics per draw.
    Some methods have further fields: see support/step_methods.c and hamiltonian.h.
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
    """The state of a method before a run, and its options.

    more: further numbers that it reads. room: the number of floats that it may record besides the statistics.
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
    """The recorder of draws.

    program: computes the recorded values. starts, shapes, whole: the positions and shapes of its variables in the
    point, and whether it reads them as int64. rows: arrays with room for the draws of the run.
    """

    program: CProgram
    starts: Sequence[int]
    shapes: Sequence[tuple[int, ...]]
    whole: Sequence[bool]
    rows: Sequence[np.ndarray]


@dataclass(frozen=True, eq=False)
class Remembered:
    """The state of a method after a run.

    It has the numbers that the method recorded, the room left for them, and its statistics, (draws, columns).
    """

    own: np.ndarray
    counts: list[int]
    numbers: np.ndarray
    stats: np.ndarray


@dataclass(frozen=True, eq=False)
class DrawnInC:
    """The result of a run of `count` draws: their end, and the state of each method.

    It has all points, (count, dimension), if nothing was recorded. stopped: Python must make the next draw.
    """

    count: int
    point: np.ndarray
    methods: Sequence[Remembered]
    points: np.ndarray | None
    stopped: bool


class Kept:
    """Arrays that C reads, kept alive while it runs."""

    def __init__(self) -> None:
        self._arrays: list[np.ndarray] = []

    def __call__(self, values: Any, dtype: DTypeLike | None = np.int64) -> int:
        """Return the address of `values`, or of a copy if they are not a contiguous array of that dtype."""
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
    own: Stream | None = None,
) -> DrawnInC:
    """Make up to `draws` draws from `point` with the numbers of np.random; none begins after `seconds`.

    The run stops before a draw that Python must make, with np.random in the state for that draw. own: a stream of this
    thread's, used in place of np.random's; other threads run meanwhile.
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
    made = _run(steps, draws, own)
    remembered = [numbers.remembered(k, made) for k in range(len(methods))]
    moved = numbers.state[: len(point)]
    return DrawnInC(made, moved, remembered, None if points is None else points[:made], bool(steps.stopped))


class _Numbers:
    """The memory that C writes while it draws.

    state: the point, followed by the floats of each method's state; its integers are in `counts`. stats, rooms: for
    each method the statistics of its draws, and the numbers that it records.
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
        """Return the floats of the state of method `k`."""
        return self.state[self._own[k] : self._own[k + 1]]

    def own_counts(self, k: int) -> np.ndarray:
        """Return the integers of the state of method `k`."""
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


def _run(steps: structs.Steps, draws: int, own: Stream | None) -> int:
    """Draw from the thread's own stream or that of np.random, and return the number of draws."""
    drawn_from = numpy_stream.global_stream() if own is None else own
    stream = StreamInC(drawn_from)
    steps.stream = stream.struct
    run = structs.run_steps(beside_others=own is not None)
    try:
        with numpy_stream.locked(drawn_from):
            return run(steps, draws)
    finally:
        stream.give_back(steps.stream, bool(steps.stopped))


def _terms(terms: TermsInC | None, at: Kept) -> tuple[int | None, ...]:
    """Return the last fields of a method, those of its terms."""
    table = None if terms is None else terms.table()
    if terms is None or table is None:
        return (None,) * 5
    return table.address, table.user, at(terms.firsts), at(terms.strides), at(np.zeros(terms.size), "float64")


def record(points: np.ndarray, recorded: RecordedInC) -> int:
    """Record `points`, (draws, dimension), and return their number; it stops before one that Python must record."""
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
