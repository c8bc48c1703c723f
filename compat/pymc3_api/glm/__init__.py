"""Generalised linear models. Source: pymc3.glm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...importing.module_getattr import absent_from
from . import families, utils  # noqa: F401
from .linear import GLM, LinearComponent

if TYPE_CHECKING:
    from ...models.model import Model

__all__ = ["GLM", "LinearComponent", "families", "linear", "utils"]


def glm(
    formula: str,
    data: Any,
    priors: Mapping[str, Any] | None = None,
    intercept_prior: Any = None,
    regressor_prior: Any = None,
    family: Any = "normal",
    name: str = "",
    model: Model | None = None,
) -> Any:
    """Return the likelihood of a formula over data; PyMC3 3.0's name for GLM.from_formula.

    formula: of patsy, such as "y ~ x". data: a DataFrame, or a dict name -> column of shape (n,).
    priors: label -> distribution. intercept_prior, regressor_prior: in place of "Intercept" and "Regressor" of priors.
    family: a Family, or "normal", "student", "binomial", "poisson", "negative_binomial". name: prefix of variables.
    model: the outer model; that of the `with` block by default.
    """
    priors = dict(priors or {})
    for label, prior in (("Intercept", intercept_prior), ("Regressor", regressor_prior)):
        if prior is not None:
            priors.setdefault(label, prior)
    made = GLM.from_formula(formula, data, priors=priors, family=family, name=name, model=model, eval_env=1)
    return made.y_est


__getattr__ = absent_from(__name__)
