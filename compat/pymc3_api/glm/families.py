"""GLM families: a distribution of the data, the link to its parameter, and priors of its other parameters.

Source: pymc3.glm.families.
"""

from __future__ import annotations

import numbers
from typing import TYPE_CHECKING, Any

import numpy as np

from ...docstrings import of_instances, text, with_words
from ...importing.module_getattr import absent_from
from ...models.model import modelcontext
from ...ops.elementwise.functions import exp, inv, sigmoid
from ...ops.tensor_types import TensorLike
from .. import distributions as pm_dists

if TYPE_CHECKING:
    from ...models.model import Model

SOURCE = "pymc3.glm.families"
EXAMPLE = """
with pm.Model():
    pm.glm.GLM(x=np.arange(4.0)[:, None], y=np.array({1}), family=pm.glm.families.{0}())
"""

__all__ = ["Binomial", "NegativeBinomial", "Normal", "Poisson", "StudentT"]


class Identity:
    """The identity link: the mean of the data is the predictor.

    x: the predictor, of any shape.
    """

    def __call__(self, x: TensorLike) -> Any:
        return x


class _Link:
    """A link function; a plain function would become a method of the family that holds it."""

    __doc__ = of_instances(__doc__, lambda link: link.described())

    def __init__(self, function: Any, name: str, link: str, formula: str, at_2: float) -> None:
        self.function, self.name = function, name
        self.link, self.formula, self.at_2 = link, formula, at_2

    def described(self) -> str:
        """Return the docstring of one link."""
        said = f"The {self.link} link: a parameter of the data's distribution is {self.formula}, element by element."
        shown = f">>> pm.glm.families.{self.link}(np.array(2.0)).eval().round(4)\nnp.float64({self.at_2})"
        return text(said, {"x": "the predictor"}, shown, SOURCE)

    def __call__(self, x: TensorLike) -> Any:
        return self.function(x)

    def __repr__(self) -> str:
        return self.name


identity = Identity()
# named after the links whose inverses they are
logit = _Link(sigmoid, "sigmoid", "logit", "1 / (1 + exp(-x))", 0.8808)
inverse = _Link(inv, "inv", "inverse", "1 / x", 0.5)
exp = _Link(exp, "exp", "exp", "exp(x)", 7.3891)  # type: ignore[assignment]


class Family:
    """The base class of GLM families.

    `likelihood`: the class of the distribution; `parent`: its parameter that is link(predictor); `priors`:
    distributions or values of its other parameters. Keywords replace these; priors are added.
    """

    priors: dict[str, Any] = {}
    link: Any = None
    likelihood: Any = None
    parent: str = ""

    def __init__(self, **kwargs: Any) -> None:
        own = dict(kwargs.pop("priors", {}))
        self.priors = {**self.priors, **own}
        for name, value in kwargs.items():
            setattr(self, name, value)

    def _get_priors(self, model: Model | None = None, name: str = "") -> dict[str, Any]:
        """Return the likelihood's parameters: new variables of the model for distributions, values as they are."""
        model = modelcontext(model)
        prefix = f"{name}_" if name else ""
        return {
            key: value
            if isinstance(value, numbers.Number | np.ndarray | np.generic)
            else model.Var(f"{prefix}{key}", value)
            for key, value in self.priors.items()
        }

    def create_likelihood(self, name: str, y_est: TensorLike, y_data: TensorLike, model: Model | None = None) -> Any:
        """Return the observed variable, named `y` with the prefix `name`."""
        parameters = self._get_priors(model=model, name=name)
        parameters[self.parent] = self.link(y_est)
        return self.likelihood(f"{name}_y" if name else "y", observed=y_data, **parameters)

    def __repr__(self) -> str:
        return (
            f"Family {type(self)}:\n    Likelihood  : {self.likelihood.__name__}({self.parent})\n"
            f"    Priors      : {self.priors}\n    Link function: {self.link}."
        )


def _scale() -> Any:
    return pm_dists.HalfCauchy.dist(beta=10, testval=1.0)


@with_words({}, SOURCE, EXAMPLE.format("StudentT", "[0.1, 1.2, 1.9, 3.0]"))
class StudentT(Family):
    """Student's t data; the mean is the predictor. priors: lam, HalfCauchy(10) by default, and nu, 1 by default."""

    link, likelihood, parent = identity, pm_dists.StudentT, "mu"
    priors = {"lam": _scale(), "nu": 1}


@with_words({}, SOURCE, EXAMPLE.format("Normal", "[0.1, 1.2, 1.9, 3.0]"))
class Normal(Family):
    """Normal data; the mean is the predictor. priors: sd, HalfCauchy(10) by default."""

    link, likelihood, parent = identity, pm_dists.Normal, "mu"
    priors = {"sd": _scale()}


@with_words({}, SOURCE, EXAMPLE.format("Binomial", "[0, 0, 1, 1]"))
class Binomial(Family):
    """Binomial data; the probability is the sigmoid of the predictor. priors: n, the number of trials, 1 by default."""

    link, likelihood, parent = logit, pm_dists.Binomial, "p"
    priors = {"n": 1}


@with_words({}, SOURCE, EXAMPLE.format("Poisson", "[1, 0, 2, 5]"))
class Poisson(Family):
    """Poisson counts; the mean is exp of the predictor."""

    link, likelihood, parent = exp, pm_dists.Poisson, "mu"
    priors = {"mu": _scale()}


@with_words({}, SOURCE, EXAMPLE.format("NegativeBinomial", "[1, 0, 2, 5]"))
class NegativeBinomial(Family):
    """Negative binomial counts; the mean is exp of the predictor. priors: alpha, HalfCauchy(10) by default."""

    link, likelihood, parent = exp, pm_dists.NegativeBinomial, "mu"
    priors = {"mu": _scale(), "alpha": _scale()}


__getattr__ = absent_from(__name__)
