"""Generalised linear models given by formula, written out."""

from __future__ import annotations

from collections.abc import Mapping

import libcst as cst

from ..arguments import Change, find, given
from ..rule import Called, CallRule

# family -> its likelihood: (function of the linear predictor, the variable)
FAMILIES = {
    "Normal": '{pm}.Normal({name}"y", mu=eta, sigma={pm}.HalfCauchy({name}"sd", beta=10), observed=outcome)',
    "StudentT": '{pm}.StudentT({name}"y", nu=1, mu=eta, lam={pm}.HalfCauchy({name}"lam", beta=10), observed=outcome)',
    "Binomial": '{pm}.Binomial({name}"y", n=1, p={pm}.math.sigmoid(eta), observed=outcome)',
    "Poisson": '{pm}.Poisson({name}"y", mu={pm}.math.exp(eta), observed=outcome)',
}


def from_formula(call: Called) -> cst.BaseExpression | None:
    """Translate `pm.glm.GLM.from_formula("y ~ x", data, family=...)` to a call of a function written into the file."""
    site = call.site
    arguments = given(call.args, ("formula", "data", "priors", "vars", "family"))
    formula, data, family = find(arguments, "formula"), find(arguments, "data"), find(arguments, "family")
    if formula is None or data is None or any(one.name not in ("formula", "data", "family") for one in arguments):
        site.mark("MP205", "this linear model has priors, names or an offset of its own: write it out")
        return None
    name = _family(call, family)
    if name not in FAMILIES:
        site.mark("MP205", "this linear model's family is not known here: write it out")
        return None
    site.helpers.add(f"glm_{name}")
    site.bindings.reach("pymc.Model")
    site.bindings.wanted.setdefault("patsy", "")
    site.note(
        call.original,
        "the linear model by formula is written out: flat intercept, coefficients of precision 1e-6, as"
        " pm.glm had them; Bambi has better priors",
    )
    return site.make("linear_model_" + name.lower() + "({f}, {d})", f=formula, d=data)


def _family(call: Called, family: cst.BaseExpression | None) -> str:
    if family is None:
        return "Normal"
    if isinstance(family, cst.SimpleString):
        return {"normal": "Normal", "student": "StudentT", "binomial": "Binomial", "poisson": "Poisson"}.get(
            str(family.evaluated_value), ""
        )
    if isinstance(family, cst.Call) and not family.args:
        return call.site.text(family.func).rpartition(".")[2]
    return ""


def _helper(name: str, likelihood: str) -> str:
    return f'''def linear_model_{name.lower()}(formula, data):
    """A linear model of a formula, in the model around: the intercept flat, coefficients of precision 1e-6."""
    outcome, design = patsy.dmatrices(formula, data)
    outcome = np.asarray(outcome)[:, -1]
    coefficients = [
        pm.Flat(name) if name == "Intercept" else pm.Normal(name, mu=0, tau=1.0e-6)
        for name in design.design_info.column_names
    ]
    eta = sum(np.asarray(design)[:, i] * one for i, one in enumerate(coefficients))
    return {likelihood.format(pm="pm", name="")}
'''


HELPERS = {f"glm_{name}": _helper(name, likelihood) for name, likelihood in FAMILIES.items()}


def family(call: Called) -> None:
    """Leave the family to the rule for the model."""
    del call


CALLS: Mapping[str, Change | CallRule] = {
    f"pymc3.{path}from_formula": from_formula for path in ("glm.GLM.", "GLM.", "glm.linear.GLM.")
} | {
    "pymc3.glm.glm": from_formula,
    **{f"pymc3.glm.families.{name}": family for name in FAMILIES},
}
