"""The step methods of PyMC3 that have a form in C."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...samplers.compiled_steps.draws import MethodInC, Remembered, Settings
from ...samplers.compiled_steps.form import Form
from ...samplers.compiled_steps.places import Places
from ..step_methods.binary import BinaryGibbsMetropolis, BinaryMetropolis
from ..step_methods.categorical import CategoricalGibbsMetropolis
from ..step_methods.differential_evolution import DEMetropolis, DEMetropolisZ
from ..step_methods.elliptical_slice import EllipticalSlice
from ..step_methods.hmc.hmc import HamiltonianMC
from ..step_methods.hmc.nuts import NUTS
from ..step_methods.metropolis import Metropolis
from ..step_methods.slicer import Slice
from .hamiltonian import HamiltonianForm, NutsForm
from .random_walks import DifferencesForm, MetropolisForm
from .slices import EllipseForm, SliceForm
from .sweeps import BinaryForm, BinaryGibbsForm, CategoricalForm

if TYPE_CHECKING:
    from ..step_methods.arraystep import BlockedStep

FORMS: dict[type, Form[Any]] = {
    Metropolis: MetropolisForm(),
    BinaryMetropolis: BinaryForm(),
    BinaryGibbsMetropolis: BinaryGibbsForm(),
    CategoricalGibbsMetropolis: CategoricalForm(),
    Slice: SliceForm(),
    EllipticalSlice: EllipseForm(),
    DEMetropolis: DifferencesForm(),
    DEMetropolisZ: DifferencesForm(),
    NUTS: NutsForm(),
    HamiltonianMC: HamiltonianForm(),
}


def method_in_c(step: BlockedStep, places: Places) -> MethodInC | None:
    """Return the form of `step` in C; None if it has none."""
    form = FORMS.get(type(step))
    if form is None or {"step", "astep"} & step.__dict__.keys() or not all(v.name in places for v in step.vars):
        return None
    return form.method(step, places)


def settings_of(step: BlockedStep) -> Settings:
    """Return the present state of `step`, as its form in C reads it."""
    return FORMS[type(step)].settings(step)


def remember(step: BlockedStep, now: Remembered) -> None:
    """Write the state after a run back to `step`."""
    FORMS[type(step)].remember(step, now)


def statistics_of(step: BlockedStep, numbers: np.ndarray) -> dict[str, Any]:
    """Return the statistics of a run of `step` as columns by name."""
    return FORMS[type(step)].statistics(step, numbers)


__all__ = ["method_in_c", "remember", "settings_of", "statistics_of"]
