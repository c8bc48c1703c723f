"""Names of ArviZ: those that ArviZ 1 calls otherwise or lacks, arguments of those that it has, and its settings."""

from __future__ import annotations

from collections.abc import Mapping

import libcst as cst

from ..arguments import Change, find, given, short, tidy
from ..names import current_api, kinds
from ..names.kinds import DRAWS, SETTINGS
from ..rule import Called, CallRule, Read
from ..site import Site, unquoted
from .inference_data import GROUPS
from .plots import ARRAY

NAMES = {
    "arviz.InferenceData": "xarray.DataTree",
    "arviz.extract_dataset": "arviz.extract",
    "arviz.convert_to_inference_data": "arviz.convert_to_datatree",
    "arviz.effective_sample_size": "arviz.ess",
    "arviz.gelman_rubin": "arviz.rhat",
    "arviz.effective_n": "arviz.ess",
}
OLD_MODULES = frozenset({"data", "plots", "stats"})
# Modules, and what else `current_api.txt` does not list.
MODULES = frozenset({"labels", "style", "utils", "__version__"})
SETTINGS_TODAY = {
    "stats.hdi_prob": "stats.ci_prob",
    "stats.credible_interval": "stats.ci_prob",
    "plot.point_estimate": "stats.point_estimate",
}
_INTERVAL = 'az.rcParams["stats.ci_prob"]: intervals are equal-tailed unless az.rcParams["stats.ci_kind"] is "hdi"'


def is_of_arviz(name: str) -> bool:
    """Say whether it is a name behind ArviZ, and no value, nor an attribute of one."""
    return name.startswith("arviz.") and "()" not in name and not name.startswith(f"{DRAWS}.")


def today(name: str) -> str | None:
    """Return what a name of ArviZ is called in ArviZ 1; None if nothing replaces it."""
    _, first, *rest = name.split(".")
    if f"arviz.{first}" == DRAWS and rest:
        return None
    if first in OLD_MODULES and rest:
        return today(f"arviz.{rest[-1]}")
    if (new := NAMES.get(f"arviz.{first}")) is not None:
        return ".".join([new, *rest])
    there = first in MODULES or first.startswith("_") or current_api.exists(f"arviz.{first}")
    return name if there else None


def same_arguments(call: Called) -> cst.BaseExpression | None:
    """Look at the arguments of a function that ArviZ 1 has, too."""
    new = today(call.name)
    if new is None:
        return None
    takes = current_api.parameters(new)
    for one in call.args if takes is not None else ():
        name = one.keyword.value if one.keyword is not None else ""
        if name and not takes.takes(name):  # type: ignore[union-attr]
            call.site.mark("MP102", f"{short(new)} has no argument {name!r}")
    return (
        call.updated if new == call.name else call.updated.with_changes(func=call.site.called(new, call.original.func))
    )


def bfmi(call: Called) -> cst.BaseExpression | None:
    """Translate `pm.bfmi(trace)`, an array with a number for each chain; ArviZ 1 gives a tree."""
    site = call.site
    value = find(given(call.original.args, ("data",)), "data", "trace")
    draws = find(given(call.args, ("data",)), "data", "trace")
    if value is None or draws is None or len(call.args) != 1:
        site.mark("MP305", "az.bfmi(idata)['energy'].values has a number for each chain")
        return None
    if site.name(value) == ARRAY:
        return call.updated.with_changes(func=site.called("arviz.bfmi", call.original.func))
    return site.make('{f}({x})["energy"].values', f=site.bindings.reach("arviz.bfmi"), x=draws)


def from_dict(call: Called) -> cst.BaseExpression | None:
    """Translate `az.from_dict(posterior=x, prior=y)`, whose groups stand in one dict today."""
    site = call.site
    arguments = given(call.args, ("posterior",))
    groups = [one for one in arguments if one.name in GROUPS]
    if not groups or any(one.name in ("*", "**", "", "data") for one in arguments):
        return None if call.original.args and not groups else same_arguments(call)
    if arguments[0].by_position and isinstance(arguments[0].value, cst.Dict) and _has_groups(arguments[0].value):
        return None  # already in today's form
    pairs = ", ".join(f'"{one.name}": {site.text(one.value)}' for one in groups)
    made = [cst.Arg(cst.parse_expression(f"{{{pairs}}}"))]
    takes = current_api.parameters("arviz.from_dict")
    for one in arguments:
        if one.name not in GROUPS:
            if takes is not None and not takes.takes(one.name):
                site.mark("MP102", f"az.from_dict has no argument {one.name!r}")
            made.append(one.arg.with_changes(comma=cst.MaybeSentinel.DEFAULT))
    return call.updated.with_changes(args=tidy(made, call.args[-1:]))


def _has_groups(node: cst.Dict) -> bool:
    return any(isinstance(one, cst.DictElement) and unquoted(one.key) in GROUPS for one in node.elements)


def setting(read: Read) -> cst.BaseExpression | None:
    """Translate `az.rcParams["stats.hdi_prob"]`."""
    assert isinstance(read.updated, cst.Subscript)
    index = read.updated.slice[0].slice
    if not isinstance(index, cst.Index) or (said := unquoted(index.value)) is None:
        return None
    key = _key(read.site, read.original, said)
    return read.updated if key == said else read.site.make(f'{{it}}["{key}"]', it=read.updated.value)


def settings(call: Called) -> cst.BaseExpression:
    """Translate the names in `az.rc_context({"stats.hdi_prob": 0.9})` and `az.rcParams.update({...})`."""
    made = []
    for one in call.args:
        if isinstance(one.value, cst.Dict):
            elements = [_renamed(call, element) for element in one.value.elements]
            one = one.with_changes(value=one.value.with_changes(elements=elements))
        made.append(one)
    return call.updated.with_changes(args=made)


def _renamed(call: Called, element: cst.BaseDictElement) -> cst.BaseDictElement:
    said = unquoted(element.key) if isinstance(element, cst.DictElement) else None
    if said is None or (key := _key(call.site, call.original, said)) == said:
        return element
    return element.with_changes(key=cst.SimpleString(f'"{key}"'))


def _key(site: Site, at: cst.CSTNode, said: str) -> str:
    if said in SETTINGS_TODAY:
        if SETTINGS_TODAY[said] == "stats.ci_prob":
            site.note(at, _INTERVAL)
        return SETTINGS_TODAY[said]
    if said not in kinds.members(SETTINGS):
        site.mark("MP305", f'az.rcParams["{said}"]: ArviZ 1 has no such setting')
    return said


CALLS: Mapping[str, Change | CallRule] = {
    "pymc3.bfmi": bfmi,
    "arviz.bfmi": bfmi,
    "arviz.from_dict": from_dict,
    "arviz.rc_context": settings,
    "arviz.rcParams.update": settings,
}
ITEMS = {"arviz.rcParams": setting}
