"""Metropolis within Gibbs for categorical variables. Source: pymc3.step_methods.metropolis."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from ...graph.variable import Variable
from ...samplers.steps.discrete_sweeps import proportional_sweep, uniform_sweep
from ..distributions.drawing import draw_values
from ..modelling.current_model import modelcontext
from ..modelling.kinds import distribution_of, is_bernoulli, is_categorical
from ..modelling.theanof import inputvars
from .arraystep import ArrayStep, Competence

if TYPE_CHECKING:
    from ..model import Model

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
    def competence(var: Variable) -> Competence:
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
