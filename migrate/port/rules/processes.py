"""Gaussian processes."""

from __future__ import annotations

import libcst as cst
import libcst.matchers as m
from libcst.helpers import get_full_name_for_node

from migrate.port.arguments import Change, tidy
from migrate.port.rule import Called
from migrate.port.site import Site, keyword


def predict(call: Called) -> cst.BaseExpression | None:
    """`gp.predict(X, point=mp)` asks for the model, which outside of a `with` is to be named."""
    site = call.site
    if any(one.keyword is not None and one.keyword.value == "model" for one in call.args) or _inside(site, call.original):
        return None
    models = _models(site, call.original.func)
    if len(models) != 1:
        site.mark("MP402", "gp.predict: give it model=")
        return None
    return call.updated.with_changes(args=tidy([*call.args, keyword("model", cst.Name(models[0]))], call.args))


def _models(site: Site, func: cst.BaseExpression) -> list[str]:
    """Names of the models of the file: that in which the process was made, if it can be told, else all."""
    found = []
    name = func.value.value if isinstance(func, cst.Attribute) and isinstance(func.value, cst.Name) else ""
    for block in m.findall(site.module, m.With()):
        assert isinstance(block, cst.With)
        made = m.findall(block, m.Assign(targets=[m.AssignTarget(m.Name(name))]))
        item = block.items[0]
        if made and site.name(item.item) == "pymc3.model.Model()":
            named = item.asname.name if item.asname is not None else item.item
            found.append(str(get_full_name_for_node(named)))
    if len(set(found)) == 1:
        return found[:1]
    found = []
    for one in m.findall(site.module, m.WithItem(asname=m.AsName())):
        assert isinstance(one, cst.WithItem) and one.asname is not None
        if site.name(one.item) == "pymc3.model.Model()":
            found.append(str(get_full_name_for_node(one.asname.name)))
    for line in m.findall(site.module, m.Assign(targets=[m.AssignTarget(m.Name())])):
        assert isinstance(line, cst.Assign)
        if site.name(line.value) == "pymc3.model.Model()":
            found.append(str(get_full_name_for_node(line.targets[0].target)))
    return list(dict.fromkeys(found))


def _inside(site: Site, call: cst.Call) -> bool:
    return any(m.findall(one, m.MatchIfTrue(lambda node: node is call)) for one in m.findall(site.module, m.With()))


NOISE = {"noise": "sigma"}
# PyMC3 put no jitter on the diagonal of an observed marginal process; PyMC does unless it is told.
EXACT = {"jitter": "0.0"}
CALLS = {
    "pymc3.gp.Marginal.marginal_likelihood": Change(
        "pymc.gp.Marginal.marginal_likelihood", ("name", "X", "y", "noise", "is_observed"), renamed=NOISE, added=EXACT),
    "pymc3.gp.MarginalSparse.marginal_likelihood": Change(
        "pymc.gp.MarginalApprox.marginal_likelihood", ("name", "X", "Xu", "y", "noise", "is_observed"), renamed=NOISE),
    "pymc3.gp.MarginalKron.marginal_likelihood": Change(
        "pymc.gp.MarginalKron.marginal_likelihood", ("name", "Xs", "y", "sigma", "is_observed")),
    "pymc3.gp.Marginal.predict": predict, "pymc3.gp.MarginalSparse.predict": predict, "pymc3.gp.MarginalKron.predict": predict,
    "pymc3.gp.Marginal": Change("pymc.gp.Marginal", ("mean_func", "cov_func")),
    "pymc3.gp.Latent": Change("pymc.gp.Latent", ("mean_func", "cov_func")),
    "pymc3.gp.TP": Change("pymc.gp.TP", ("mean_func", "cov_func", "nu"), renamed={"cov_func": "scale_func"}),
    "pymc3.gp.MarginalSparse": Change("pymc.gp.MarginalApprox", ("mean_func", "cov_func", "approx")),
}  # fmt: skip
