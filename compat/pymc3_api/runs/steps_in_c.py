"""Runs of step methods in compiled code, where nothing of Python is in the way: the same draws, statistics and state of
np.random as one draw after the other gives."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import numpy as np

from compat.compilation.c_program import c_program
from compat.compilation.vector_function import may_be_made
from compat.pymc3_api.backends.ndarray import NDArray
from compat.pymc3_api.modelling.functions import FastPointFunc
from compat.pymc3_api.runs.methods_in_c import Place, Places, method_in_c, remember, settings_of, statistics_of
from compat.pymc3_api.step_methods.compound import CompoundStep
from compat.samplers.interrupts import interrupts_noted
from compat.samplers.steps import numpy_stream, steps_in_c
from compat.samplers.steps.steps_in_c import MethodInC, RecordedInC
from compat.settings import config

SECONDS = 0.05  # of a call: Ctrl-C and the progress bar wait for it
MOST = 10_000  # draws of a call
SHORT = 16  # draws; calls that end earlier, again and again, are tried less and less often


def run_in_c(step: Any, strace: Any, model: Any) -> RunInC | None:
    """The run of `step` that records in `strace`; None where some of it needs Python."""
    if type(strace) is not NDArray or not may_be_made([]) or config.floatX != "float64" \
            or not numpy_stream.is_known(numpy_stream.global_stream()):
        return None
    places = _places(model)
    steps = _methods(step)
    if places is None or not steps:
        return None
    methods = [method_in_c(one, places) for one in steps]
    found = [m for m in methods if m is not None]
    if len(found) < len(steps) or not numpy_stream.same_as_numpy():
        return None
    return RunInC(places, steps, found, strace)


def _places(model: Any) -> Places | None:
    """Of all variables, in the order of the model; None where one is neither float64 nor int64."""
    found: Places = {}
    start = 0
    for v in model.vars:
        if v.dtype not in ("float64", "int64"):
            return None
        place = found[v.name] = Place(v.name, start, tuple(map(int, v.dshape)), np.dtype(v.dtype))
        start += place.size
    return found


def _methods(step: Any) -> list[Any]:
    """The step methods of `step` in their order."""
    return [one for m in step.methods for one in _methods(m)] if type(step) is CompoundStep else [step]


class RunInC:
    """Step methods in C, and the trace that they fill."""

    def __init__(self, places: Places, steps: Sequence[Any], methods: Sequence[MethodInC], strace: Any) -> None:
        self._places, self._steps, self._methods, self._strace = places, steps, methods, strace
        self._most = 1  # draws of the next call
        self._wait, self._patience = 0, 1  # draws until it is tried again, and after the next failure
        self._noted: list[bool] = []

    def draw(self, point: dict[str, Any], most: int) -> tuple[dict[str, Any], int]:
        """(the point after, how many draws were made and recorded): none where the next has to be made in Python."""
        if self._wait:
            self._wait -= 1
            return point, 0
        asked, made = min(most, self._most), 0
        began = time.perf_counter()
        x, recorded = self._vector(point), self._recorded(point)
        if x is not None and recorded is not None:
            with interrupts_noted() as self._noted:
                drawn = steps_in_c.draw(x, self._methods, [settings_of(s) for s in self._steps], recorded, asked)
                made = drawn.count
                if made:
                    self._take(drawn)
                    point = self._point(point, drawn.point)
        if made == asked:
            self._patience = 1
            share = SECONDS / max(time.perf_counter() - began, 1e-6)
            self._most = max(1, min(8 * self._most, int(share * made), MOST))
        else:
            self._patience = 1 if made >= SHORT else min(2 * self._patience, 1000)
            self._wait = self._patience - (made == 0)  # where nothing was made, the caller makes the first of these now
        return point, made

    def raise_if_interrupted(self) -> None:
        """KeyboardInterrupt where Ctrl-C came while compiled code ran."""
        if self._noted:
            self._noted.clear()
            raise KeyboardInterrupt

    def _vector(self, point: dict[str, Any]) -> np.ndarray | None:
        """The point as C reads it; None where a value is not of its variable's type and shape."""
        x = np.empty(sum(p.size for p in self._places.values()))
        if len(point) != len(self._places):
            return None
        for place in self._places.values():
            value = np.asarray(point.get(place.name))
            if value.dtype != place.dtype or value.shape != place.shape:
                return None
            x[place.start:place.start + place.size] = value.ravel()
            if place.dtype.kind == "i" and (np.abs(x[place.start:place.start + place.size]) > 2**52).any():
                return None
        return x

    def _point(self, before: dict[str, Any], x: np.ndarray) -> dict[str, Any]:
        point = dict(before)
        for v in (v for s in self._steps for v in s.vars):
            p = self._places[v.name]
            point[p.name] = x[p.start:p.start + p.size].reshape(p.shape).astype(p.dtype)
        return point

    def _recorded(self, point: dict[str, Any]) -> RecordedInC | None:
        """What is recorded, and where; None where C can't."""
        strace, places = self._strace, list(self._places.values())
        f = strace.fn
        if type(f) is not FastPointFunc:
            return None
        program = c_program(f.f, [np.asarray(point[p.name]) for p in places])
        if program is None or not _gives(f.f, strace):
            return None
        rows = [strace.samples[name][strace.draw_idx:] for name in strace.varnames]
        return RecordedInC(program, [p.start for p in places], [p.shape for p in places],
                           [p.dtype.kind == "i" for p in places], rows)

    def _take(self, drawn: steps_in_c.DrawnInC) -> None:
        """Leave methods and trace as the last of the draws leaves them."""
        strace = self._strace
        here = slice(strace.draw_idx, strace.draw_idx + drawn.count)
        columns = iter(strace._stats or ())
        for k, (step, own, counts) in enumerate(zip(self._steps, drawn.own, drawn.counts, strict=True)):
            if step.generates_stats and strace._stats is not None:
                found = statistics_of(step, drawn.stats[k])
                for name, column in next(columns).items():
                    column[here] = found[name]
            remember(step, own, counts)
        strace.draw_idx += drawn.count


def _gives(f: Any, strace: Any) -> bool:
    """Whether the arrays of the trace are of the types of what `f` gives."""
    return [o.variable.type.dtype for o in f.outs] == [strace.samples[name].dtype for name in strace.varnames]


__all__ = ["RunInC", "run_in_c"]
