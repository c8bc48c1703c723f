"""Intervals, information criteria and comparisons of models, as ArviZ 1's."""

from __future__ import annotations

from dataclasses import replace

import libcst as cst

from ...rewriting.nodes import closed
from ..arguments import Change, carried, find, given
from ..rule import Called, CallRule
from ..site import Site, unquoted
from .distributions import DISTRIBUTIONS
from .plots import OF_DRAWS

_OF_INTERVALS = ("data", "ary", "x", "alpha", "hdi_prob", "credible_interval", "share")


def hdi(call: Called) -> cst.BaseExpression | None:
    """Translate `pm.hpd(x, alpha=0.05)` and `pm.hdi(x, hdi_prob=0.95)`, of draws along the first axis."""
    site = call.site
    is_hpd = call.name.endswith("hpd")
    arguments = given(call.args, ("data", "share"))
    data = find(arguments, "data", "ary", "x")
    if call.name.startswith("arviz.") and find(arguments, "prob") is not None:
        return None  # already in today's form
    if data is None or any(one.name not in _OF_INTERVALS for one in arguments):
        site.mark("MP305", "az.hdi takes (data, prob, axis=0) for an array")
        return None
    alpha, prob = find(arguments, "alpha"), find(arguments, "hdi_prob", "credible_interval")
    second = find(arguments, "share")
    if is_hpd and call.name.startswith("pymc3.") and alpha is None and prob is None:
        if _was_outside(call, second):  # PyMC3's own function, before ArviZ's took its name
            alpha, second = cst.Float("0.05") if second is None else second, None
    prob = second if prob is None else prob
    text = _inside(site, alpha) if alpha is not None else site.text(prob) if prob is not None else "0.94"
    if site.name(call.original.args[0].value) in OF_DRAWS:
        return site.make("{hdi}({x}, prob=" + text + ")", hdi=site.bindings.reach("arviz.hdi"), x=data)
    if is_hpd or _has_few_axes(site, call.original.args[0].value):
        return site.make("{hdi}({x}, prob=" + text + ", axis=0)", hdi=site.bindings.reach("arviz.hdi"), x=data)
    site.needs("shortest_interval", "arviz.hdi", "numpy.ndim")
    return site.make("shortest_interval({x}, " + text + ")", x=data)


def _inside(site: Site, alpha: cst.BaseExpression) -> str:
    if isinstance(alpha, cst.Float | cst.Integer):
        return repr(round(1 - float(alpha.evaluated_value), 12))
    return f"1 - {site.text(closed(alpha))}"


def _was_outside(call: Called, second: cst.BaseExpression | None) -> bool:
    """Say whether the number in `pm.hpd(x, 0.05)` is the share outside: it is before PyMC3 3.8."""
    before = call.site.is_before("3.8")
    if before is None:
        call.site.tell(call.original, "statistics/hpd-until-3-8", "a release that cannot be told")
        return not isinstance(second, cst.Float) or float(second.evaluated_value) < 0.5
    call.site.tell(call.original, "statistics/hpd-until-3-8", "before 3.8" if before else "since 3.8")
    return before


def _has_few_axes(site: Site, value: cst.BaseExpression) -> bool:
    """Say whether an array has two axes at most: draws, in a trace, of a variable of few numbers."""
    if not (isinstance(value, cst.Subscript) and site.name(value.value) == OF_DRAWS[0] and len(value.slice) == 1):
        return False
    index = value.slice[0].slice
    said = unquoted(index.value) if isinstance(index, cst.Index) else None
    of_variable = [one for one in site.of(cst.Call) if one.args and unquoted(one.args[0].value) == said]
    return bool(of_variable) and all(_is_short(site, one) for one in of_variable)


def _is_short(site: Site, call: cst.Call) -> bool:
    """Say whether a variable of numbers is made, of no shape or of a literal length."""
    name = site.name(call.func) or ""
    if f"pymc3.{name.rpartition('.')[2]}" not in DISTRIBUTIONS or any(one.star for one in call.args):
        return False
    shape = find(given(call.args, ()), "shape")
    if isinstance(shape, cst.Integer):
        return True
    return shape is None and all(isinstance(one.value, cst.Integer | cst.Float) for one in call.args[1:])


_OF_CRITERIA = Change(
    "arviz.loo",
    ("data", "model"),
    renamed={"trace": "data"},
    dropped={"model": "", "scale": "", "progressbar": "", "n_jobs": ""},
)


def loo(call: Called) -> cst.BaseExpression:
    """Translate `pm.loo(trace, model)`: pm.sample is asked to compute the log likelihoods."""
    _scale(call)
    args = carried(call.site, call.name, _OF_CRITERIA, call.original, call.args)
    return call.updated.with_changes(func=call.site.reach("arviz.loo"), args=args)


def waic(call: Called) -> cst.BaseExpression | None:
    """Translate `pm.waic(trace, model)`, which ArviZ 1 does not have, to a function that computes it."""
    site, arguments = call.site, given(call.args, ("data", "model"))
    data = find(arguments, "data", "trace")
    known = {*_OF_CRITERIA.order, *_OF_CRITERIA.dropped, "trace", "pointwise"}
    if data is None or any(one.name not in known for one in arguments):
        site.mark("MP305", "pm.waic: ArviZ 1 has az.loo alone, another estimate of the same")
        return None
    _scale(call)
    _wants_waic(site)
    return site.make("waic({data})", data=data)


def _wants_waic(site: Site) -> None:
    site.needs("waic", "arviz.ELPDData", "numpy.log", modules={"xarray": "xr"})


def _scale(call: Called) -> None:
    """Mark a call that asks for deviances, and say where it gave them without being asked."""
    site, scale = call.site, find(given(call.original.args, ()), "scale")
    if scale is not None and unquoted(scale) != "log":
        site.tell(call.original, "statistics/scale-of-a-criterion")
    is_read = any(one.value is call.original for one in site.of(cst.Attribute))  # `.WAIC` is translated by itself
    if scale is None and call.name.startswith("pymc3.") and site.is_before("3.8") and not is_read:
        site.tell(call.original, "statistics/deviances-until-3-8")


_COMPARE = Change(
    "arviz.compare",
    ("compare_dict",),
    dropped={"ic": "", "scale": "", "seed": "", "model_dict": ""},
    added={"round_to": '"none"'},
)


def compare(call: Called) -> cst.BaseExpression:
    """Translate `pm.compare({"a": trace}, ic="WAIC")`; by WAIC of the values of the dict, ArviZ 1 compares, too."""
    site, names = call.site, ("compare_dict", "dataset_dict", "model_dict")
    arguments = given(call.args, ("compare_dict", "ic"))
    by, method = find(arguments, "ic"), find(arguments, "method")
    said = str(unquoted(by)).upper() if by is not None else "WAIC" if site.is_before("3.8") else "LOO"
    if said not in ("WAIC", "LOO"):
        site.tell(call.original, "statistics/criterion-of-compare")
    if method is None:
        site.tell(call.original, "statistics/weights-of-arviz")
    site.tell(call.original, "statistics/sign-of-the-difference")
    _scale(call)
    made = []
    for one, argument in zip(arguments, call.args, strict=True):
        if one.name in names:
            value = one.value
            if said == "WAIC":
                _wants_waic(site)
                value = site.make("{name: waic(draws) for name, draws in {all}.items()}", all=value)
            argument = argument.with_changes(value=value, keyword=None, equal=cst.MaybeSentinel.DEFAULT)
        made.append(argument)
    change = replace(_COMPARE, order=("compare_dict", "ic"))
    args = carried(site, call.name, change, call.original, made)
    return call.updated.with_changes(func=site.called("arviz.compare", call.original.func), args=args)


CALLS: dict[str, Change | CallRule] = {
    **{f"{library}.{name}": hdi for library in ("pymc3", "arviz") for name in ("hpd", "hdi")},
    **{f"{library}.loo": loo for library in ("pymc3", "arviz")},
    **{f"{library}.waic": waic for library in ("pymc3", "arviz")},
    **{f"{library}.compare": compare for library in ("pymc3", "arviz")},
}
HELPERS = {
    "shortest_interval": '''def shortest_interval(draws, prob):
    """The interval of draws along the first axis; of three axes or more, (chain, draw, ...), along the first two."""
    if hasattr(draws, "dims"):
        return az.hdi(draws, prob=prob)
    return az.hdi(draws, prob=prob, axis=(0, 1) if np.ndim(draws) > 2 else 0)
''',
    "waic": '''def waic(idata):
    """The widely applicable information criterion on the log scale, from the log likelihoods in the tree."""
    [terms] = idata["log_likelihood"].to_dataset().data_vars.values()
    terms = terms.stack(sample=("chain", "draw"))
    p = terms.var("sample")
    density = xr.apply_ufunc(np.logaddexp.reduce, terms, input_core_dims=[["sample"]], kwargs={"axis": -1})
    each = density - np.log(terms.sizes["sample"]) - p
    return az.ELPDData(
        elpd=float(each.sum()),
        se=float(each.size**0.5 * each.std()),
        p=float(p.sum()),
        n_samples=terms.sizes["sample"],
        n_data_points=each.size,
        scale="log",
        warning=bool((p > 0.4).any()),
        good_k=np.nan,
        elpd_i=each,
    )
''',
}
