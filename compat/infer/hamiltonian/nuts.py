"""pm.NUTS. Source: pymc3.step_methods.hmc.nuts."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph.variable import Variable
from ...importing.module_getattr import absent_from
from ...models.backends.chain_warnings import TREEDEPTH_MESSAGE
from ...models.backends.report import SamplerWarning, WarningType
from ...models.modelling.kinds import is_bart
from ...models.vartypes import continuous_types
from ..steps.arraystep import Competence
from .base_hmc import BaseHMC, HMCStepData
from .nuts_of_density import EARLY
from .trajectory import Trajectory

__all__ = ["NUTS"]


class NUTS(BaseHMC):
    """The No-U-Turn sampler; run step by step, it gives the same draws as PyMC3 3.11.5 for the same seed.

    max_treedepth: doublings of a trajectory; early_max_treedepth: in the first 200 tuning draws. If it
    moves all variables and sets only target_accept and max_treedepth, `pm.sample` passes them to the compiled sampler;
    `theano.config.sampler = "pymc3"` prevents that.

    vars: variables to move, of any shape; all continuous ones by default.

    Further keywords are those of BaseHMC: target_accept (0.8), scaling, is_cov, potential, step_scale, Emax, model.
    """

    name = "nuts"
    default_blocked = True
    generates_stats = True
    stats_dtypes = [
        {
            "depth": np.int64,
            "step_size": np.float64,
            "tune": bool,
            "mean_tree_accept": np.float64,
            "step_size_bar": np.float64,
            "tree_size": np.float64,
            "diverging": bool,
            "energy_error": np.float64,
            "energy": np.float64,
            "max_energy_error": np.float64,
            "model_logp": np.float64,
            "process_time_diff": np.float64,
            "perf_counter_diff": np.float64,
            "perf_counter_start": np.float64,
        }
    ]

    def __init__(
        self,
        vars: Any = None,
        max_treedepth: int = 10,
        early_max_treedepth: int = 8,
        **kwargs: Any,
    ) -> None:
        super().__init__(vars, **kwargs)
        self.max_treedepth, self.early_max_treedepth = max_treedepth, early_max_treedepth
        self._reached_max_treedepth = 0
        kwargs.pop("model", None)
        self.compat_options = {**kwargs, "max_treedepth": max_treedepth, "early_max_treedepth": early_max_treedepth}

    def _hamiltonian_step(self, start: Any, p0: np.ndarray, step_size: float) -> HMCStepData:
        early = self.tune and self.iter_count < EARLY
        depth = self.early_max_treedepth if early else self.max_treedepth
        made = Trajectory(self.integrator, np.random, step_size, self.Emax).run(start, depth)
        if made.statistics["depth"] == depth and not made.ended_early and not self.tune:
            self._reached_max_treedepth += 1
        return HMCStepData(
            made.state,
            made.statistics["mean_tree_accept"],
            made.divergence,
            {k: v for k, v in made.statistics.items() if k != "diverging"},
        )

    @staticmethod
    def competence(var: Variable, has_grad: bool) -> Competence:
        ideal = var.dtype in continuous_types and has_grad and not is_bart(var)
        return Competence.IDEAL if ideal else Competence.INCOMPATIBLE

    def warnings(self) -> list[SamplerWarning]:
        found = super().warnings()
        if self._samples_after_tune and self._reached_max_treedepth / self._samples_after_tune > 0.05:
            found.append(SamplerWarning(WarningType.TREEDEPTH, TREEDEPTH_MESSAGE, "warn"))
        return found


__getattr__ = absent_from(__name__)
