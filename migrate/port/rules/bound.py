"""pm.Bound: the distribution with the transform that Bound gave it, so that its density stays unnormalised."""

from __future__ import annotations

from collections.abc import Mapping

import libcst as cst
import libcst.matchers as m

from ...rewriting.nodes import keyword
from ..arguments import Change, carried, find, given, tidy
from ..names.legacy_names import is_old
from ..rule import Called, CallRule
from ..site import Site
from .distributions import DISTRIBUTIONS

BOUNDS = ("distribution", "lower", "upper")
DISCRETE = frozenset(
    "Bernoulli Binomial BetaBinomial Categorical Poisson NegativeBinomial Geometric HyperGeometric"
    " DiscreteUniform DiscreteWeibull Constant ZeroInflatedPoisson ZeroInflatedBinomial"
    " ZeroInflatedNegativeBinomial OrderedLogistic OrderedProbit".split()
)
NOTE = (
    "pm.Bound: the density without the constant of the truncated one, as PyMC3 had it; pm.Truncated would divide by the"
    " mass between the bounds. Prior draws do not heed the bounds"
)


def bounded(call: Called) -> cst.BaseExpression | None:
    """Translate `pm.Bound(pm.Normal, lower=0)("x", mu=0, sd=1)`, also where the bounded class has a name."""
    site = call.site
    made = _where_it_was_made(site, call.original.func)
    if made is None:
        site.mark("MP202", "pm.Bound: where the bounded distribution was made cannot be told from here")
        return None
    bounds = given(made.args, BOUNDS)
    base = find(bounds, "distribution")
    old = site.name(base) if base is not None else None
    last = old.rpartition(".")[2] if old is not None else ""
    entry = DISTRIBUTIONS.get(f"pymc3.{last}")
    if entry is None or base is None:
        site.mark("MP202", "pm.Bound of a distribution that is not known here")
        return None
    arguments = given(call.args, entry.order)
    lower, upper = find(bounds, "lower"), find(bounds, "upper")
    lower, upper = (None if one is None or site.text(one) == "None" else one for one in (lower, upper))
    if last in DISCRETE or find(arguments, "observed") is not None:
        what = "discrete" if last in DISCRETE else "observed"
        site.mark(
            "MP202", f"pm.Bound of a {what} variable: pm.Truncated(name, pm.{last}.dist(...), lower, upper) normalises"
        )
        return None
    if any(one is not None and _may_be_random(site, one) for one in (lower, upper)):
        site.mark("MP202", "pm.Bound with bounds that are variables: pm.Truncated takes them, and normalises")
        return None
    args = carried(site, f"pymc3.{last}", entry, call.original, call.args)
    sides = ", ".join(
        f"{side}={site.text(one) if one is not None else None}" for side, one in (("lower", lower), ("upper", upper))
    )
    more = [
        keyword(
            "default_transform",
            site.make(
                "{interval}(" + sides + ")", interval=site.bindings.reach("pymc.distributions.transforms.Interval")
            ),
        )
    ]
    if find(arguments, "testval", "initval") is None:
        start = _start(site, lower, upper, find(arguments, "shape"))
        if start is not None:
            more.append(keyword("initval", start))
    site.note(call.original, NOTE)
    return call.updated.with_changes(func=site.reach(entry.new), args=tidy([*args, *more], call.args))


def _where_it_was_made(site: Site, func: cst.BaseExpression) -> cst.Call | None:
    """Return the call `pm.Bound(...)` that made a bounded class."""
    if isinstance(func, cst.Call):
        return func
    if not isinstance(func, cst.Name):
        return None
    found = site.assigned_alone(func.value)
    calls = [one for one in found if isinstance(one, cst.Call) and str(site.name(one.func)).endswith(".Bound")]
    return calls[0] if len(calls) == len(found) == 1 else None


def _start(
    site: Site, lower: cst.BaseExpression | None, upper: cst.BaseExpression | None, shape: cst.BaseExpression | None
) -> cst.BaseExpression | None:
    """Return PyMC3's test value of a bounded variable: one from the bound, or midway."""
    if lower is not None and upper is not None:
        text = site.make("({a} + {b}) / 2", a=lower, b=upper)
    elif lower is not None:
        text = site.make("{a} + 1", a=lower)
    elif upper is not None:
        text = site.make("{a} - 1", a=upper)
    else:
        return None
    try:  # literal numbers are computed
        text = cst.parse_expression(repr(float(eval(site.text(text), {"__builtins__": {}}))))
    except (NameError, TypeError, SyntaxError, AttributeError):
        pass
    if shape is None or site.text(shape) in ("()", "None"):
        return text
    return site.make("{full}({shape}, {x})", full=site.bindings.reach("numpy.full"), shape=shape, x=text)


def _may_be_random(site: Site, node: cst.BaseExpression) -> bool:
    names = [site.names(one) for one in [node, *m.findall(node, m.Name())]]
    return any(name.endswith("()") and is_old(name) for found in names for name in found)


def made(call: Called) -> None:
    """Leave `pm.Bound(pm.Normal, lower=0)` to the rule for calls of the bounded class."""
    del call


PATHS = ("", "distributions.", "distributions.bound.")
CALLS: Mapping[str, Change | CallRule] = {f"pymc3.{path}Bound()": bounded for path in PATHS} | {
    f"pymc3.{path}Bound": made for path in PATHS
}
