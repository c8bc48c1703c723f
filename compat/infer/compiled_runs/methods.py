"""The step methods of PyMC3 that have a form in C."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..compiled_steps.draws import MethodInC, Remembered, Settings
from ..compiled_steps.form import Form
from ..compiled_steps.places import Places
from ..gibbs.binary import BinaryGibbsMetropolis, BinaryMetropolis
from ..gibbs.categorical import CategoricalGibbsMetropolis
from ..gibbs.in_c import BinaryForm, BinaryGibbsForm, CategoricalForm
from ..hamiltonian.hmc import HamiltonianMC
from ..hamiltonian.in_c import HamiltonianForm, NutsForm
from ..hamiltonian.nuts import NUTS
from ..metropolis.differential_evolution import DEMetropolis, DEMetropolisZ
from ..metropolis.in_c import DifferencesForm, MetropolisForm
from ..metropolis.metropolis import Metropolis
from ..slices.elliptical_slice import EllipticalSlice
from ..slices.in_c import EllipseForm, SliceForm
from ..slices.slicer import Slice

if TYPE_CHECKING:
    from ..steps.arraystep import BlockedStep

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
