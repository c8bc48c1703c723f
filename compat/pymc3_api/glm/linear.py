"""Linear predictors and generalised linear models, also from formulas. Source: pymc3.glm.linear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from theano_common.installing import optional_module

from ...graph.variable import Variable
from ...importing.module_getattr import absent_from
from ...models.logger import LOGGER as _log
from ...models.model import Deterministic, Model
from ...ops.shapes.creation import ones
from ...ops.shapes.join import concatenate, stack
from ...ops.tensor_types import TensorLike
from ..distributions import Flat, Normal
from . import families
from .utils import any_to_tensor_and_labels

__all__ = ["LinearComponent", "GLM"]

_FAMILIES = {
    "normal": families.Normal,
    "student": families.StudentT,
    "binomial": families.Binomial,
    "poisson": families.Poisson,
    "negative_binomial": families.NegativeBinomial,
}


def _design(formula: str, data: object, eval_env: object, depth: int) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Return columns, data and labels of a patsy formula; `depth`: how many frames up its caller is."""
    patsy = optional_module("patsy", "from_formula needs", "patsy")
    environment = patsy.EvalEnvironment.capture(eval_env, reference=depth)
    y, x = patsy.dmatrices(formula, data, eval_env=environment)
    return np.asarray(x), np.asarray(y)[:, -1], x.design_info.column_names


class LinearComponent(Model):
    """A model whose `y_est` is x times coefficients, plus `offset`; each coefficient is a variable named by its label.

    x: array or DataFrame of shape (n, k), Series, dict of columns. y: the data (n,), of which only the rank is used
    here. intercept: whether to add a column of ones in front. labels: names of the columns, x0, x1, ... by default.
    priors: label -> distribution; "Regressor" for all without one (default: Normal with tau 1e-6), "Intercept" for the
    intercept (default: Flat). vars: label -> variable, used in place of a new one. offset: a number, or (n,). name:
    prefix of variables. model: the outer model; that of the `with` block by default.
    """

    default_regressor_prior = Normal.dist(mu=0, tau=1.0e-6)
    default_intercept_prior = Flat.dist()

    def __init__(
        self,
        x: TensorLike,
        y: Any,
        intercept: bool = True,
        labels: Sequence[str] | None = None,
        priors: Mapping[str, Any] | None = None,
        vars: Any = None,
        name: str = "",
        model: Model | None = None,
        offset: TensorLike = 0.0,
    ) -> None:
        super().__init__(name, model)
        if len(y.shape) > 1:
            raise TypeError("Only one-dimensional observed variable objects (i.e. of shape `(n, )`) are supported")
        priors, known = priors or {}, vars or {}
        x, labels = any_to_tensor_and_labels(x, labels)
        if intercept:
            x = concatenate([ones((x.shape[0], 1), x.dtype), x], axis=1)
            labels = ["Intercept", *labels]
        coefficients = []
        for label in labels:
            default = (
                self.default_intercept_prior
                if label == "Intercept"
                else priors.get("Regressor", self.default_regressor_prior)
            )
            coefficients.append(
                Deterministic(label, known[label])
                if label in known
                else self.Var(name=label, dist=priors.get(label, default))
            )
        self.coeffs = stack(coefficients, axis=0)
        self.y_est = x.dot(self.coeffs) + offset

    @classmethod
    def from_formula(
        cls,
        formula: str,
        data: Any,
        priors: Any = None,
        vars: Sequence[Variable] | None = None,
        name: str = "",
        model: Model | None = None,
        offset: Any = 0.0,
        eval_env: Any = 0,
    ) -> Any:
        """Return the component of a patsy formula, `y ~ x`, with names from `data` (DataFrame or dict) and the caller.

        eval_env: a patsy.EvalEnvironment, or the number of frames up to the names. Needs patsy.
        """
        x, y, labels = _design(formula, data, eval_env, 2)
        return cls(
            x, y, intercept=False, labels=labels, priors=priors, vars=vars, name=name, model=model, offset=offset
        )


class GLM(LinearComponent):
    """A generalized linear model: a LinearComponent with a likelihood of y.

    x: array or DataFrame of shape (n, k), Series, dict of columns. y: the data (n,).
    intercept: whether to add a column of ones in front. labels: names of the columns, x0, x1, ... by default.
    priors: label -> distribution; "Regressor" for all without one (default: Normal with tau 1e-6), "Intercept" for the
    intercept (default: Flat). vars: label -> variable, used in place of a new one. offset: a number, or (n,).
    family: a Family, or "normal", "student", "binomial", "poisson", "negative_binomial".
    name: prefix of variables. model: the outer model; that of the `with` block by default.
    """

    def __init__(
        self,
        x: Any,
        y: Any,
        intercept: bool = True,
        labels: Any = None,
        priors: Any = None,
        vars: Any = None,
        family: Any = "normal",
        name: str = "",
        model: Any = None,
        offset: Any = 0.0,
    ) -> None:
        super().__init__(
            x, y, intercept=intercept, labels=labels, priors=priors, vars=vars, name=name, model=model, offset=offset
        )
        if isinstance(family, str):
            family = _FAMILIES[family]()
        self.y_est = family.create_likelihood(name="", y_est=self.y_est, y_data=y, model=self)

    @classmethod
    def from_formula(
        cls,
        formula: str,
        data: Any,
        priors: Any = None,
        vars: Sequence[Variable] | None = None,  # type: ignore[override]
        family: Any = "normal",
        name: str = "",
        model: Model | None = None,
        offset: Any = 0.0,
        eval_env: Any = 0,
    ) -> Any:
        """Return the model of a patsy formula: see LinearComponent.from_formula."""
        _log.warning(
            "The glm module is deprecated and will be removed in version 4.0\nWe recommend to instead use "
            "Bambi https://bambinos.github.io/bambi/"
        )
        x, y, labels = _design(formula, data, eval_env, 2)
        return cls(
            x,
            y,
            intercept=False,
            labels=labels,
            priors=priors,
            vars=vars,
            family=family,
            name=name,
            model=model,
            offset=offset,
        )


glm = GLM

__getattr__ = absent_from(__name__)
