"""Gaussian processes."""

from __future__ import annotations

import libcst as cst

from ...rewriting.nodes import keyword
from ..arguments import Change, tidy
from ..rule import Called, CallRule
from .enclosing_model import inside, models


def predict(call: Called) -> cst.BaseExpression | None:
    """Translate `gp.predict(X, point=mp)`, which needs the model; outside of a `with` it must be named."""
    site = call.site
    if any(one.keyword is not None and one.keyword.value == "model" for one in call.args) or inside(
        site, call.original
    ):
        return None
    found = models(site, call.original.func)
    if len(found) != 1:
        site.mark("MP402", "gp.predict: give it model=")
        return None
    return call.updated.with_changes(args=tidy([*call.args, keyword("model", cst.Name(found[0]))], call.args))


NOISE = {"noise": "sigma"}
# PyMC3 put no jitter on the diagonal of an observed marginal process; PyMC does by default.
EXACT = {"jitter": "0.0"}
CALLS: dict[str, Change | CallRule] = {
    "pymc3.gp.Marginal.marginal_likelihood": Change(
        "pymc.gp.Marginal.marginal_likelihood", ("name", "X", "y", "noise", "is_observed"), renamed=NOISE, added=EXACT
    ),
    "pymc3.gp.MarginalSparse.marginal_likelihood": Change(
        "pymc.gp.MarginalApprox.marginal_likelihood", ("name", "X", "Xu", "y", "noise", "is_observed"), renamed=NOISE
    ),
    "pymc3.gp.MarginalKron.marginal_likelihood": Change(
        "pymc.gp.MarginalKron.marginal_likelihood", ("name", "Xs", "y", "sigma", "is_observed")
    ),
    "pymc3.gp.Marginal.predict": predict,
    "pymc3.gp.MarginalSparse.predict": predict,
    "pymc3.gp.MarginalKron.predict": predict,
    "pymc3.gp.Marginal": Change("pymc.gp.Marginal", ("mean_func", "cov_func")),
    "pymc3.gp.Latent": Change("pymc.gp.Latent", ("mean_func", "cov_func")),
    "pymc3.gp.TP": Change("pymc.gp.TP", ("mean_func", "cov_func", "nu"), renamed={"cov_func": "scale_func"}),
    "pymc3.gp.MarginalSparse": Change(
        "pymc.gp.MarginalApprox", ("mean_func", "cov_func", "approx"), added={"approx": '"FITC"'}
    ),
}
