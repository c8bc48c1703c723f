"""Calls of distributions: arguments by the table, and distributions that need more than the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import libcst as cst
import libcst.matchers as m

from ...check.names.scopes import ELSE
from ...check.names.values import TENSORS, is_value
from ...rewriting.nodes import keyword
from ..arguments import Change, Given, carried, find, given, tidy
from ..names.kinds import DISTRIBUTION
from ..rule import Called, CallRule
from ..site import Site
from . import parameters
from .data import observed as observed_data
from .distributions import DISTRIBUTIONS, WITH_TRANSFORM

INTERVAL = "pymc.distributions.transforms.Interval"
WITHOUT_EFFECT = {"model": ""}
OF_DENSITY_DIST = ("name", "logp", "shape", "dtype", "initval", "random")
GONE_OF_DENSITY_DIST = ("random", "wrap_random_with_dist_shape", "check_shape_in_random", "pymc3_dist")
OF_THE_VARIABLE = ("shape", "testval", "initval", "observed", "dims", "total_size", "transform", "dtype")


def distribution(call: Called) -> cst.BaseExpression:
    """Translate `pm.Normal("x", mu=0, sd=1, testval=0.1)` and `pm.Normal.dist(mu=0, sd=1)`."""
    of_dist = call.name.endswith(".dist")
    entry = DISTRIBUTIONS[f"pymc3.{call.name.removesuffix('.dist').rpartition('.')[2]}"]
    order = entry.order[1:] if of_dist else entry.order
    change = replace(entry, order=order, new=entry.new + ".dist" * of_dist)
    if of_dist:
        change = replace(change, dropped={**change.dropped, "testval": "", "transform": ""})
    last = entry.new.rpartition(".")[2]
    parameters.tell(call.site, call.original, last, given(call.original.args, order))
    wide = parameters.in_float64(call.site, last, given(call.args, order))
    args = [observed_data(call.site, last, _shape(call.site, _transform(call.site, entry.new, one))) for one in wide]
    args = carried(call.site, call.name, change, call.original, args)
    if (
        entry.new == "pymc.LogitNormal"
        and not of_dist
        and not any(
            one.keyword is not None and one.keyword.value in ("transform", "default_transform", "observed")
            for one in args
        )
    ):  # PyMC's has no default transform
        logodds = cst.parse_expression(call.site.bindings.reach("pymc.distributions.transforms.logodds"))
        args = tidy([*args, keyword("transform", logodds)], call.args)
    return call.updated.with_changes(func=call.site.called(change.new, call.original.func), args=args)


def _shape(site: Site, arg: cst.Arg) -> cst.Arg:
    """Wrap the n of `shape=n` in int() where it is a NumPy scalar."""
    if arg.keyword is None or arg.keyword.value != "shape" or not isinstance(arg.value, cst.Name):
        return arg
    found = site.assigned_alone(arg.value.value)
    if not found or not all(_is_numpy_scalar(one) for one in found):
        return arg
    return arg.with_changes(value=site.make("int({n})", n=arg.value))


def _is_numpy_scalar(node: cst.BaseExpression) -> bool:
    """Say whether it is a NumPy scalar: `x.max()`, `np.max(x) + 1`, `len(set(x)) * x.sum()`."""
    if isinstance(node, cst.BinaryOperation):
        return _is_numpy_scalar(node.left) or _is_numpy_scalar(node.right)
    if isinstance(node, cst.Attribute) and node.attr.value == "size":  # pandas gives NumPy's integers
        return True
    if not (isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute)):
        return False
    return node.func.attr.value in ("max", "min", "sum", "amax", "prod") and not any(
        one.keyword is not None for one in node.args
    )


def _transform(site: Site, new: str, arg: cst.Arg) -> cst.Arg:
    """Pass a transform that replaces the default one as `default_transform`."""
    if arg.keyword is None or arg.keyword.value != "transform":
        return arg
    last = new.rpartition(".")[2]
    value = arg.value
    if isinstance(value, cst.SimpleString):
        site.tell(value, "densities/names-of-transforms", of=f"pm.{last}(transform={value.value})")
    if last in WITH_TRANSFORM or (isinstance(value, cst.Name) and value.value == "None"):
        return arg.with_changes(keyword=cst.Name("default_transform"))
    return arg


def lkj_cholesky(call: Called) -> cst.BaseExpression:
    """Translate `pm.LKJCholeskyCov`, which gave the packed factor without compute_corr; today an argument asks it."""
    site = call.site
    order = ("name", "eta", "n", "sd_dist", "compute_corr", "store_in_trace")
    change = Change("pymc.LKJCholeskyCov", order, renamed={"testval": "initval"}, added={"compute_corr": "False"})
    args = carried(site, call.name, change, call.original, call.args)
    parameters.tell(site, call.original, "LKJCholeskyCov", given(call.original.args, order))
    return call.updated.with_changes(func=site.called(change.new, call.original.func), args=args)


def lkj_corr(call: Called) -> cst.BaseExpression:
    """Translate `pm.LKJCorr`, which gave the upper triangle as a vector; today it gives the matrix."""
    site = call.site
    order = ("name", "eta", "n", "p", "transform")
    change = Change("pymc.LKJCorr", order, renamed={"testval": "initval"}, dropped={"transform": "", "p": ""})
    args = carried(site, call.name, change, call.original, call.args)
    parameters.tell(site, call.original, "LKJCorr", given(call.original.args, order))
    site.tell(call.original, "densities/lkj-corr-matrix")
    return call.updated.with_changes(func=site.called(change.new, call.original.func), args=args)


def density_dist(call: Called) -> cst.BaseExpression | None:
    """Translate `pm.DensityDist("x", logp, observed=y)` to pm.CustomDist; with a dict as data, to pm.Potential."""
    site = call.site
    arguments = given(call.args, OF_DENSITY_DIST)
    name, logp, observed = find(arguments, "name"), find(arguments, "logp"), find(arguments, "observed")
    if name is None or logp is None or any(one.name in ("*", "**") for one in arguments):
        site.mark("MP201", "pm.DensityDist: its arguments cannot be told from here")
        return None
    if find(arguments, "random") is not None:
        site.mark("MP201", "pm.DensityDist(random=...): random(*parameters, rng, size) is what pm.CustomDist calls")
    if isinstance(observed, cst.Dict) or _is_dict_call(observed):
        return _potential(site, call, name, logp, observed)
    original = find(given(call.original.args, OF_DENSITY_DIST), "logp")
    assert original is not None
    outside = closure(site, original)
    if observed is not None and (outside is None or _is_density(site, original)):
        return _flat(site, call, name, original, logp, observed)
    if outside is None:
        site.mark(
            "MP201", "pm.DensityDist: what its function takes from around it cannot be told; give it as parameters"
        )
        outside = []
    if outside and not isinstance(logp, cst.Lambda):
        return _flat(site, call, name, original, logp, observed)
    if outside and isinstance(logp, cst.Lambda):
        params = logp.params.with_changes(params=tidy_params([*logp.params.params, *outside]))
        logp = logp.with_changes(params=params)
    made = [cst.Arg(name), *(cst.Arg(cst.Name(one)) for one in outside), keyword("logp", logp)]
    made += _of_the_variable(site, arguments)
    return call.updated.with_changes(
        func=site.called("pymc.CustomDist", call.original.func),
        args=tidy([one.with_changes(comma=cst.MaybeSentinel.DEFAULT) for one in made], call.args[-1:]),
    )


def _of_the_variable(site: Site, arguments: Sequence[Given]) -> list[cst.Arg]:
    """Return the keywords that every variable takes; mark those of pm.DensityDist that pm.CustomDist lacks."""
    made = []
    for one in arguments:
        if one.name in OF_THE_VARIABLE and one.name != "transform":
            made.append(keyword("initval" if one.name == "testval" else one.name, one.value))
        elif one.name not in GONE_OF_DENSITY_DIST and one.name not in ("name", "logp"):
            site.mark("MP102", f"pm.CustomDist: what was {one.name or 'an argument'}= of pm.DensityDist?")
    return made


def tidy_params(params: Sequence[cst.Param | str]) -> list[cst.Param]:
    """Return the parameters of a lambda with commas between them."""
    made = [cst.Param(cst.Name(one)) if isinstance(one, str) else one for one in params]
    comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
    return [
        one.with_changes(comma=comma if i < len(made) - 1 else cst.MaybeSentinel.DEFAULT) for i, one in enumerate(made)
    ]


def _is_dict_call(node: cst.BaseExpression | None) -> bool:
    return m.matches(node, m.Call(func=m.Name("dict"))) if node is not None else False


def _potential(
    site: Site, call: Called, name: cst.BaseExpression, logp: cst.BaseExpression, observed: cst.BaseExpression | None
) -> cst.BaseExpression:
    site.note(
        call.original,
        "pm.DensityDist with observed={...} is a pm.Potential: the same density; it has no predictive"
        " draws and no log likelihoods of its own",
    )
    args: list[cst.Arg] = []
    if isinstance(observed, cst.Dict):
        pairs = [one for one in observed.elements if isinstance(one, cst.DictElement)]
        if len(pairs) == len(observed.elements) and all(_is_name(one.key) for one in pairs):
            args = [keyword(str(one.key.evaluated_value), one.value) for one in pairs]  # type: ignore[attr-defined]
        else:
            args = [cst.Arg(observed, star="**")]
    elif isinstance(observed, cst.Call):
        args = [one.with_changes(comma=cst.MaybeSentinel.DEFAULT) for one in observed.args]
    density = cst.Call(
        logp
        if not isinstance(logp, cst.Lambda)
        else logp.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()]),
        tidy(args, args[-1:]),
    )
    return call.updated.with_changes(
        func=site.called("pymc.Potential", call.original.func),
        args=tidy([cst.Arg(name), cst.Arg(density)], call.args[-1:]),
    )


def _is_name(node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.SimpleString) and str(node.evaluated_value).isidentifier()


def _flat(
    site: Site,
    call: Called,
    name: cst.BaseExpression,
    original: cst.BaseExpression,
    logp: cst.BaseExpression,
    observed: cst.BaseExpression | None,
) -> cst.BaseExpression | None:
    """Return a pm.Potential of the data's density where the function reads the model's variables; else leave a mark."""
    if observed is not None:
        site.note(
            call.original,
            "pm.DensityDist whose function reads the model's variables is a pm.Potential: the same"
            " density; it has no predictive draws and no log likelihoods of its own",
        )
        density = site.make("{f}({y})", f=logp, y=observed)
        if isinstance(logp, cst.Attribute) and _is_density(site, original):
            density = site.make("{f}({x}, {y})", f=site.bindings.reach("pymc.logp"), x=logp.value, y=observed)
        return call.updated.with_changes(
            func=site.called("pymc.Potential", call.original.func),
            args=tidy([cst.Arg(name), cst.Arg(density)], call.args[-1:]),
        )
    site.mark("MP201", "pm.CustomDist: give the variables that its function reads as parameters: (value, *parameters)")
    return None


def _is_density(site: Site, function: cst.BaseExpression) -> bool:
    """Say whether it is `pm.Normal.dist(mu, 1).logp`."""
    return site.name(function) == f"{DISTRIBUTION}.logp"


def closure(site: Site, function: cst.BaseExpression) -> list[str] | None:
    """Return the model's variables that a function closes over, by name; None if they cannot be told."""
    if isinstance(function, cst.Lambda):
        own = {one.name.value for one in function.params.params}
        return _read_outside(site, function.body, own)
    if isinstance(function, cst.Name):
        found = [one for one in site.of(cst.FunctionDef) if one.name.value == function.value]
        if len(found) != 1:
            return [] if not found and function.value in site.bindings.by_local else None
        own = {p.name.value for p in found[0].params.params}
        own |= {t.target.value for t in m.findall(found[0], m.AssignTarget(m.Name()))}  # type: ignore[attr-defined]
        return _read_outside(site, found[0].body, own)
    if isinstance(function, cst.Attribute):
        names = site.names(function.value)
        return [] if names and not any(is_value(one) for one in names - {ELSE}) else None  # of a module, or a method
    return _held_by(site, function) if isinstance(function, cst.Call) else None


def _held_by(site: Site, call: cst.Call) -> list[str] | None:
    """Return the variables that what a factory makes may read: `factory(mu)`, `functools.partial(f, mu)`."""
    found: list[str] = []
    parts = [call.func, *(one.value for one in call.args)]
    if site.name(call.func) in ("functools.partial", "partial"):
        parts = parts[1:]
    for one in parts:
        if isinstance(one, cst.Name) and not site.names(one) and one.value not in _functions(site):
            return None  # what it is cannot be told
        inside = closure(site, one) if isinstance(one, cst.Lambda) or _is_function(site, one) else []
        if inside is None or isinstance(one, cst.Attribute) and not site.names(one):
            return None
        found += [name for name in [*_read_outside(site, one, set()), *inside] if name not in found]
    return found


def _functions(site: Site) -> set[str]:
    return {one.name.value for one in site.of(cst.FunctionDef)}


def _is_function(site: Site, node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.Name) and node.value in _functions(site)


def _read_outside(site: Site, body: cst.CSTNode, own: set[str]) -> list[str]:
    found: list[str] = []
    for node in m.findall(body, m.Name()):
        assert isinstance(node, cst.Name)
        if node.value not in own and site.names(node) & TENSORS and node.value not in found:
            if not site.names(node) <= {
                "theano.tensor.var.TensorConstant()",
                "theano.tensor.sharedvar.TensorSharedVariable()",
            }:
                found.append(node.value)
    return found


def simulator(call: Called) -> cst.BaseExpression:
    """Translate `pm.Simulator("s", f, params=(a, b))`: today f gets a random stream first and a size last."""
    site = call.site
    arguments = given(call.args, ("name", "function"))
    made: list[cst.Arg] = []
    for one in arguments:
        if one.name == "function":
            site.note(
                call.original,
                "pm.Simulator calls function(rng, *parameters, size): the stream that it is given is"
                " not used by a function of the old kind",
            )
            made.append(
                cst.Arg(cst.parse_expression(f"lambda rng, *args: {site.text(_called(one.value))}(*args[:-1])"))
            )
        elif one.name == "params" and isinstance(one.value, cst.Tuple | cst.List):
            made += [cst.Arg(part.value) for part in one.value.elements]
        elif one.name == "params":
            made.append(cst.Arg(one.value, star="*"))
        else:
            made.append(one.arg.with_changes(comma=cst.MaybeSentinel.DEFAULT))
    by_position = [one for one in made if one.keyword is None]
    by_keyword = [one for one in made if one.keyword is not None]
    return call.updated.with_changes(
        func=site.called("pymc.Simulator", call.original.func), args=tidy([*by_position, *by_keyword], call.args[-1:])
    )


def _called(node: cst.BaseExpression) -> cst.BaseExpression:
    return (
        node
        if isinstance(node, cst.Name | cst.Attribute)
        else node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    )


def interval(call: Called) -> cst.BaseExpression:
    """Translate `Interval(a, b)`."""
    _constant_bounds(call)
    args = carried(call.site, call.name, _INTERVAL, call.original, call.args)
    return call.updated.with_changes(func=call.site.called(INTERVAL, call.original.func), args=args)


_INTERVAL = Change(INTERVAL, ("a", "b"), renamed={"a": "lower", "b": "upper"})


def _constant_bounds(call: Called) -> None:
    if any(call.site.names(one.value) & TENSORS for one in call.original.args):
        call.site.tell(call.original, "densities/bounds-of-interval")


def one_sided(side: str):  # type: ignore[no-untyped-def]
    """Return the rule for `lowerbound(a)`: `Interval(lower=a, upper=None)`."""

    def rule(call: Called) -> cst.BaseExpression | None:
        if len(call.args) != 1:
            return None
        _constant_bounds(call)
        other = "upper" if side == "lower" else "lower"
        args = [keyword(side, call.args[0].value), keyword(other, cst.Name("None"))]
        return call.updated.with_changes(
            func=call.site.called(INTERVAL, call.original.func), args=tidy(args, call.args)
        )

    return rule


CALLS: dict[str, Change | CallRule] = {
    **{f"pymc3.distributions.transforms.{one}": interval for one in ("interval", "Interval")},
    **{f"pymc3.distributions.transforms.{one}": one_sided("lower") for one in ("lowerbound", "LowerBound")},
    **{f"pymc3.distributions.transforms.{one}": one_sided("upper") for one in ("upperbound", "UpperBound")},
    **dict.fromkeys(DISTRIBUTIONS, distribution),
    **{f"{one}.dist": distribution for one in DISTRIBUTIONS},
    "pymc3.LKJCholeskyCov": lkj_cholesky,
    "pymc3.LKJCorr": lkj_corr,
    "pymc3.DensityDist": density_dist,
    "pymc3.Simulator": simulator,
}
