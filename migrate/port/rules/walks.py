"""Walks and autoregressions, whose flat start PyMC3 did not say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import libcst as cst

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
    names, made = {"sd": "sigma", "testval": "initval", "init": "init_dist"}, []
    for one in arguments:
        if one.name == "tau" and site.text(one.value) != "None":
            sigma = site.make("{t} ** -0.5", t=one.value)
            made.append(keyword("sigma", sigma).with_changes(comma=one.arg.comma))
        elif one.name != "tau":
            made.append(_named(one, names))
    if find(arguments, "init") is None:
        made.append(keyword("init_dist", site.make("{flat}.dist()", flat=site.bindings.reach("pymc.Flat"))))
    if _is_of_columns(find(arguments, "shape")) or _is_matrix(site, find(arguments, "observed")):
        site.tell(call.original, "densities/walk-of-a-matrix")
    new = "pymc.GaussianRandomWalk" + ".dist" * of_dist
    return call.updated.with_changes(func=site.called(new, call.original.func), args=tidy(made, call.args))


def _named(one: Given, names: Mapping[str, str]) -> cst.Arg:
    """Return an argument by today's keyword; the name of the variable, and what is starred, as they are."""
    if one.name in ("name", "*", "**"):
        return one.arg
    if not one.by_position:
        return one.arg.with_changes(keyword=cst.Name(names.get(one.name, one.name)))
    return keyword(names.get(one.name, one.name), one.value).with_changes(comma=one.arg.comma)


def _is_of_columns(shape: cst.BaseExpression | None) -> bool:
    """Say whether a shape has more than one length: `(n, k)`, `data.shape`, `(n,) + k`."""
    if isinstance(shape, cst.Tuple | cst.List):
        return len(shape.elements) > 1 or any(isinstance(one, cst.StarredElement) for one in shape.elements)
    return isinstance(shape, cst.Attribute) and shape.attr.value == "shape"


STACKED = frozenset("column_stack vstack row_stack atleast_2d outer".split())  # functions of NumPy that make a matrix
FILLED = frozenset("zeros ones empty full random.random random.random_sample".split())
DRAWN = frozenset("random.randn random.rand".split())


def _is_matrix(site: Site, data: cst.BaseExpression | None, seen: frozenset[str] = frozenset()) -> bool:
    """Say whether data are seen to have more than one axis: `x.reshape(3, 4)`, `frame[["a", "b"]].values`.

    seen: the names that stand for them, which may be made of themselves: `x = x.T`.
    """
    if isinstance(data, cst.Name):
        known = site.only_assigned(data.value) if data.value not in seen else None
        return _is_matrix(site, known, seen | {data.value})
    if isinstance(data, cst.List) and data.elements:
        return isinstance(data.elements[0].value, cst.List | cst.Tuple)
    if isinstance(data, cst.Attribute) and data.attr.value in ("values", "T"):
        return _is_matrix(site, data.value, seen)
    if isinstance(data, cst.Subscript) and len(data.slice) == 1 and isinstance(data.slice[0].slice, cst.Index):
        index = data.slice[0].slice.value
        return isinstance(index, cst.List) and len(index.elements) > 1 and isinstance(data.value, cst.Name)
    return isinstance(data, cst.Call) and _makes_a_matrix(site, data, seen)


def _makes_a_matrix(site: Site, call: cst.Call, seen: frozenset[str]) -> bool:
    lengths = [one.value for one in call.args if one.keyword is None]
    if isinstance(call.func, cst.Attribute) and call.func.attr.value == "reshape" and lengths:
        return len(lengths) > 1 or _is_of_columns(lengths[0])
    if isinstance(call.func, cst.Attribute) and call.func.attr.value in ("to_numpy", "cumsum", "astype", "copy"):
        return _is_matrix(site, call.func.value, seen)
    name = (site.name(call.func) or "").removeprefix("numpy.")
    sizes = [one.value for one in call.args if one.keyword is not None and one.keyword.value in ("size", "shape")]
    if any(_is_of_columns(one) for one in sizes) or name in STACKED or name in DRAWN and len(lengths) > 1:
        return True
    if name in ("array", "asarray") and lengths:
        return _is_matrix(site, lengths[0], seen)
    return name in FILLED and bool(lengths) and _is_of_columns(lengths[0])


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
                site.tell(call.original, "densities/start-of-a-walk")
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
    made = [_named(one, names) for one in arguments if not one.by_position or site.text(one.value) != "None"]
    if find(arguments, "mu") is None and not any(one.name == "**" for one in arguments):
        made.append(keyword("mu", cst.Float("0.0")))
    if find(arguments, "init") is None:
        length = _length_of_steps(site, arguments)
        if length is None:
            site.tell(call.original, "densities/start-of-a-multivariate-walk")
        else:
            site.needs("flat_start", "pymc.CustomDist", "numpy.zeros", "pytensor.tensor.zeros")
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
    call.site.tell(call.original, "densities/ar1-gone")


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
