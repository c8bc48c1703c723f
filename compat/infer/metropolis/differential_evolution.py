"""Metropolis with differences of points as proposals, of other chains or of the chain's own history.

ter Braak (2006), doi:10.1007/s11222-006-8769-1; ter Braak and Vrugt (2008), doi:10.1007/s11222-008-9104-9.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ...compilation.modes import Mode
from ...graph.variable import Variable
from ...models.modelling.current_model import modelcontext
from ...models.modelling.theanof import floatX, inputvars, make_shared_replacements
from ...models.vartypes import discrete_types
from ..steps import acceptance
from ..steps.arraystep import ArrayStepShared, Competence, PopulationArrayStepShared, metrop_select, say_unused
from ..steps.densities import delta_logp
from ..steps.proposals import UniformProposal

if TYPE_CHECKING:
    from ...models.model import Model

__all__ = ["DEMetropolis", "DEMetropolisZ"]


class _Differences:
    """The common part of both samplers.

    lamb: factor of the difference, 2.38 / sqrt(2 n) by default. S: scale of the added noise (uniform unless
    `proposal_dist` says otherwise), times `scaling`. tune: "lambda", "scaling" or None, every `tune_interval`.
    """

    default_blocked = True
    generates_stats = True
    stats_dtypes = [{"accept": np.float64, "accepted": bool, "tune": bool, "scaling": np.float64, "lambda": np.float64}]
    tune_target: Any
    tune: Any
    delta_logp: Any

    def _prepare(
        self,
        vars: Sequence[Variable] | None,
        S: np.ndarray | None,
        proposal_dist: Callable[..., Any] | None,
        lamb: float | None,
        scaling: float,
        tune: str | None,
        tune_interval: int,
        model: Model | None,
        mode: Mode | str | None,
    ) -> tuple[list[Any], dict[Any, Any]]:
        model = modelcontext(model)
        vars = inputvars(model.cont_vars if vars is None else vars)
        S = np.ones(model.ndim) if S is None else S
        self.proposal_dist = (UniformProposal if proposal_dist is None else proposal_dist)(S)
        self.scaling = np.atleast_1d(scaling).astype("d")
        self.lamb = float(2.38 / np.sqrt(2 * model.ndim) if lamb is None else lamb)
        if tune not in (None, "scaling", "lambda"):
            raise ValueError('The parameter "tune" must be one of {None, scaling, lambda}')
        self.tune_target = tune
        self.tune_interval = self.steps_until_tune = tune_interval
        self.accepted = 0
        self.mode = mode
        shared = make_shared_replacements(vars, model)
        self.delta_logp = delta_logp(model.logpt, vars, shared, mode)
        return vars, shared

    def _noise(self, size: int) -> np.ndarray:
        """Return the added noise; where other steps move some variables, more is drawn than is used, as in PyMC3."""
        return (self.proposal_dist() * self.scaling)[:size]

    def _adapt(self) -> None:
        if self.steps_until_tune or not self.tune:
            return
        rate = self.accepted / float(self.tune_interval)
        if self.tune_target == "scaling":
            self.scaling = acceptance.tune(self.scaling, rate)
        elif self.tune_target == "lambda":
            self.lamb = acceptance.tune(self.lamb, rate)
        self.steps_until_tune, self.accepted = self.tune_interval, 0

    def _select(self, q: np.ndarray, q0: np.ndarray) -> tuple[np.ndarray, list[dict[str, Any]]]:
        accept = self.delta_logp(q, q0)
        q_new, accepted = metrop_select(accept, q, q0)
        self.accepted += accepted
        self.steps_until_tune -= 1
        return q_new, [
            {
                "tune": bool(self.tune),
                "scaling": self.scaling,
                "lambda": self.lamb,
                "accept": np.exp(accept),
                "accepted": accepted,
            }
        ]

    @staticmethod
    def competence(var: Variable, has_grad: bool) -> Competence:
        return Competence.INCOMPATIBLE if var.dtype in discrete_types else Competence.COMPATIBLE


class DEMetropolis(_Differences, PopulationArrayStepShared):
    """Differential evolution: each proposal is the difference of two other chains, chosen at random.

    vars: variables of any shape; the continuous ones by default. S: scales of the noise, (n,), 1 by default.
    proposal_dist: the noise, UniformProposal by default. lamb: factor of the difference, 2.38 / sqrt(2 n) by default.
    scaling: factor of the noise. tune: what is tuned, None, "scaling" or "lambda". tune_interval: draws between
    adaptations. model: that of the `with` block by default. mode: a mode of theano.function.
    It needs three chains, and should have more chains than dimensions.
    """

    name = "DEMetropolis"

    def __init__(
        self,
        vars: Any = None,
        S: Any = None,
        proposal_dist: Any = None,
        lamb: Any = None,
        scaling: Any = 0.001,
        tune: Any = None,
        tune_interval: int = 100,
        model: Any = None,
        mode: Any = None,
        **kwargs: Any,
    ) -> None:
        say_unused("DEMetropolis", kwargs)
        vars, shared = self._prepare(vars, S, proposal_dist, lamb, scaling, tune, tune_interval, model, mode)
        self.tune = tune
        PopulationArrayStepShared.__init__(self, vars, shared)

    def astep(self, q0: np.ndarray) -> Any:
        self._adapt()
        noise = self._noise(len(q0))
        one, other = np.random.choice(self.other_chains, 2, replace=False)
        difference = self.bij.map(self.population[one]) - self.bij.map(self.population[other])
        return self._select(floatX(q0 + self.lamb * difference + noise), q0)


class DEMetropolisZ(_Differences, ArrayStepShared):
    """Differential evolution from the past: each proposal is the difference of two earlier draws of the chain.

    When tuning ends, the first `tune_drop_fraction` of the draws is dropped.

    vars: variables to move; all by default.
    S: standard deviations of the noise that is added, (n,), or its covariance, (n, n).
    proposal_dist: a class that takes S, whose instances return random noise; uniform by default.
    lamb: factor of the difference; 2.38 / sqrt(2 n) by default.
    scaling: factor of the noise.
    tune: what is adapted: "lambda", "scaling" or None.
    tune_interval: draws between two adaptations.
    tune_drop_fraction: share of the tuning draws that is dropped when tuning ends.
    model: the model; that of the `with` block by default.
    mode: the mode in which the density is compiled.
    """

    name = "DEMetropolisZ"

    def __init__(
        self,
        vars: Any = None,
        S: Any = None,
        proposal_dist: Any = None,
        lamb: Any = None,
        scaling: Any = 0.001,
        tune: Any = "lambda",
        tune_interval: int = 100,
        tune_drop_fraction: float = 0.9,
        model: Any = None,
        mode: Any = None,
        **kwargs: Any,
    ) -> None:
        say_unused("DEMetropolisZ", kwargs)
        vars, shared = self._prepare(vars, S, proposal_dist, lamb, scaling, tune, tune_interval, model, mode)
        self.tune = True
        self.tune_drop_fraction = tune_drop_fraction
        self._history: list[np.ndarray] = []
        self._untuned_settings = {
            "scaling": self.scaling,
            "lamb": self.lamb,
            "steps_until_tune": tune_interval,
            "accepted": 0,
        }
        ArrayStepShared.__init__(self, vars, shared)

    def reset_tuning(self) -> None:
        """Reset scaling, lambda and counters to their first values, and clear the history."""
        self._history = []
        for name, value in self._untuned_settings.items():
            setattr(self, name, value)

    def astep(self, q0: np.ndarray) -> Any:
        self._adapt()
        noise = self._noise(len(q0))
        seen = len(self._history)
        if seen > 1:
            one = other = np.random.randint(seen)
            while other == one:
                other = np.random.randint(seen)
            q = floatX(q0 + self.lamb * (self._history[one] - self._history[other]) + noise)
        else:
            q = floatX(q0 + noise)
        q_new, stats = self._select(q, q0)
        self._history.append(q_new)
        return q_new, stats

    def stop_tuning(self) -> None:
        self._history = self._history[int(self.tune_drop_fraction * len(self._history)) :]
        super().stop_tuning()
