"""Metropolis for binary variables. Source: pymc3.step_methods.metropolis."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from ...graph.variable import Variable
from ...models.modelling.current_model import modelcontext
from ...models.modelling.kinds import distribution_of, is_bernoulli, is_categorical
from ...models.vartypes import discrete_types
from ..steps.arraystep import ArrayStep, Competence, metrop_select

if TYPE_CHECKING:
    from ...models.model import Model

__all__ = ["BinaryMetropolis", "BinaryGibbsMetropolis"]


def _binary_competence(var: Variable, found: Competence) -> Competence:
    binary = is_bernoulli(var) or (is_categorical(var) and _categories(var) == 2)
    return found if binary else Competence.INCOMPATIBLE


def _categories(var: Variable) -> Any:
    k = distribution_of(var).k
    return k.eval() if hasattr(k, "eval") else k


class BinaryMetropolis(ArrayStep):
    """Moves binary variables by flipping each element with one probability.

    All flips are accepted or rejected together.

    vars: variables of any shape; ValueError unless they are discrete. scaling: an element is flipped with probability
    1 - 0.5 ** scaling. tune, tune_interval: for the statistic `tune`; nothing is tuned, as in PyMC3. model: that of the
    `with` block by default.
    """

    name = "binary_metropolis"
    generates_stats = True
    stats_dtypes = [{"accept": np.float64, "tune": bool, "p_jump": np.float64}]

    def __init__(
        self,
        vars: Any,
        scaling: Any = 1.0,
        tune: bool = True,
        tune_interval: int = 100,
        model: Model | None = None,
    ) -> None:
        model = modelcontext(model)
        self.scaling, self.tune, self.tune_interval = scaling, tune, tune_interval
        self.steps_until_tune, self.accepted = tune_interval, 0
        if not all(v.dtype in discrete_types for v in vars):
            raise ValueError("All variables must be Bernoulli for BinaryMetropolis")
        super().__init__(vars, [model.fastlogp])

    def astep(self, q0: np.ndarray, logp: Callable[..., Any]) -> Any:
        p_jump = 1.0 - 0.5**self.scaling
        flipped = np.random.random(q0.shape) < p_jump
        q = np.where(flipped, 1 - q0, q0)
        accept = logp(q) - logp(q0)
        q_new, accepted = metrop_select(accept, q, q0)
        self.accepted += accepted
        return q_new, [{"tune": self.tune, "accept": np.exp(accept), "p_jump": p_jump}]

    @staticmethod
    def competence(var: Variable) -> Competence:  # type: ignore[override]
        return _binary_competence(var, Competence.COMPATIBLE)


class BinaryGibbsMetropolis(ArrayStep):
    """Gibbs steps for variables that are 0 or 1.

    Elements are updated in the given `order`, or shuffled each time. A flip is proposed with probability `transit_p`
    and accepted by the density.

    vars: variables that are 0 or 1, a list.
    order: the order of the elements, a list of numbers, or "random".
    transit_p: probability with which a flip is proposed.
    model: the model; that of the `with` block by default.
    """

    name = "binary_gibbs_metropolis"

    def __init__(self, vars: Any, order: Any = "random", transit_p: float = 0.8, model: Model | None = None) -> None:
        model = modelcontext(model)
        self.transit_p = transit_p
        self.dim = sum(v.dsize for v in vars)
        self.shuffle_dims = isinstance(order, str) and order == "random"
        if not self.shuffle_dims and sorted(order) != list(range(self.dim)):
            raise ValueError("Argument 'order' has to be a permutation")
        self.order = list(range(self.dim)) if self.shuffle_dims else order
        if not all(v.dtype in discrete_types for v in vars):
            raise ValueError("All variables must be binary for BinaryGibbsMetropolis")
        super().__init__(vars, [model.fastlogp])

    def astep(self, q0: np.ndarray, logp: Any) -> np.ndarray:
        if self.shuffle_dims:
            np.random.shuffle(self.order)
        q = np.copy(q0)
        here = logp(q)
        for i in self.order:
            if np.random.rand() < self.transit_p:
                before, q[i] = q[i], 1 - q[i]
                there = logp(q)
                q[i], accepted = metrop_select(there - here, q[i], before)
                here = there if accepted else here
        return q

    @staticmethod
    def competence(var: Variable) -> Competence:  # type: ignore[override]
        return _binary_competence(var, Competence.IDEAL)
