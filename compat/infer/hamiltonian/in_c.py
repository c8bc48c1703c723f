"""Arguments in C of pm.NUTS and pm.HamiltonianMC, and the state that they have after a run."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ...emulated_versions import older_than
from ...models.backends.report import KEPT
from ...models.modelling.functions import ValueGradFunction
from ..compiled_steps.draws import MethodInC, Remembered, Settings
from ..compiled_steps.form import Form
from ..compiled_steps.places import Places
from . import potentials_in_c as in_c
from .base_hmc import BaseHMC, DivergenceInfo
from .hmc import BAD_ENERGY, HIGH, LARGE_ERROR, LOW, HamiltonianMC, unif
from .integration import CpuLeapfrogIntegrator
from .nuts import NUTS
from .nuts_of_density import EARLY
from .potentials_in_c import mass_in_c, remember_mass, remember_step_size, step_size_in_c
from .step_sizes import DualAverageAdaptation
from .trajectory import too_large


class HamiltonianForm(Form[HamiltonianMC]):
    """The form of `pm.HamiltonianMC`."""

    def method(self, step: HamiltonianMC, places: Places) -> MethodInC | None:
        if not isinstance(step.max_steps, int | np.integer) or not 0 < step.max_steps < 2**52:
            return None
        return _method("HMC", step, places, 0)

    def settings(self, step: HamiltonianMC) -> Settings:
        return _settings(step)

    def remember(self, step: HamiltonianMC, now: Remembered) -> None:
        _remember(step, now)

    def statistics(self, step: HamiltonianMC, numbers: np.ndarray) -> dict[str, Any]:
        columns = in_c.columns(numbers)
        return {
            **_statistics(step, columns),
            "path_length": step.path_length,
            "n_steps": columns["steps"],
            "accept": columns["accept"],
            "accepted": columns["ended"],
        }


class NutsForm(Form[NUTS]):
    """The form of `pm.NUTS`."""

    def method(self, step: NUTS, places: Places) -> MethodInC | None:
        depths = step.max_treedepth, step.early_max_treedepth
        if not all(isinstance(d, int | np.integer) and 0 < d <= in_c.MOST_DEPTH for d in depths):
            return None
        return _method("NUTS", step, places, int(max(depths)))

    def settings(self, step: NUTS) -> Settings:
        return _settings(step)

    def remember(self, step: NUTS, now: Remembered) -> None:
        if not step.tune:
            columns = in_c.columns(now.stats)
            at_most = (columns["depth"] == step.max_treedepth) & (columns["ended"] == 0)
            step._reached_max_treedepth += int(at_most.sum())
        _remember(step, now)

    def statistics(self, step: NUTS, numbers: np.ndarray) -> dict[str, Any]:
        columns = in_c.columns(numbers)
        return {
            **_statistics(step, columns),
            "depth": columns["depth"],
            "tree_size": columns["steps"],
            "mean_tree_accept": columns["accept"],
            "max_energy_error": columns["max_energy_error"],
        }


def _method(kind: str, step: BaseHMC, places: Places, depth: int) -> MethodInC | None:
    f = step._logp_dlogp_func
    if type(f) is not ValueGradFunction or f.c_entry() is None:
        return None
    moved, following = [p.var for p in f._ordering.vmap], f.extra_shapes()
    if (
        sorted(moved) != sorted(v.name for v in step.vars)
        or {*moved, *following} != places.keys()
        or any(places[name].shape != shape for name, shape in following.items())
    ):
        return None
    mass = mass_in_c(step.potential, f.size)
    if mass is None or not _is_ours(step):
        return None
    return in_c.method(
        kind,
        [k for name in moved for k in places[name].elements],
        [k for name in following for k in places[name].elements],
        f.c_entry,
        mass,
        depth,
    )


def _is_ours(step: BaseHMC) -> bool:
    """Return whether `step` has no method of the user's that C would have to call (its potential aside)."""
    integrator = step.integrator
    own = {"_hamiltonian_step", "_note", "_refuse", "_state"} & {*step.__dict__, *integrator.__dict__}
    return (
        not own
        and step._step_rand in (None, unif)
        and type(integrator) is CpuLeapfrogIntegrator
        and integrator._logp_dlogp_func is step._logp_dlogp_func
        and "step" not in integrator.__dict__
        and type(step.step_adapt) is DualAverageAdaptation
        and step_size_in_c(step.step_adapt) is not None
    )


def _settings(step: BaseHMC) -> Settings:
    f, size = step._logp_dlogp_func, step_size_in_c(step.step_adapt)
    mass = mass_in_c(step.potential, f.size)
    assert mass is not None and size is not None
    low, high = (0.0, 0.0) if step._step_rand is None else (LOW, HIGH)
    parameters = {
        "adapts": bool(step.adapt_step_size),
        "allowed": step.Emax,
        "low": low,
        "high": high,
        "early_draws": EARLY,
        "old_acceptance": older_than("3.9"),
        **{
            to: getattr(step, name)
            for name, to in (
                ("max_treedepth", "depth"),
                ("early_max_treedepth", "early_depth"),
                ("path_length", "path_length"),
                ("max_steps", "max_steps"),
            )
            if hasattr(step, name)
        },
    }
    kept = 0 if step.tune else max(0, KEPT - 1 - step._num_divs_sample)
    return in_c.settings(
        parameters, size, step.step_size, step.iter_count, _fixed_count(f), mass, bool(step.tune), kept
    )


def _remember(step: BaseHMC, now: Remembered) -> None:
    f, learns = step._logp_dlogp_func, step.tune and step.adapt_step_size
    found = in_c.left_state(now, f.size, _fixed_count(f))
    remember_step_size(step.step_adapt, found.adaptation, [] if learns else found.columns["accept"].tolist())
    step.step_size = found.step_size
    if found.mass[1]:
        remember_mass(step.potential, *found.mass)
    start, extra = 0, {}
    for name, shape in f.extra_shapes().items():
        extra[name] = found.fixed[start : start + math.prod(shape)].reshape(shape)
        start += math.prod(shape)
    f.set_extra_values(extra)
    before = step.iter_count
    for draw, reason, change, states in found.divergences:
        step.iter_count = before + draw
        step._note(DivergenceInfo(_words(reason, change), None, *(states or (None, None))))
    step.iter_count = found.iteration
    if not step.tune:
        step._samples_after_tune += len(now.stats)


def _statistics(step: BaseHMC, columns: dict[str, np.ndarray]) -> dict[str, Any]:
    return {
        "tune": step.tune,
        "diverging": columns["divergence"] != 0,
        "perf_counter_start": columns["began"],
        "perf_counter_diff": columns["took"],
        "process_time_diff": columns["processor"],
        **{name: columns[name] for name in ("step_size", "step_size_bar", "energy", "energy_error", "model_logp")},
    }


def _fixed_count(f: ValueGradFunction) -> int:
    return sum(map(math.prod, f.extra_shapes().values()))


def _words(reason: str, change: float) -> str:
    return too_large(change) if reason == "energy changed" else BAD_ENERGY if reason == "bad energy" else LARGE_ERROR


__all__ = ["HamiltonianForm", "NutsForm"]
