"""MC106: an argument that the function or class does not take."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ...names.signatures import Signature, signature
from ..rule import Hit, Rule

RULE = Rule(
    code="MC106",
    severity="breaks",
    title="argument that is not taken here, or is missing",
    why="The call raises TypeError. The old library may have taken it in an earlier release, or in none.",
    do="Leave it out, or write the argument that the note names.",
)

BEFORE = """
import pymc3 as pm
import theano
import theano.tensor as tt
x = tt.dvector("x")
theano.function([x], 2 * x, on_unused_input="ignore", updates=[])
theano.function([x], 2 * x, optimise=True)  # MC106
with pm.Model():
    pm.Normal("a", mu=0, sd=1, shape=3, testval=0.5)
    pm.Normal("b", mean=0, sd=1)  # MC106
    pm.Normal("c", 0, 1, **options)
    trace = pm.sample(1000, target_accept=0.9, njobs=2, use_mmap=True)  # MC106
    pm.LKJCholeskyCov("d", eta=2, n=3, sd_dist=scales, compute_corr=True)
    pm.LKJCholeskyCov("d", eta=2, n=3, compute_corr=True)  # MC106
    pm.sample_smc(500, kernel="ABC", threshold=0.5)
    pm.sample_smc(500, kernel="ABC", epsilon=0.5)  # MC106
pm.plot_forest(trace, main="a", xlim=(0, 1), plot_kwargs={}, chain_spacing=0.1)
pm.plot_trace(trace, grid=True, alpha=0.5, plot_transformed=True)
pm.trace_to_dataframe(trace, varnames=["a"])
pm.trace_to_dataframe(trace, transformed=True)  # MC106
trace.get_values("a", burn=100)
trace.get_values("a", warmup=100)  # MC106
pm.Normal.dist(mu=0, sd=1)
pm.Normal.dist(mean=0, sd=1)  # MC106
pm.glm.GLM.from_formula("y ~ x", data, kind="normal")  # MC106
pm.Bound(pm.Normal, 0, 1)
pm.Bound(pm.Normal, 0, 1, 2)  # MC106
pm.Bound(*given, 2, 3, 4)
pm.Bound()  # MC106
gp = pm.gp.Marginal(cov_func=pm.gp.cov.ExpQuad(1, 0.1))
gp.marginal_likelihood("y", X=x, y=x, noise=0.1)
gp.marginal_likelihood("y", X=x, y=x)  # MC106
gp.marginal_likelihood("y", **given)
try:
    theano.function([x], 2 * x, optimise=True)
except TypeError:
    pass
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for node in module.of(ast.Call):
        names = module.names_of(node.func)
        known = [(name, found) for name in names if (found := signature(name)) is not None]
        if not known or len(known) < len(names) or module.is_guarded(node, "TypeError"):
            continue
        name, may_be = known[0][0], [one for _, one in known]
        yield from _not_taken(node, name, may_be)
        if not any(isinstance(argument, ast.Starred) for argument in node.args):
            yield from _missing(node, name, may_be)
            yield from _too_many(node, name, may_be)


def _not_taken(node: ast.Call, name: str, may_be: list[Signature]) -> Iterator[Hit]:
    for keyword in node.keywords:
        if keyword.arg is not None and not any(keyword.arg in one.names or one.any_keyword for one in may_be):
            yield Hit(keyword, name, f"takes no `{keyword.arg}`{_like(keyword.arg, may_be[0])}")


def _missing(node: ast.Call, name: str, may_be: list[Signature]) -> Iterator[Hit]:
    given = {keyword.arg for keyword in node.keywords}
    if None in given:  # **
        return
    missing = [[need for need in one.required[len(node.args) :] if need not in given] for one in may_be]
    if all(missing):
        yield Hit(node, name, f"needs `{missing[0][0]}`")


def _too_many(node: ast.Call, name: str, may_be: list[Signature]) -> Iterator[Hit]:
    most = [one.positional for one in may_be if one.positional is not None]
    if len(most) == len(may_be) and len(node.args) > max(most):
        yield Hit(node, name, f"takes {max(most)} arguments by position, not {len(node.args)}")


def _like(wanted: str, taken: Signature) -> str:
    import difflib

    near = difflib.get_close_matches(wanted, sorted(taken.names), 1)
    return f"; it has `{near[0]}`" if near else ""
