"""Hamiltonian Monte Carlo with trajectories of fixed length. Source: pymc3.step_methods.hmc.hmc."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ...graph.variable import Variable
from ...importing.module_getattr import absent_from
from ...models.vartypes import discrete_types
from ..steps.arraystep import Competence
from .base_hmc import BaseHMC, DivergenceInfo, HMCStepData
from .integration import IntegrationError

__all__ = ["HamiltonianMC"]


LOW, HIGH = 0.85, 1.15  # default bounds of the factor in `unif`
BAD_ENERGY = "Divergence encountered, bad energy."
LARGE_ERROR = "Divergence encountered, large integration error."


def unif(step_size: float, elow: float = LOW, ehigh: float = HIGH) -> float:
    """Return a step size times a uniform random factor.

    step_size: a scalar. elow, ehigh: ends of the factor.
    """
    return np.random.uniform(elow, ehigh) * step_size


class HamiltonianMC(BaseHMC):
    """Hamiltonian Monte Carlo with trajectories of fixed length. Step sizes are randomized, and adapted.

    vars: continuous variables of any shape; all of them by default. path_length: length of a trajectory.
    max_steps: the most steps of the integrator in one. Further keywords are those of BaseHMC, target_accept (0.65) and
    step_rand with other defaults.
    """

    name = "hmc"
    default_blocked = True
    generates_stats = True
    stats_dtypes = [
        {
            "step_size": np.float64,
            "n_steps": np.int64,
            "tune": bool,
            "step_size_bar": np.float64,
            "accept": np.float64,
            "diverging": bool,
            "energy_error": np.float64,
            "energy": np.float64,
            "path_length": np.float64,
            "accepted": bool,
            "model_logp": np.float64,
            "process_time_diff": np.float64,
            "perf_counter_diff": np.float64,
            "perf_counter_start": np.float64,
        }
    ]

    def __init__(self, vars: Any = None, path_length: float = 2.0, max_steps: int = 1024, **kwargs: Any) -> None:
        super().__init__(vars, **{"step_rand": unif, "target_accept": 0.65, **kwargs})
        self.path_length, self.max_steps = path_length, max_steps

    def _hamiltonian_step(self, start: Any, p0: np.ndarray, step_size: float) -> HMCStepData:
        n_steps = min(self.max_steps, max(1, int(self.path_length / step_size)))
        state = last = start
        change, divergence = -np.inf, None
        try:
            for _ in range(n_steps):
                last = state
                state = self.integrator.step(step_size, state)
        except IntegrationError as error:
            divergence = DivergenceInfo("Integration failed.", error, last, None)
        else:
            if not np.isfinite(state.energy):
                divergence = DivergenceInfo(BAD_ENERGY, None, last, state)
            change = start.energy - state.energy
            change = -np.inf if np.isnan(change) else change
            if abs(change) > self.Emax:
                divergence = DivergenceInfo(LARGE_ERROR, None, last, state)
        accept = math.exp(min(change, 0.0))  # as in C; NumPy's exp differs in the last digit
        accepted = divergence is None and np.random.rand() < accept
        stats = {
            "path_length": self.path_length,
            "n_steps": n_steps,
            "accept": accept,
            "energy_error": change,
            "energy": state.energy,
            "accepted": accepted,
            "model_logp": state.model_logp,
        }
        return HMCStepData(state if accepted else start, accept, divergence, stats)

    @staticmethod
    def competence(var: Variable, has_grad: bool) -> Competence:
        return Competence.INCOMPATIBLE if var.dtype in discrete_types or not has_grad else Competence.COMPATIBLE


__getattr__ = absent_from(__name__)
