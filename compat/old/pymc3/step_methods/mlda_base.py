"""The samplers of MLDA's lowest level. Source: pymc3.step_methods.mlda."""

from __future__ import annotations

from typing import Any

import numpy as np

from ....infer.metropolis.differential_evolution import DEMetropolisZ
from ....infer.metropolis.metropolis import Metropolis
from ....infer.steps.densities import delta_logp
from ....models.modelling.current_model import modelcontext
from ....models.modelling.theanof import make_shared_replacements

__all__ = ["MetropolisMLDA", "DEMetropolisZMLDA"]


class _Recording:
    """Records the model's quantity `Q` at each draw of a subchain, for variance reduction.

    Subchains are short and many, so tuning continues from one to the next.
    """

    vars: Any
    mode: Any

    def _recording(self, kwargs: dict[str, Any]) -> dict[str, Any]:
        self.mlda_variance_reduction = kwargs.pop("mlda_variance_reduction", False)
        self.mlda_subsampling_rate_above = kwargs.pop("mlda_subsampling_rate_above", 0)
        self.sub_counter = 0
        self.Q_last: Any = np.nan
        self.Q_reg: list[Any] = [np.nan] * self.mlda_subsampling_rate_above
        self.model = modelcontext(kwargs.get("model"))
        return kwargs

    def _watch(self) -> None:
        if self.mlda_variance_reduction:
            shared = make_shared_replacements(self.vars, self.model)
            self.shared = {v.name: value for v, value in shared.items()}
            self.delta_logp = delta_logp(self.model.logpt, self.vars, shared, self.mode, q_last=True)

    def reset_tuning(self) -> None:
        """Do nothing: a subchain continues the tuning of the previous one."""

    def astep(self, q0: np.ndarray) -> Any:
        q, stats = super().astep(q0)  # type: ignore[misc]
        if self.mlda_variance_reduction:
            if stats[0]["accepted"]:
                self.Q_last = self.model.Q.get_value()
            self.sub_counter %= self.mlda_subsampling_rate_above
            self.Q_reg[self.sub_counter] = self.Q_last
            self.sub_counter += 1
        return q, stats


class MetropolisMLDA(_Recording, Metropolis):
    """Metropolis for a subchain of MLDA; its arguments are those of Metropolis."""

    name = "metropolis_mlda"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **self._recording(kwargs))
        self._watch()


class DEMetropolisZMLDA(_Recording, DEMetropolisZ):
    """DEMetropolisZ for a subchain of MLDA, with the same arguments: it drops early draws once, when tuning ends."""

    name = "DEMetropolisZ_mlda"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.tuning_end_trigger = False
        super().__init__(*args, **self._recording(kwargs))
        self._watch()

    def stop_tuning(self) -> None:
        if self.tuning_end_trigger:
            self.tuning_end_trigger = False
            super().stop_tuning()
