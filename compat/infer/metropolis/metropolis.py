"""Random-walk Metropolis, and the names of pymc3.step_methods.metropolis."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from ...compilation.modes import Mode
from ...graph.variable import Variable
from ...importing.module_getattr import absent_from
from ...models.modelling.current_model import modelcontext
from ...models.modelling.theanof import floatX, inputvars, make_shared_replacements
from ...models.vartypes import discrete_types
from ..gibbs.binary import BinaryGibbsMetropolis, BinaryMetropolis
from ..gibbs.categorical import CategoricalGibbsMetropolis
from ..gibbs.categorical import sample_except as sample_except
from ..gibbs.categorical import softmax as softmax
from ..steps.acceptance import tune
from ..steps.arraystep import ArrayStepShared, Competence, say_unused
from ..steps.arraystep import metrop_select as metrop_select
from ..steps.densities import delta_logp
from ..steps.proposals import (
    CauchyProposal,
    LaplaceProposal,
    MultivariateNormalProposal,
    NormalProposal,
    PoissonProposal,
)
from ..steps.proposals import Proposal as Proposal
from ..steps.proposals import UniformProposal as UniformProposal
from .differential_evolution import DEMetropolis, DEMetropolisZ

if TYPE_CHECKING:
    from ...models.model import Model

__all__ = [
    "Metropolis",
    "DEMetropolis",
    "DEMetropolisZ",
    "BinaryMetropolis",
    "BinaryGibbsMetropolis",
    "CategoricalGibbsMetropolis",
    "NormalProposal",
    "CauchyProposal",
    "LaplaceProposal",
    "PoissonProposal",
    "MultivariateNormalProposal",
]


class Metropolis(ArrayStepShared):
    """Random-walk Metropolis over `vars`, one step method per variable unless `blocked`.

    S: standard deviations of the proposal, (n,), or its covariance, (n, n). proposal_dist: a class that takes S, whose
    instances return a random step; normal by default. scaling: a factor of the step. Discrete variables move by
    rounded steps.

    vars: variables to move, of any shape; all by default. tune: whether scaling is adapted. tune_interval: draws
    between two adaptations.
    mode: the mode in which the density is compiled. model: the model; that of the `with` block by default.
    """

    name = "metropolis"
    default_blocked = False
    generates_stats = True
    stats_dtypes = [{"accept": np.float64, "accepted": bool, "tune": bool, "scaling": np.float64}]

    def __init__(
        self,
        vars: Any = None,
        S: np.ndarray | None = None,
        proposal_dist: Callable[..., Any] | None = None,
        scaling: float | np.ndarray = 1.0,
        tune: bool = True,
        tune_interval: int = 100,
        model: Model | None = None,
        mode: Mode | str | None = None,
        **kwargs: Any,
    ) -> None:
        say_unused("Metropolis", kwargs)
        model = modelcontext(model)
        vars = inputvars(model.vars if vars is None else vars)
        if S is None:
            S = np.ones(sum(v.dsize for v in vars))
        if proposal_dist is not None:
            self.proposal_dist = proposal_dist(S)
        elif S.ndim == 1:
            self.proposal_dist = NormalProposal(S)
        elif S.ndim == 2:
            self.proposal_dist = MultivariateNormalProposal(S)
        else:
            raise ValueError(f"Invalid rank for variance: {S.ndim}")
        self.scaling = np.atleast_1d(scaling).astype("d")
        self.tune, self.tune_interval = tune, tune_interval
        self.steps_until_tune, self.accepted = tune_interval, 0
        self.discrete = np.concatenate([[v.dtype in discrete_types] * (v.dsize or 1) for v in vars])
        self.any_discrete, self.all_discrete = self.discrete.any(), self.discrete.all()
        self._untuned_settings = {"scaling": self.scaling, "steps_until_tune": tune_interval, "accepted": 0}
        self.mode = mode
        shared = make_shared_replacements(vars, model)
        self.delta_logp = delta_logp(model.logpt, vars, shared, mode)
        super().__init__(vars, shared)

    def reset_tuning(self) -> None:
        """Reset scaling and counters to their first values."""
        for name, value in self._untuned_settings.items():
            setattr(self, name, value)

    def astep(self, q0: np.ndarray) -> Any:
        if not self.steps_until_tune and self.tune:
            self.scaling = tune(self.scaling, self.accepted / float(self.tune_interval))
            self.steps_until_tune, self.accepted = self.tune_interval, 0
        delta = self.proposal_dist() * self.scaling
        if self.all_discrete:
            q0 = q0.astype("int64")
            q = q0 + np.round(delta).astype("int64")
        elif self.any_discrete:
            delta[self.discrete] = np.round(delta[self.discrete])
            q = q0 + delta
        else:
            q = floatX(q0 + delta)
        accept = self.delta_logp(q, q0)
        q_new, accepted = metrop_select(accept, q, q0)
        self.accepted += accepted
        self.steps_until_tune -= 1
        return q_new, [{"tune": self.tune, "scaling": self.scaling, "accept": np.exp(accept), "accepted": accepted}]

    @staticmethod
    def competence(var: Variable, has_grad: bool) -> Competence:
        return Competence.COMPATIBLE


__getattr__ = absent_from(__name__)
