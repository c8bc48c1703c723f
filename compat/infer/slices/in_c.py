"""Slice samplers in C: element by element, and along an ellipse."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ...graph.traversal import leaves
from ...graph.variable import Constant, SharedVariable
from ...models.distributions.drawing import draw_values
from ..compiled_steps.draws import MethodInC, Remembered, Settings
from ..compiled_steps.elements import by_log_density, is_discrete, laid_out, may_be_laid_out, moved_positions
from ..compiled_steps.form import Form
from ..compiled_steps.places import Places
from .elliptical_slice import EllipticalSlice
from .slicer import Slice


class SliceForm(Form[Slice]):
    """The form of `pm.Slice`."""

    def method(self, step: Slice, places: Places) -> MethodInC | None:
        if any(is_discrete(step, places)):
            return None
        length = sum(p.size for p in places.values())
        return by_log_density(step, places, "SLICE", 2 * length, len(moved_positions(step, places)) + 1, 0)

    def settings(self, step: Slice) -> Settings:
        n = sum(int(v.dsize) for v in step.vars)
        widths = np.resize(np.asarray(step.w, dtype=float), n)
        return Settings([*widths, step.n_tunes], tunes=bool(step.tune), limit=step.iter_limit)

    def remember(self, step: Slice, now: Remembered) -> None:
        step.w, step.n_tunes = now.own[:-1].copy(), float(now.own[-1])


class EllipseForm(Form[EllipticalSlice]):
    """The form of `pm.EllipticalSlice`, which has no state."""

    def method(self, step: EllipticalSlice, places: Places) -> MethodInC | None:
        factor, n = _factor_of_prior(step), len(moved_positions(step, places))
        if any(is_discrete(step, places)) or factor is None or not may_be_laid_out(factor, n):
            return None
        found = by_log_density(step, places, "ELLIPSE", 3 * n, 0, 0)
        return None if found is None else replace(found, calls_blas=True)

    def settings(self, step: EllipticalSlice) -> Settings:
        factor = _factor_of_prior(step)
        assert factor is not None
        return Settings(more=laid_out(factor))

    def remember(self, step: EllipticalSlice, now: Remembered) -> None:
        pass


def _factor_of_prior(step: EllipticalSlice) -> np.ndarray | None:
    """Return the Cholesky factor of an elliptical slice sampler's prior; None if it changes from draw to draw."""
    if not all(isinstance(v, Constant | SharedVariable) for v in leaves([step.prior_chol])):
        return None
    return np.asarray(draw_values([step.prior_chol])[0])


__all__ = ["EllipseForm", "SliceForm"]
