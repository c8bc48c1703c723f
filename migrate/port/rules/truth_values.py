"""Draws of truth values, of `pm.Deterministic("better", a > b)`: ArviZ 1's tables and plots raise for booleans."""

from __future__ import annotations

import libcst as cst

from ..arguments import find, given
from ..site import Site

OF_TRUTH = frozenset("gt lt ge le eq neq and_ or_ invert isnan isinf all any".split())
ORDER = (cst.LessThan, cst.GreaterThan, cst.LessThanEqual, cst.GreaterThanEqual)  # == is Python's own, of one variable


def with_numbers(site: Site, draws: cst.BaseExpression, at: cst.CSTNode) -> cst.BaseExpression:
    """Return the draws with numbers for truth values, where the file has a variable of them."""
    if not site.once(_has_truth_values):
        return draws
    site.tell(at, "statistics/tables-of-truth-values")
    site.needs("numbers", modules={"xarray": "xr"})
    return site.make("numbers({x})", x=draws)


def _has_truth_values(site: Site) -> bool:
    """Say whether a deterministic variable of the file is a comparison, or the like."""
    calls = [one for one in site.of(cst.Call) if site.name(one.func) == "pymc3.Deterministic"]
    found = [find(given(one.args, ("name", "var")), "var") for one in calls]
    return any(_is_truth(site, one) for one in found if one is not None)


def _is_truth(site: Site, value: cst.BaseExpression) -> bool:
    if isinstance(value, cst.Name):
        only = site.only_assigned(value.value)
        return only is not None and _is_truth(site, only)
    if isinstance(value, cst.Call):
        module, _, last = (site.name(value.func) or "").rpartition(".")
        return module.startswith(("pymc3.math", "theano.tensor")) and last in OF_TRUTH
    return isinstance(value, cst.Comparison) and isinstance(value.comparisons[0].operator, ORDER)


HELPERS = {
    "numbers": '''def numbers(idata):
    """The draws with 1 and 0 for truth values, which ArviZ's tables and plots do not take."""
    made, draws = idata.copy(), idata["posterior"].to_dataset()
    truth = {name: one * 1 for name, one in draws.data_vars.items() if one.dtype == bool}
    made["posterior"] = xr.DataTree(draws.assign(truth))
    return made
''',
}
