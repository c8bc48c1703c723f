"""Runs of step methods in compiled code.

A run gives the same draws, statistics and state of np.random as the same step methods in Python.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ...backends.c.compilers.build import address_in
from ...compilation.data_stage.binding import as_c_reads
from ...compilation.points.vector_function import may_be_made
from ...functions.function import Function
from ...models.backends.memory import ABSENT, NDArray
from ...models.modelling.functions import FastPointFunc
from ...settings import config
from ..compiled_steps import draws, numpy_stream
from ..compiled_steps.draws import CProgram, DrawnInC, MethodInC, RecordedInC
from ..compiled_steps.places import Place, Places
from ..interrupts import interrupts_noted
from ..steps.compound import CompoundStep
from .methods import method_in_c, remember, settings_of, statistics_of

if TYPE_CHECKING:
    from ...models.model import Model
    from ..steps.arraystep import BlockedStep

SECONDS = 0.05  # intended duration of a call; Ctrl-C and the progress bar wait for its end
MOST = 10_000  # draws per call at most
SHORT = 16  # a call that stops after fewer draws counts as a failure; failures make the attempts rarer


def run_in_c(step: Any, strace: NDArray, model: Model) -> RunInC | None:
    """Return the compiled run of `step` that records in `strace`; None if a part of it needs Python."""
    return run_without_trace(step, places_of(model), strace) if type(strace) is NDArray else None


def run_without_trace(
    step: BlockedStep | CompoundStep, places: Places | None, strace: NDArray | None = None
) -> RunInC | None:
    """Return the compiled run of `step` over variables at `places`; None if a part of it needs Python.

    The caller records the points.
    """
    if not may_be_made([]) or config.floatX != "float64" or not numpy_stream.global_stream().is_known:
        return None
    steps = methods_of(step)
    if places is None or not steps:
        return None
    methods = [method_in_c(one, places) for one in steps]
    found = [m for m in methods if m is not None]
    if len(found) < len(steps) or not numpy_stream.same_as_numpy():
        return None
    return RunInC(places, steps, found, strace)


def places_of(model: Model) -> Places | None:
    """Return the places of all variables in the model's order; None if one is neither float64 nor int64."""
    found: Places = {}
    start = 0
    for v in model.vars:
        if v.dtype not in ("float64", "int64"):
            return None
        place = found[v.name] = Place(v.name, start, tuple(map(int, v.dshape)), np.dtype(v.dtype))
        start += place.size
    return found


def methods_of(step: BlockedStep | CompoundStep) -> list[Any]:
    """Return the elementary step methods of `step`, in order."""
    return [one for m in step.methods for one in methods_of(m)] if type(step) is CompoundStep else [step]


class Pace:
    """The number of draws of the next call, chosen to take SECONDS, and the pause after a call that stopped early."""

    longest = 2 * SECONDS  # a call that has taken longer starts no further draw

    def __init__(self) -> None:
        self._most = 1  # draws of the next call
        self._wait, self._patience = 0, 1  # draws until the next attempt, and the pause after the next failure

    def waits(self) -> bool:
        """Return whether Python makes the next draw, and count it."""
        if not self._wait:
            return False
        self._wait -= 1
        return True

    def most_of(self, wanted: int) -> int:
        return min(wanted, self._most)

    def made(self, count: int, stopped: bool, seconds: float) -> None:
        """Record the result of a call."""
        if not stopped:
            self._patience = 1
            share = SECONDS / max(seconds, 1e-6)
            self._most = max(1, min(8 * self._most, int(share * count), MOST))
        else:
            self._patience = 1 if count >= SHORT else min(2 * self._patience, 1000)
            # if the call made no draw, the caller makes the first of the pause at once
            self._wait = self._patience - (count == 0)


class RunInC:
    """Step methods in C, and the trace that they fill, if any; `drawn` holds the result of the last call."""

    def __init__(
        self, places: Places, steps: Sequence[Any], methods: Sequence[MethodInC], strace: NDArray | None
    ) -> None:
        self._places, self._steps, self._methods, self._strace = places, steps, methods, strace
        self._pace = Pace()
        self._noted: list[bool] = []
        self.drawn: DrawnInC | None = None

    def draw(self, point: dict[str, Any], most: int) -> tuple[dict[str, Any], int]:
        """Make up to `most` draws and return (the point after them, their number).

        The number is 0 if the next draw must be made in Python.
        """
        if self._pace.waits():
            return point, 0
        made, stopped = 0, True
        began = time.perf_counter()
        x, strace = vector_of(point, self._places), self._strace
        recorded = None if x is None or strace is None else recorded_in_c(strace, point, self._places)
        if x is not None and (strace is None or recorded is not None):
            with interrupts_noted() as self._noted:
                settings = [settings_of(step) for step in self._steps]
                self.drawn = drawn = draws.draw(
                    x, self._methods, settings, recorded, self._pace.most_of(most), self._pace.longest
                )
                made, stopped = drawn.count, drawn.stopped
                if made:
                    self._take(drawn)
                    point = self._point(point, drawn.point)
        self._pace.made(made, stopped, time.perf_counter() - began)
        return point, made

    def raise_if_interrupted(self) -> None:
        """Raise KeyboardInterrupt if Ctrl-C came while compiled code ran."""
        if self._noted:
            self._noted.clear()
            raise KeyboardInterrupt

    def statistics(self) -> list[dict[str, Any]]:
        """Return the statistics of the last draws, a dict of columns for each method that records some."""
        assert self.drawn is not None
        found = [
            statistics_of(step, now.stats)
            for step, now in zip(self._steps, self.drawn.methods, strict=True)
            if step.generates_stats
        ]
        for one in found[:-1]:  # as CompoundStep records it: the methods that follow have moved the point
            one.pop("model_logp", None)
        return found

    def _take(self, drawn: DrawnInC) -> None:
        """Update the methods and the trace to the state after the last draw."""
        if self._strace is not None:
            _fill(self._strace, drawn.count, self.statistics())
        for step, now in zip(self._steps, drawn.methods, strict=True):
            remember(step, now)

    def _point(self, before: dict[str, Any], x: np.ndarray) -> dict[str, Any]:
        moved = {v.name: self._places[v.name] for s in self._steps for v in s.vars}
        return {**before, **point_of(x, moved)}


def divergences(statistics: Sequence[dict[str, Any]] | None) -> int:
    """Return how many draws diverged by the first method's statistics, given for one draw or as columns."""
    return int(np.sum(statistics[0].get("diverging", 0))) if statistics else 0


def vector_of(point: dict[str, Any], places: Places) -> np.ndarray | None:
    """Return the point as C reads it; None if a value does not have its variable's dtype and shape."""
    x = np.empty(sum(p.size for p in places.values()))
    if len(point) != len(places):
        return None
    for place in places.values():
        value = np.asarray(point.get(place.name))
        if value.dtype != place.dtype or value.shape != place.shape:
            return None
        own = x[place.start : place.start + place.size]
        own[:] = value.ravel()
        if place.dtype.kind == "i" and (np.abs(own) > 2**52).any():
            return None
    return x


def recorded_in_c(strace: Any, point: dict[str, Any], places: Places) -> RecordedInC | None:
    """Return what C records of points like this one, and where; None if it cannot."""
    f, variables = strace.fn, list(places.values())
    if type(f) is not FastPointFunc:
        return None
    program = c_program(f.f, [np.asarray(point[p.name]) for p in variables])
    if program is None or not _gives(f.f, strace):
        return None
    rows = [strace.samples[name][strace.draw_idx :] for name in strace.varnames]
    return RecordedInC(
        program,
        [p.start for p in variables],
        [p.shape for p in variables],
        [p.dtype.kind == "i" for p in variables],
        rows,
    )


def record_points(strace: NDArray, points: np.ndarray, statistics: Sequence[dict[str, Any]], places: Places) -> None:
    """Record many draws at once: points of (draws, dimension), columns of statistics."""
    done = 0
    while done < len(points):
        recorded = recorded_in_c(strace, point_of(points[done], places), places)
        made = 0 if recorded is None else draws.record(points[done:], recorded)
        _fill(
            strace,
            made,
            [{k: v if np.ndim(v) == 0 else v[done : done + made] for k, v in one.items()} for one in statistics],
        )
        done += made
        if done < len(points):
            stats = [{k: v if np.ndim(v) == 0 else v[done] for k, v in one.items()} for one in statistics]
            strace.record(point_of(points[done], places), *([stats] if strace._stats is not None else []))
            done += 1


def c_program(f: Function, arguments: Sequence[np.ndarray]) -> CProgram | None:
    """Return the C program of `f` for arrays of these lengths, over the present data.

    None if `f` is not in C, is not compiled yet, or if a call does more than compute its outputs.
    """
    # imports the C backend, which is needed only when something is compiled
    from ...backends.c.function import CFunction

    if type(f) is not Function or not f.only_computes or f.keys != "list":
        return None
    executable = f.executable
    if executable.backend != "c" or not isinstance(executable.run, CFunction):
        return None
    data = as_c_reads(executable.data.values(), executable.data.partitioned)
    library = executable.run.library_for([*arguments, *data])
    return None if library is None else CProgram(address_in(library, executable.run.name), data, library)


def point_of(x: np.ndarray, places: Places) -> dict[str, np.ndarray]:
    """Return the variables that lie in the vector `x`."""
    return {p.name: x[p.start : p.start + p.size].reshape(p.shape).astype(p.dtype) for p in places.values()}


def _fill(strace: NDArray, count: int, statistics: Sequence[dict[str, Any]]) -> None:
    """Store the statistics of `count` recorded draws."""
    here = slice(strace.draw_idx, strace.draw_idx + count)
    for columns, found in zip(strace._stats or (), statistics, strict=False):
        for name, column in columns.items():
            column[here] = found.get(name, ABSENT.get(column.dtype.kind, 0))
    strace.draw_idx += count


def _gives(f: Any, strace: Any) -> bool:
    """Return whether the arrays of the trace have the dtypes of the outputs of `f`."""
    return [o.variable.type.dtype for o in f.outs] == [strace.samples[name].dtype for name in strace.varnames]


__all__ = [
    "Pace",
    "RunInC",
    "c_program",
    "divergences",
    "methods_of",
    "places_of",
    "point_of",
    "record_points",
    "run_in_c",
    "run_without_trace",
    "vector_of",
]
