"""Compiled runs of populations: the same draws as chains that advance one after the other."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ...compilation.points.vector_function import may_be_made
from ...models.backends.memory import NDArray
from ...settings import config
from ..compiled_steps import draws, numpy_stream
from ..compiled_steps.draws import MethodInC
from ..compiled_steps.places import Places
from ..interrupts import interrupts_noted
from .methods import method_in_c, remember, settings_of, statistics_of
from .run import Pace, methods_of, places_of, point_of, record_points, vector_of

if TYPE_CHECKING:
    from ...models.model import Model

BY_PLACES = ("METROPOLIS", "DE_CHAINS")  # methods that read only the elements that they move


class PopulationInC:
    """A run of linked chains over one vector that holds all their points; it fills the traces.

    steppers: one for each chain, the Python side of `methods`.
    """

    def __init__(
        self, steppers: Sequence[Any], methods: Sequence[Sequence[MethodInC]], traces: Sequence[Any], places: Places
    ) -> None:
        self._steps = [methods_of(stepper) for stepper in steppers]
        self._methods, self._traces, self._places = methods, traces, places
        self._pace = Pace()
        self._noted: list[bool] = []

    def draw(self, population: list[Any], most: int) -> int:
        """Make and record up to `most` draws of each chain, leave the points in `population`, and return their number.

        The number is 0 if the next draw must be made in Python.
        """
        if self._pace.waits():
            return 0
        vectors = [x for x in (vector_of(point, self._places) for point in population) if x is not None]
        if len(vectors) < len(population):
            self._pace.made(0, True, 0.0)
            return 0
        began = time.perf_counter()
        with interrupts_noted() as self._noted:
            settings = [settings_of(step) for steps in self._steps for step in steps]
            drawn = draws.draw(
                np.concatenate(vectors),
                [m for one in self._methods for m in one],
                settings,
                None,
                self._pace.most_of(most),
                self._pace.longest,
            )
            remembered = iter(drawn.methods)
            for c, (steps, trace) in enumerate(zip(self._steps, self._traces, strict=True)):
                now = [next(remembered) for _ in steps]
                if not drawn.count:
                    continue
                size = len(vectors[c])
                assert drawn.points is not None
                points = np.ascontiguousarray(drawn.points[:, c * size : (c + 1) * size])
                statistics = [
                    statistics_of(step, its.stats) for step, its in zip(steps, now, strict=True) if step.generates_stats
                ]
                record_points(trace, points, statistics, self._places)
                for step, its in zip(steps, now, strict=True):
                    remember(step, its)
                population[c] = {**population[c], **point_of(points[-1], self._places)}
        self._pace.made(drawn.count, drawn.stopped, time.perf_counter() - began)
        return drawn.count

    def raise_if_interrupted(self) -> None:
        """Raise KeyboardInterrupt if Ctrl-C came while compiled code ran."""
        if self._noted:
            self._noted.clear()
            raise KeyboardInterrupt


def population_in_c(steppers: Sequence[Any], traces: Sequence[Any], model: Model) -> PopulationInC | None:
    """Return the run of `steppers`, one for each chain, that record in `traces`; None if a part of it needs Python."""
    places = places_of(model)
    if (
        places is None
        or not all(type(one) is NDArray for one in traces)
        or not may_be_made([])
        or config.floatX != "float64"
        or not numpy_stream.global_stream().is_known
    ):
        return None
    size = sum(place.size for place in places.values())
    found = []
    for c, stepper in enumerate(steppers):
        own = {name: replace(place, start=place.start + c * size) for name, place in places.items()}
        methods = [method_in_c(step, own) for step in methods_of(stepper)]
        if not all(m is not None and m.kind in BY_PLACES for m in methods):
            return None
        found.append([m for m in methods if m is not None])
    return PopulationInC(steppers, found, traces, places) if numpy_stream.same_as_numpy() else None


__all__ = ["PopulationInC", "population_in_c"]
