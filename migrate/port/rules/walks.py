"""Walks and autoregressions, whose flat start PyMC3 did not say."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from theano_common.differences.table import difference

from ...rewriting.nodes import keyword
from ..arguments import Change, Given, carried, find, given, tidy
from ..rule import Called, CallRule
from ..site import Site


def random_walk(call: Called) -> cst.BaseExpression:
    """Translate `pm.GaussianRandomWalk("x", sd=0.1, shape=n)`: the flat start becomes explicit, tau becomes sigma."""
    site = call.site
    of_dist = call.name.endswith(".dist")
    order = ("name", "tau", "init", "sigma", "mu", "sd")[of_dist:]
    arguments = given(call.args, order)
    made = []
    for one in arguments:
        if one.name == "tau" and site.text(one.value) != "None":
            sigma = site.make("{t} ** -0.5", t=one.value)
            made.append(keyword("sigma", sigma).with_changes(comma=one.arg.comma))
        elif one.name != "tau":
            made.append(
                one.arg
                if one.arg.keyword is not None or one.name in ("name", "*")
                else keyword(one.name, one.value).with_changes(comma=one.arg.comma)
            )
    change = Change(
        "pymc.GaussianRandomWalk" + ".dist" * of_dist,
        order,
        renamed={"sd": "sigma", "testval": "initval", "init": "init_dist"},
    )
    args = _plain(site, call, change, made)
    if find(arguments, "init") is None:
        args = tidy(
            [*args, keyword("init_dist", site.make("{flat}.dist()", flat=site.bindings.reach("pymc.Flat")))], call.args
        )
    if _is_of_columns(find(arguments, "shape")):
        site.tell(call.original, "matrix of walks")
    return call.updated.with_changes(func=site.called(change.new, call.original.func), args=args)


def _is_of_columns(shape: cst.BaseExpression | None) -> bool:
    """Say whether a shape has more than one length: `(n, k)`, `data.shape`, `(n,) + k`."""
    if isinstance(shape, cst.Tuple | cst.List):
        return len(shape.elements) > 1 or any(isinstance(one, cst.StarredElement) for one in shape.elements)
    return isinstance(shape, cst.Attribute) and shape.attr.value == "shape"


def _plain(site: Site, call: Called, change: Change, args: Sequence[cst.Arg]) -> list[cst.Arg]:
    """Rename keywords of a distribution whose new form takes any."""
    made = []
    for one in args:
        name = one.keyword.value if one.keyword is not None else ""
        made.append(one.with_changes(keyword=cst.Name(change.renamed[name])) if name in change.renamed else one)
    return tidy(made, call.args)


def autoregression(call: Called) -> cst.BaseExpression:
    """Translate `pm.AR("x", rho=[0.5], sd=1)`: the flat start becomes explicit."""
    site = call.site
    order = ("name", "rho", "sigma", "tau", "constant", "init", "sd")
    arguments = given(call.args, order)
    change = Change("pymc.AR", order, renamed={"sd": "sigma", "testval": "initval", "init": "init_dist"})
    args = carried(site, call.name, change, call.original, call.args)
    if find(arguments, "init") is None:
        more = [keyword("init_dist", site.make("{flat}.dist()", flat=site.bindings.reach("pymc.Flat")))]
        shape = find(arguments, "shape")
        observed = find(arguments, "observed")
        if observed is None and find(arguments, "testval", "initval") is None:
            if shape is None:
                site.mark("MP206", difference("densities/start-of-a-walk").port)
            else:
                more.append(
                    keyword("initval", site.make("{zeros}({n})", zeros=site.bindings.reach("numpy.zeros"), n=shape))
                )
        args = tidy([*args, *more], call.args)
    return call.updated.with_changes(func=site.called("pymc.AR", call.original.func), args=args)


def multivariate_walk(call: Called) -> cst.BaseExpression:
    """Translate `pm.MvGaussianRandomWalk("g", mu=m, cov=c, shape=(n, k))`, of k numbers a step, and Student's t's."""
    site = call.site
    last = call.name.removesuffix(".dist").rpartition(".")[2]
    of_dist = call.name.endswith(".dist")
    is_t = last == "MvStudentTRandomWalk"
    order = ("name", *["nu"] * is_t, "mu", "cov", "tau", "chol", "lower", "init")[of_dist:]
    names = {"testval": "initval", "init": "init_dist", **({"cov": "scale"} if is_t else {})}
    arguments = given(call.args, order)
    made = []
    for one in arguments:
        if one.name in ("name", "*", "**") or not one.by_position:
            name = one.arg.keyword.value if one.arg.keyword is not None else ""
            made.append(one.arg.with_changes(keyword=cst.Name(names[name])) if name in names else one.arg)
        elif site.text(one.value) != "None":
            made.append(keyword(names.get(one.name, one.name), one.value).with_changes(comma=one.arg.comma))
    if find(arguments, "mu") is None and not any(one.name == "**" for one in arguments):
        made.append(keyword("mu", cst.Float("0.0")))
    if find(arguments, "init") is None:
        length = _length_of_steps(site, arguments)
        if length is None:
            site.tell(call.original, "start of a multivariate walk")
        else:
            site.helpers.add("flat_start")
            for needed in ("pymc.CustomDist", "numpy.zeros", "pytensor.tensor.zeros"):
                site.bindings.reach(needed)
            made.append(keyword("init_dist", site.make("flat_start({k})", k=length)))
    new = f"pymc.{last}" + ".dist" * of_dist
    return call.updated.with_changes(func=site.called(new, call.original.func), args=tidy(made, call.args))


def _length_of_steps(site: Site, arguments: Sequence[Given]) -> cst.BaseExpression | None:
    """Return how many numbers a step has; None where neither shape nor data say it."""
    shape, observed = find(arguments, "shape"), find(arguments, "observed")
    if isinstance(shape, cst.Tuple | cst.List) and shape.elements:
        return shape.elements[-1].value
    if shape is not None and not isinstance(shape, cst.Integer):
        return site.make("{shape}[-1]", shape=shape)
    if observed is not None:
        return site.make("{f}({data})[-1]", f=site.bindings.reach("numpy.shape"), data=observed)
    return None


def autoregression_of_one(call: Called) -> None:
    """Leave the call to a person."""
    call.site.mark("MP206", difference("densities/ar1-gone").port)


CALLS: dict[str, Change | CallRule] = {
    "pymc3.GaussianRandomWalk": random_walk,
    "pymc3.GaussianRandomWalk.dist": random_walk,
    "pymc3.MvGaussianRandomWalk": multivariate_walk,
    "pymc3.MvGaussianRandomWalk.dist": multivariate_walk,
    "pymc3.MvStudentTRandomWalk": multivariate_walk,
    "pymc3.MvStudentTRandomWalk.dist": multivariate_walk,
    "pymc3.AR": autoregression,
    "pymc3.AR1": autoregression_of_one,
}
HELPERS = {
    "flat_start": '''def flat_start(length):
    """The start of a walk of vectors, anywhere with the same density."""
    return pm.CustomDist.dist(
        np.zeros(length),
        logp=lambda value, start: 0 * (value - start).sum(-1),
        support_point=lambda variable, size, start: start + pt.zeros(variable.shape),
        signature="(k)->(k)",
    )
''',
}
