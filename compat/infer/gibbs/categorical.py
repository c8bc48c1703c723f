"""Metropolis within Gibbs for categorical variables. Source: pymc3.step_methods.metropolis.

Random numbers are drawn in PyMC3 3.11.5's order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ...graph.variable import Variable
from ...models.distributions.drawing import draw_values
from ...models.modelling.current_model import modelcontext
from ...models.modelling.kinds import distribution_of, is_bernoulli, is_categorical
from ...models.modelling.theanof import inputvars
from ..steps.arraystep import ArrayStep, Competence, metrop_select

if TYPE_CHECKING:
    from ...models.model import Model

Logp = Callable[[np.ndarray], Any]

__all__ = ["CategoricalGibbsMetropolis"]


class CategoricalGibbsMetropolis(ArrayStep):
    """Updates element by element; proposal="uniform" proposes any other category, "proportional" one by its density.

    order: of the elements, or "random", shuffled each time. Bernoulli variables are accepted too.

    vars: categorical or Bernoulli variables, a list.
    proposal: "uniform" or "proportional".
    model: the model; that of the `with` block by default.
    """

    name = "categorical_gibbs_metropolis"

    def __init__(self, vars: Any, proposal: str = "uniform", order: Any = "random", model: Model | None = None) -> None:
        model = modelcontext(model)
        vars = inputvars(vars)
        categories = [k for v in vars for k in [_categories(v)] * v.dsize]
        dimcats = list(enumerate(categories))
        self.shuffle_dims = isinstance(order, str) and order == "random"
        if not self.shuffle_dims and sorted(order) != list(range(len(dimcats))):
            raise ValueError("Argument 'order' has to be a permutation")
        self.dimcats = dimcats if self.shuffle_dims else [dimcats[i] for i in order]
        if proposal not in ("uniform", "proportional"):
            raise ValueError("Argument 'proposal' should either be 'uniform' or 'proportional'")
        self.compat_proposal = proposal
        super().__init__(vars, [model.fastlogp])

    def astep(self, q0: np.ndarray, logp: Callable[..., Any]) -> np.ndarray:
        if self.shuffle_dims:
            np.random.shuffle(self.dimcats)
        sweep = uniform_sweep if self.compat_proposal == "uniform" else proportional_sweep
        return sweep(q0, logp, self.dimcats)

    @staticmethod
    def competence(var: Variable) -> Competence:  # type: ignore[override]
        if is_categorical(var):
            return Competence.IDEAL if _categories(var) > 2 else Competence.COMPATIBLE
        return Competence.COMPATIBLE if is_bernoulli(var) else Competence.INCOMPATIBLE


def _categories(var: Variable) -> int:
    """Return the number of values of an element. ValueError if it is not known."""
    if is_categorical(var):
        return int(draw_values([distribution_of(var).k])[0])
    if is_bernoulli(var):
        return 2
    raise ValueError("All variables must be categorical or binary for CategoricalGibbsMetropolis")


def uniform_sweep(q0: np.ndarray, logp: Logp, dimensions: Sequence[tuple[int, int]]) -> np.ndarray:
    """Propose for each (coordinate, number of categories) in turn another category, all with equal probability."""
    q = np.copy(q0)
    here = logp(q)
    for i, k in dimensions:
        before = q[i]
        q[i] = sample_except(k, before)
        there = logp(q)
        q[i], accepted = metrop_select(there - here, q[i], before)
        here = there if accepted else here
    return q


def proportional_sweep(q0: np.ndarray, logp: Logp, dimensions: Sequence[tuple[int, int]]) -> np.ndarray:
    """Propose another category in proportion to its density ("Metropolized Gibbs": Liu, 1996)."""
    q = np.copy(q0)
    here = logp(q)
    for i, k in dimensions:
        here = _proportional(q, logp, here, i, int(k))
    return q


def _proportional(q: np.ndarray, logp: Logp, here: Any, i: int, k: int) -> Any:
    given = int(q[i])
    logs = np.zeros(k)
    logs[given] = here
    for category in range(k):
        if category != given:
            q[i] = category
            logs[category] = logp(q)
    shares = softmax(logs)
    own, shares[given] = shares[given], 0.0
    shares /= 1.0 - own
    proposed = np.random.choice(list(range(k)), p=shares)
    ratio = (1.0 - own) / (1.0 - shares[proposed])
    if not np.isfinite(ratio) or np.random.uniform() >= ratio:
        q[i] = given
        return here
    q[i] = proposed
    return logs[proposed]


def sample_except(limit: int, excluded: Any) -> int:
    """Draw an integer from 0, below a limit, other than a given one.

    limit: above every draw, a scalar. excluded: the integer that is not drawn.
    """
    candidate = np.random.choice(limit - 1)
    return candidate + 1 if candidate >= excluded else candidate


def softmax(x: np.ndarray) -> np.ndarray:
    """Return exp(x), normalized to sum 1 along the first axis.

    x: an array of any shape.
    """
    e = np.exp(x - np.max(x))
    return e / np.sum(e, axis=0)
