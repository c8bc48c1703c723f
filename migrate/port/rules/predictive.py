"""Predictive draws, and draws from distributions outside of sampling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import libcst as cst

from ..arguments import Change, Given, carried, find, given
from ..rule import Called, CallRule
from ..site import Site
from .parameters import of_value

_ORDER = ("trace", "samples", "model", "var_names", "size", "keep_size", "random_seed", "progressbar")
_PPC_ORDER = ("trace", "samples", "model", "vars", "size", "random_seed", "progressbar")
_LEFT_OUT = {
    "samples": "predictive draws: one for each posterior draw; samples= is gone",
    "size": "predictive draws: size= is gone, one for each posterior draw",
    "keep_size": "",
    "transform": "",
}
_POSTERIOR = Change("pymc.sample_posterior_predictive", _ORDER, dropped=_LEFT_OUT)


def posterior_predictive(call: Called) -> cst.BaseExpression:
    """Translate `pm.sample_posterior_predictive(trace, samples=500)`; lists of variables become lists of names."""
    site = call.site
    order = _PPC_ORDER if call.name.endswith("sample_ppc") else _ORDER
    made = [_vars(site, one) for one in call.args]
    args = carried(site, call.name, replace(_POSTERIOR, order=order), call.original, made)
    return call.updated.with_changes(func=site.called(_POSTERIOR.new, call.original.func), args=args)


def _vars(site: Site, arg: cst.Arg) -> cst.Arg:
    if arg.keyword is None or arg.keyword.value != "vars":
        return arg
    if isinstance(arg.value, cst.List) and all(
        isinstance(one.value, cst.Name | cst.Attribute) for one in arg.value.elements
    ):
        names = [one.with_changes(value=cst.Attribute(one.value, cst.Name("name"))) for one in arg.value.elements]
        return arg.with_changes(keyword=cst.Name("var_names"), value=arg.value.with_changes(elements=names))
    return arg.with_changes(keyword=cst.Name("var_names"), value=site.make("[v.name for v in {x}]", x=arg.value))


def prior_predictive(call: Called) -> cst.BaseExpression:
    """Translate `pm.sample_prior_predictive(samples=500)`."""
    site = call.site
    change = Change(
        "pymc.sample_prior_predictive", ("samples", "model", "var_names", "random_seed"), renamed={"samples": "draws"}
    )
    args = carried(site, call.name, change, call.original, [_vars(site, one) for one in call.args])
    return call.updated.with_changes(func=site.called(change.new, call.original.func), args=args)


def _drawn(site: Site, arguments: Sequence[Given], variable: cst.BaseExpression) -> cst.BaseExpression | None:
    size, point = find(arguments, "size"), find(arguments, "point")
    if point is not None and site.text(point) != "None":
        site.mark("MP302", "random(point=...): pm.draw takes no point; set the parameters by pm.do(model, point)")
        return None
    text = ""
    if size is not None and site.text(size) != "None":
        if isinstance(size, cst.Tuple | cst.List):
            site.mark("MP302", "random(size=...) with several lengths: pm.draw takes a number of draws")
            return None
        text = f", draws={site.text(size)}"
    return site.make("{draw}({x}" + text + ")", draw=site.bindings.reach("pymc.draw"), x=variable)


def random(call: Called) -> cst.BaseExpression | None:
    """Translate `x.random(size=n)` and `pm.Normal.dist(0, 1).random(size=n)` to `pm.draw(x, draws=n)`."""
    arguments = given(call.args, ("point", "size"))
    made = _drawn(call.site, arguments, call.receiver)
    if made is not None:
        call.site.note(call.original, "random(): pm.draw has a random stream of its own: other draws than np.random's")
    return made


def log_density(function: str):  # type: ignore[no-untyped-def]
    """Return the rule for `pm.Normal.dist(0, 1).logp(x)`: `pm.logp(pm.Normal.dist(0, 1), x)`."""

    def rule(call: Called) -> cst.BaseExpression | None:
        if len(call.args) != 1 or call.args[0].star:
            call.site.mark(
                "MP402", f"{call.site.text(call.original.func)}: a log density is {function}(variable, value)"
            )
            return None
        assert isinstance(call.original.func, cst.Attribute)
        of_value(call.site, call.original.func.value, function, call.original.args[0].value)
        return call.site.make(
            "{f}({x}, {v})", f=call.site.bindings.reach(f"pymc.{function}"), x=call.receiver, v=call.args[0].value
        )

    return rule


RV = ("pymc3.model.FreeRV", "pymc3.model.ObservedRV", "pymc3.model.TransformedRV")
DIST = "pymc3.distributions.distribution.Distribution"


def draw_values(call: Called) -> cst.BaseExpression | None:
    """Translate `draw_values([a, b])` to pm.draw, outside of a user's own distribution."""
    arguments = given(call.args, ("params", "point", "size"))
    params = find(arguments, "params")
    if params is None or any(one.name in ("point", "*", "**") for one in arguments):
        call.site.mark("MP201", "draw_values(point=...): pm.draw takes no point")
        return None
    return _drawn(call.site, arguments, params)


CALLS: dict[str, Change | CallRule] = {
    "pymc3.sample_ppc": posterior_predictive,
    "pymc3.sample_posterior_predictive": posterior_predictive,
    "pymc3.fast_sample_posterior_predictive": posterior_predictive,
    "pymc3.sample_prior_predictive": prior_predictive,
    "pymc3.distributions.draw_values": draw_values,
    "pymc3.distributions.distribution.draw_values": draw_values,
    f"{DIST}.random": random,
    f"{DIST}.logp": log_density("logp"),
    f"{DIST}.logcdf": log_density("logcdf"),
    **{f"{one}.random": random for one in RV},
}
