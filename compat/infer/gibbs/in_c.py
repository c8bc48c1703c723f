"""Step methods for integers in C: Metropolis and sweeps over elements with two or more values."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..compiled_steps.draws import MethodInC, Remembered, Settings
from ..compiled_steps.elements import by_log_density, is_discrete, moved_positions
from ..compiled_steps.form import Form
from ..compiled_steps.places import Places
from .binary import BinaryGibbsMetropolis, BinaryMetropolis
from .categorical import CategoricalGibbsMetropolis


class BinaryForm(Form[BinaryMetropolis]):
    """The form of `pm.BinaryMetropolis`."""

    def method(self, step: BinaryMetropolis, places: Places) -> MethodInC | None:
        if np.ndim(step.scaling) or not all(is_discrete(step, places)):
            return None
        return by_log_density(step, places, "BINARY", len(moved_positions(step, places)), 0, 1, columns=1)

    def settings(self, step: BinaryMetropolis) -> Settings:
        return Settings(counts=[step.accepted], chance=_p_jump(step))

    def remember(self, step: BinaryMetropolis, now: Remembered) -> None:
        [step.accepted] = now.counts

    def statistics(self, step: BinaryMetropolis, numbers: np.ndarray) -> dict[str, Any]:
        return {"tune": step.tune, "accept": np.exp(numbers[:, 0]), "p_jump": _p_jump(step)}


class BinaryGibbsForm(Form[BinaryGibbsMetropolis]):
    """The form of `pm.BinaryGibbsMetropolis`."""

    def method(self, step: BinaryGibbsMetropolis, places: Places) -> MethodInC | None:
        if not all(is_discrete(step, places)) or step.shuffle_dims and type(step.order) is not list:
            return None
        return by_log_density(step, places, "BINARY_GIBBS", 0, 0, len(step.order), values=[2] * len(step.order))

    def settings(self, step: BinaryGibbsMetropolis) -> Settings:
        return Settings(counts=step.order, chance=step.transit_p, shuffles=step.shuffle_dims)

    def remember(self, step: BinaryGibbsMetropolis, now: Remembered) -> None:
        if step.shuffle_dims:
            step.order = now.counts


class CategoricalForm(Form[CategoricalGibbsMetropolis]):
    """The form of `pm.CategoricalGibbsMetropolis`."""

    def method(self, step: CategoricalGibbsMetropolis, places: Places) -> MethodInC | None:
        categories = [k for _, k in sorted(step.dimcats)]
        in_proportion = step.compat_proposal == "proportional"
        if (
            not all(is_discrete(step, places))
            or len(categories) != len(moved_positions(step, places))
            or in_proportion
            and min(categories) < 3
        ):  # with two categories the last digit of a sum decides, and C adds in another order
            return None
        kind, scratch = ("PROPORTIONAL_GIBBS", 2 * max(categories)) if in_proportion else ("UNIFORM_GIBBS", 0)
        return by_log_density(step, places, kind, scratch, 0, len(categories), categories, values=categories)

    def settings(self, step: CategoricalGibbsMetropolis) -> Settings:
        return Settings(counts=[i for i, _ in step.dimcats], shuffles=step.shuffle_dims)

    def remember(self, step: CategoricalGibbsMetropolis, now: Remembered) -> None:
        if step.shuffle_dims:
            categories = dict(step.dimcats)
            step.dimcats = [(i, categories[i]) for i in now.counts]


def _p_jump(step: BinaryMetropolis) -> float:
    return 1.0 - 0.5**step.scaling


__all__ = ["BinaryForm", "BinaryGibbsForm", "CategoricalForm"]
