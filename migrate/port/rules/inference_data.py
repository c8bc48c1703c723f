"""InferenceData, a tree today, its groups, which were Datasets, and what ArviZ's statistics return."""

from __future__ import annotations

import re

import libcst as cst

from ..arguments import Change, find, given
from ..names import kinds
from ..names.kinds import DATASET, DRAWS, TRACE, TREE
from ..rule import Called, CallRule, Read, ReadRule
from ..site import unquoted

GROUPS = (
    "posterior posterior_predictive prior prior_predictive sample_stats sample_stats_prior log_likelihood"
    " observed_data constant_data predictions predictions_constant_data warmup_posterior warmup_sample_stats"
).split()
STATISTICS = ("ess", "rhat", "mcse", "gelman_rubin", "effective_n")
# Statistics of samplers that ArviZ 0.10 and earlier had under the names of PyMC3.
RENAMED = {"tree_size": "n_steps", "depth": "tree_depth", "mean_tree_accept": "acceptance_rate", "model_logp": "lp"}
# Methods of Datasets that trees have under the same name for something else; those that arrays have too are no sign of
# a Dataset where a statistic may be an array.
OTHERS = frozenset({"to_dict", "map"})
OF_ARRAYS = frozenset(
    {"transpose", "squeeze", "astype", "clip", "round", "swapaxes", "real", "imag", "argmax", "argmin"}
)


def group_of(name: str | None) -> str | None:
    """Return the group that a name stands for, `arviz.from_pymc3().posterior`; "statistic" for what has its form."""
    above, _, last = (name or "").rpartition(".")
    if last in GROUPS and (above in (DRAWS, TRACE) or kinds.kind_of(above) in (DRAWS, TRACE)):
        return last
    if name is not None and name.endswith("()") and above.startswith(("arviz", "pymc3")) and last[:-2] in STATISTICS:
        return "statistic"
    return None


def member_of_group(read: Read) -> cst.BaseExpression | None:
    """Translate `idata.posterior.to_dataframe()`, a method that trees lack, and `idata.sample_stats.tree_size`."""
    assert isinstance(read.updated, cst.Attribute) and isinstance(read.original, cst.Attribute)
    last, group = read.updated.attr.value, group_of(read.name)
    if group == "sample_stats" and last in RENAMED:
        return read.updated.with_changes(attr=cst.Name(RENAMED[last]))
    if group == "statistic" and last in OF_ARRAYS:
        return None
    if last in OTHERS or last in kinds.members(DATASET) - kinds.members(TREE):
        return read.site.make("{group}.to_dataset()." + last, group=read.updated.value)
    return None


def item_of_group(read: Read) -> cst.BaseExpression | None:
    """Translate `idata.sample_stats["tree_size"]`."""
    assert isinstance(read.updated, cst.Subscript)
    index = read.updated.slice[0].slice
    said = unquoted(index.value) if isinstance(index, cst.Index) else None
    if group_of(read.name) != "sample_stats" or said not in RENAMED or len(read.updated.slice) != 1:
        return None
    return read.site.make(f'{{group}}["{RENAMED[said]}"]', group=read.updated.value)


def groups(call: Called) -> cst.BaseExpression:
    """Translate `idata.groups()`, a list of names; today `groups` has paths."""
    return call.site.make("list({idata}.children)", idata=call.receiver)


def extend(call: Called) -> cst.BaseExpression | None:
    """Translate `idata.extend(other)`, which keeps the groups that are there; with join="right", those of the other."""
    arguments = given(call.args, ("other", "join"))
    other, join = find(arguments, "other"), find(arguments, "join")
    if other is None or len(arguments) > 2 or join is not None and unquoted(join) not in ("left", "right"):
        call.site.mark("MP302", "idata.extend(...): idata.update({name: group}) adds groups")
        return None
    if unquoted(join) == "right":
        return call.site.make("{idata}.update(dict({other}.children))", idata=call.receiver, other=other)
    kept = "{name: group for name, group in {other}.children.items() if name not in {idata}.children}"
    return call.site.make("{idata}.update(" + kept + ")", idata=call.receiver, other=other)


_CRITERION = {
    **{
        f"{given}{one}": new for one in ("loo", "waic") for given, new in (("", "elpd"), ("elpd_", "elpd"), ("p_", "p"))
    },
    **{f"{one}_{given}": new for one in ("loo", "waic") for given, new in (("se", "se"), ("i", "elpd_i"))},
    **{f"{one}_scale": "scale" for one in ("loo", "waic")},
}
_DEVIANCES = {
    f"{start}{one}{end}": text
    for one in ("LOO", "WAIC")
    for start, end, text in (("", "", "(-2 * {it}.elpd)"), ("", "_se", "(2 * {it}.se)"), ("p_", "", "{it}.p"))
}
# Columns of deviances, of PyMC3 before 3.8, from those of today, whose differences have the other sign.
_OF_DEVIANCES = {
    **{
        f"{start}{one}": text
        for one in ("LOO", "WAIC")
        for start, text in (("", "-2 * {elpd}"), ("d", "2 * abs({elpd_diff})"))
    },
    "SE": "2 * {se}",
    "dSE": "2 * {dse}",
}
_COLUMNS = {
    **{
        f"{start}{one}": new for one in ("loo", "waic") for start, new in (("", "elpd"), ("elpd_", "elpd"), ("p_", "p"))
    },
    **{f"p{one}": "p" for one in ("LOO", "WAIC")},
}
_DIFFERENCES = frozenset({"d_loo", "d_waic", "elpd_diff"})
_GONE_COLUMNS = {
    **{f"{one}_scale": "az.compare: the scale is always 'log', and no column says so" for one in ("loo", "waic")},
    **dict.fromkeys(("var_warn", "shape_warn"), "az.compare: diag_elpd has the warnings, as text"),
    "warning": "az.compare: diag_elpd has the warnings, as text",
    "scale": "az.compare: the scale is always 'log', and no column says so",
}


def criterion(read: Read) -> cst.BaseExpression | None:
    """Translate `pm.loo(trace).loo` and `["p_loo"]`: `elpd`, `p`, `se`."""
    node = read.updated
    said = node.attr.value if isinstance(node, cst.Attribute) else _literal(node)
    if said in _DEVIANCES:
        return read.site.make(_DEVIANCES[said], it=node.value)
    if said not in _CRITERION:
        return None
    _log_scale(read, said)
    if isinstance(node, cst.Attribute):
        return node.with_changes(attr=cst.Name(_CRITERION[said]))
    return read.site.make(f'{{it}}["{_CRITERION[said]}"]', it=node.value)


def table(read: Read) -> cst.BaseExpression | None:
    """Translate columns of `pm.compare(...)`: `["loo"]` is `["elpd"]`; `.loc[row, "loo"]` likewise."""
    node, site = read.updated, read.site
    if isinstance(node, cst.Attribute):
        return _column(read, node.attr.value, lambda new: node.with_changes(attr=cst.Name(new)))
    said = _literal(node)
    if said is None:
        return None
    last = node.slice[-1]
    index = last.slice
    assert isinstance(index, cst.Index)

    def renamed(new: str) -> cst.BaseExpression:
        made = last.with_changes(slice=index.with_changes(value=cst.SimpleString(f'"{new}"')))
        return node.with_changes(slice=[*node.slice[:-1], made])

    if len(node.slice) == 1 or site.text(node.value).endswith(".loc"):
        return _column(read, said, renamed)
    return None


def _column(read: Read, said: str, renamed):  # type: ignore[no-untyped-def]
    if said in _GONE_COLUMNS:
        read.site.mark("MP305", _GONE_COLUMNS[said])
    if said in _DIFFERENCES:  # today the best model's are the others' with a minus
        return read.site.make("abs({column})", column=renamed("elpd_diff"))
    if said in _OF_DEVIANCES:
        template = _OF_DEVIANCES[said]
        [today] = re.findall(r"{(\w+)}", template)
        return read.site.make(f"({template})", **{today: renamed(today)})
    if said not in _COLUMNS:
        return None
    _log_scale(read, said)
    return renamed(_COLUMNS[said])


def _log_scale(read: Read, said: str) -> None:
    if not said.startswith("p"):
        read.site.note(read.original, f"{said}: on the log scale, as since PyMC3 3.9; 3.8 gave deviances, -2 * elpd")


def _literal(node: cst.Subscript) -> str | None:
    index = node.slice[-1].slice
    return unquoted(index.value) if isinstance(index, cst.Index) else None


def form_of(name: str | None) -> ReadRule | None:
    """Return the rule for attributes and items of what a statistic of ArviZ returned."""
    plain = (name or "").removesuffix(".loc")
    above, _, last = plain.rpartition(".")
    if not plain.endswith("()") or not above.startswith(("arviz", "pymc3")):
        return None
    if last in ("loo()", "waic()"):
        return criterion
    return table if last == "compare()" else None


CALLS: dict[str, Change | CallRule] = {f"{DRAWS}.groups": groups, f"{DRAWS}.extend": extend}
