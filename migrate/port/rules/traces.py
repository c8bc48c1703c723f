"""Draws: a MultiTrace, or a dict of arrays, becomes InferenceData (an xarray DataTree with ArviZ 1)."""

from __future__ import annotations

import libcst as cst
import libcst.matchers as m

from ...check.names.values import TRACE
from ...rewriting.nodes import closed
from ..arguments import Change, find, given
from ..names.kinds import REPORT
from ..rule import Called, CallRule, Read
from ..site import Site, unquoted
from .inference_data import GROUPS

KIND = TRACE.removesuffix("()")
PRIOR = "pymc3.sample_prior_predictive()"
PREDICTIVE = (
    "pymc3.sample_ppc()",
    "pymc3.sample_posterior_predictive()",
    "pymc3.fast_sample_posterior_predictive()",
    "pymc3.sample_posterior_predictive_w()",
    "pymc3.sampling.sample_ppc()",
    "pymc3.sampling.sample_posterior_predictive()",
)
ALL = "np.concatenate({trace}.posterior[{name}].values)"
# Sampler statistics, old and new names (of PyMC's own NUTS; other samplers have some of them).
STATISTICS = {
    "diverging": "diverging",
    "energy": "energy",
    "energy_error": "energy_error",
    "max_energy_error": "max_energy_error",
    "mean_tree_accept": "acceptance_rate",
    "model_logp": "lp",
    "step_size": "step_size",
    "step_size_bar": "step_size_bar",
    "depth": "tree_depth",
    "tree_size": "n_steps",
    "tune": "tune",
    "perf_counter_diff": "perf_counter_diff",
}
SUFFIXES = (
    "_log__",
    "_logodds__",
    "_interval__",
    "_lowerbound__",
    "_upperbound__",
    "_stickbreaking__",
    "_ordered__",
    "_circular__",
    "_cholesky-cov-packed__",
    "_log_",
    "_logodds_",
    "_interval_",
)


def _draws(site: Site, trace: cst.BaseExpression, name: cst.BaseExpression, rest: str = "") -> cst.BaseExpression:
    """Return an expression for a variable's draws, chain after chain, as the old trace gave them."""
    return _of_group(site, trace, "posterior", name, rest)


def _of_group(
    site: Site, trace: cst.BaseExpression, group: str, name: cst.BaseExpression, rest: str = ""
) -> cst.BaseExpression:
    return site.make(
        "{concatenate}({trace}." + group + "[{name}].values" + rest + ")",
        concatenate=site.bindings.reach("numpy.concatenate"),
        trace=trace,
        name=name,
    )


def item(read: Read) -> cst.BaseExpression | None:
    """Translate `trace["x"]`, `trace["x", 100:]`, `trace[100:]`, `trace[-1]`."""
    site, node = read.site, read.updated
    assert isinstance(node, cst.Subscript) and isinstance(read.original, cst.Subscript)
    index = node.slice[0].slice
    if len(node.slice) == 1 and isinstance(index, cst.Slice):
        return _sliced(read, node.value, index)
    if len(node.slice) == 1 and isinstance(index, cst.Index) and _is_number(index.value):
        return _point(site, node.value, index.value)
    rest = _from(read, node.slice[1].slice) if len(node.slice) == 2 else ""
    if rest is None or len(node.slice) > 2 or not isinstance(index, cst.Index):
        site.mark("MP301", f"{site.text(read.original)}: a variable, a draw or a slice?")
        return None
    said = unquoted(index.value)
    if said is not None:
        return _of_variable(site, node.value, index.value, said, rest)
    if _is_variable(site, read.original.slice[0]):
        return _draws(site, node.value, site.make("{v}.name", v=index.value), rest)
    if isinstance(index.value, cst.FormattedString) or _is_text(index.value) or _is_a_name_of(site, read.original):
        return _draws(site, node.value, index.value, rest)
    if isinstance(index.value, cst.Name) and _in_loop_over_names(site, read.original, index.value.value):
        return _draws(site, node.value, index.value, rest)
    site.mark("MP301", f"{site.text(read.original)}: a variable, a draw or a slice?")
    return None


def _of_variable(
    site: Site, trace: cst.BaseExpression, index: cst.BaseExpression, said: str, rest: str = ""
) -> cst.BaseExpression | None:
    if said in STATISTICS:
        return _of_group(site, trace, "sample_stats", cst.SimpleString(f'"{STATISTICS[said]}"'), rest)
    if said.endswith(SUFFIXES):
        site.mark("MP303", f"{said} is not among the draws: transform those of the variable itself")
        return None
    return _draws(site, trace, index, rest)


def _is_number(node: cst.BaseExpression) -> bool:
    return isinstance(node.expression if isinstance(node, cst.UnaryOperation) else node, cst.Integer)


def _is_negative(step: cst.BaseExpression | None) -> bool:
    return isinstance(step, cst.UnaryOperation) and isinstance(step.operator, cst.Minus)


def _point(site: Site, trace: cst.BaseExpression, index: cst.BaseExpression) -> cst.BaseExpression:
    text = "{name: draws.values[-1, %s] for name, draws in %s.posterior.data_vars.items()}"
    return cst.parse_expression(text % (site.text(index), site.text(closed(trace))))


def _sliced(read: Read, trace: cst.BaseExpression, index: cst.Slice) -> cst.BaseExpression:
    """Translate `trace[a:b:k]`; backwards and without a stop PyMC3 had no draws."""
    site = read.site
    parts = [site.text(part) if part is not None else "None" for part in (index.lower, index.upper, index.step)]
    if _is_negative(index.step) and index.upper is None:
        site.tell(read.original, "draws/slice-of-a-trace", "backwards")
        parts = ["0", "0", "None"]
    elif parts[2] not in ("None", "1"):
        site.tell(read.original, "draws/slice-of-a-trace", "thinned")
    return site.make("{trace}.isel(draw=slice({parts}))", trace=trace, parts=", ".join(parts).removesuffix(", None"))


def _from(read: Read, index: cst.BaseSlice) -> str | None:
    """Translate the slice of `trace["x", 100::2]`, of which PyMC3 took start and step; None where it is no slice."""
    if not isinstance(index, cst.Slice):
        return None
    if index.upper is not None and read.site.text(index.upper) != "None":
        read.site.tell(read.original, "draws/slice-without-stop")
    rest = _after(read.site, index.lower, index.step)
    return f"[:, {rest}]" if rest else ""


def _is_variable(site: Site, element: cst.SubscriptElement) -> bool:
    index = element.slice
    found = site.names(index.value) if isinstance(index, cst.Index) else frozenset()
    return bool(found) and all(name.startswith("pymc3.model.") and name.endswith("()") for name in found)


def _is_a_name_of(site: Site, node: cst.BaseExpression) -> bool:
    """Say whether the index is `trace.varnames[0]`."""
    assert isinstance(node, cst.Subscript) and isinstance(node.slice[0].slice, cst.Index)
    index = node.slice[0].slice.value
    return isinstance(index, cst.Subscript) and site.name(index.value) == f"{KIND}.varnames"


def _is_text(node: cst.BaseExpression) -> bool:
    """Say whether it is text: `"mu_%d" % i`, `"mu" + str(i)`, `"mu_{}".format(i)`."""
    if isinstance(node, cst.BinaryOperation):
        return any(isinstance(side, cst.SimpleString) or _is_text(side) for side in (node.left, node.right))
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute):
        return node.func.attr.value == "format" and isinstance(node.func.value, cst.SimpleString)
    return False


def _in_loop_over_names(site: Site, node: cst.CSTNode, name: str) -> bool:
    """Say whether `name` is bound by a loop over literal strings, or over the trace's names."""
    found = [loop for loop in _loops(site.module) if isinstance(loop.target, cst.Name) and loop.target.value == name]
    return bool(found) and all(_are_names(loop.iter) for loop in found)


def _loops(module: cst.Module) -> list[cst.For | cst.CompFor]:
    return list(m.findall(module, m.For() | m.CompFor()))  # type: ignore[arg-type]


def _are_names(node: cst.BaseExpression) -> bool:
    if isinstance(node, cst.List | cst.Tuple | cst.Set):
        return bool(node.elements) and all(unquoted(one.value) is not None for one in node.elements)
    return isinstance(node, cst.Attribute) and node.attr.value == "varnames"


def get_values(call: Called) -> cst.BaseExpression | None:
    """Translate `trace.get_values("x", burn=100, thin=2, combine=False, chains=[0])`."""
    site = call.site
    arguments = given(call.args, ("varname", "burn", "thin", "combine", "chains", "squeeze"))
    name = find(arguments, "varname")
    if name is None or any(one.name in ("*", "**", "") for one in arguments):
        site.mark("MP302", "get_values: which variable?")
        return None
    of_variable = any(n.startswith("pymc3.model.") and n.endswith("()") for n in _names_of_argument(call, "varname"))
    key = site.make("{v}.name", v=name) if of_variable else name
    if unquoted(name) is not None and str(unquoted(name)).endswith(SUFFIXES):
        site.mark("MP303", f"{unquoted(name)} is not among the draws: transform those of the variable itself")
        return None
    chains, combine = find(arguments, "chains"), find(arguments, "combine")
    draws = _after(site, find(arguments, "burn"), find(arguments, "thin"))
    together = "True" if combine is None else site.text(combine)
    if together == "False" and isinstance(chains, cst.Integer):
        rest = f"[{site.text(chains)}]" + (f"[{draws}]" if draws else "")
        return site.make("{trace}.posterior[{name}].values" + rest, trace=call.receiver, name=key)
    rest = _picked(site, chains) + (f"[:, {draws}]" if draws else "")
    if together == "False":
        return site.make("list({trace}.posterior[{name}].values" + rest + ")", trace=call.receiver, name=key)
    if together != "True":
        site.mark("MP302", "get_values(combine=...): one array, or one for each chain?")
        return None
    return _draws(site, call.receiver, key, rest)


def _after(site: Site, burn: cst.BaseExpression | None, thin: cst.BaseExpression | None) -> str:
    """Return the slice of the wanted draws of a chain; "" for all. It begins with the first, backwards too."""
    start, step = ("" if one is None or site.text(one) == "None" else site.text(one) for one in (burn, thin))
    if step and not isinstance(thin, cst.Integer):
        start = start or "0"
    return f"{start}:{':' * bool(step)}{step}" if start or step else ""


def _picked(site: Site, chains: cst.BaseExpression | None) -> str:
    """Return the index of the wanted chains; "" for all."""
    if chains is None:
        return ""
    return f"[{site.text(chains)}]" if isinstance(chains, cst.List) else f"[[{site.text(chains)}]]"


def _names_of_argument(call: Called, name: str) -> frozenset[str]:
    order = ("varname", "burn", "thin", "combine", "chains", "squeeze")
    value = find(given(call.original.args, order), name)
    return call.site.names(value) if value is not None else frozenset()


def get_sampler_stats(call: Called) -> cst.BaseExpression | None:
    """Translate `trace.get_sampler_stats("energy")`."""
    name = unquoted(find(given(call.args, ("stat_name", "burn", "thin", "combine", "chains", "squeeze")), "stat_name"))
    if name not in STATISTICS or len(call.args) != 1:
        call.site.mark("MP302", "get_sampler_stats: look for the statistic in idata.sample_stats")
        return None
    return _of_variable(call.site, call.receiver, call.args[0].value, name)


def variable(read: Read) -> cst.BaseExpression | None:
    """Translate `trace.mu`, the draws of a variable, or of a statistic of the sampler."""
    site, node = read.site, read.updated
    assert isinstance(node, cst.Attribute)
    said = node.attr.value
    if said in OF_TREES:  # the program has asked pm.sample for InferenceData elsewhere
        return None
    if any(one.func is read.original for one in site.of(cst.Call)):
        site.mark("MP302", f"{site.text(read.original)} has no counterpart")
        return None
    return _of_variable(site, node.value, cst.SimpleString(f'"{said}"'), said)


def _as(template: str):  # type: ignore[no-untyped-def]
    def rule(read: Read) -> cst.BaseExpression:
        assert isinstance(read.updated, cst.Attribute)
        return read.site.make(template, trace=read.updated.value)

    return rule


def _of_report(template: str):  # type: ignore[no-untyped-def]
    """Return the rule for `trace.report.n_draws`; a report by itself is marked where it is taken."""

    def rule(read: Read) -> cst.BaseExpression | None:
        assert isinstance(read.updated, cst.Attribute) and isinstance(read.original, cst.Attribute)
        of = read.updated.value
        if not (isinstance(of, cst.Attribute) and of.attr.value == "report"):
            read.site.mark("MP302", f"{read.site.text(read.original)}: {template.replace('{trace}', 'idata')}")
            return None
        return read.site.make(template, trace=of.value)

    return rule


def length(call: Called) -> cst.BaseExpression | None:
    """Translate `len(trace)`, the number of draws in a chain."""
    if len(call.original.args) == 1 and call.site.name(call.original.args[0].value) == TRACE:
        return call.site.make('{trace}.posterior.sizes["draw"]', trace=call.args[0].value)
    return None


def dict_of_draws(group: str):  # type: ignore[no-untyped-def]
    """Return the rule for items of predictive samples: an array of draws for each name."""

    def rule(read: Read) -> cst.BaseExpression | None:
        site, node = read.site, read.updated
        assert isinstance(node, cst.Subscript)
        index = node.slice[0].slice
        if len(node.slice) != 1 or not isinstance(index, cst.Index):
            site.mark("MP304", f"{site.text(read.original)}: which variable?")
            return None
        where, key = group, index.value
        if _is_variable(site, read.original.slice[0]):  # type: ignore[union-attr]
            key = site.make("{v}.name", v=key)
        if group == "prior":
            said = unquoted(index.value)
            if said is None:
                site.mark("MP304", f"{site.text(read.original)}: .prior or .prior_predictive (where it is observed)?")
                return None
            where = "prior_predictive" if said in site.observed else "prior"
        return site.make(
            "{concatenate}({draws}." + where + "[{name}].values)",
            concatenate=site.bindings.reach("numpy.concatenate"),
            draws=node.value,
            name=key,
        )

    return rule


OF_TREES = frozenset((*GROUPS, "to_netcdf", "sel", "isel", "extend", "groups", "add_groups", "map"))
ITEMS = {
    TRACE: item,
    PRIOR: dict_of_draws("prior"),
    **{one: dict_of_draws("posterior_predictive") for one in PREDICTIVE},
}
ATTRIBUTES = {
    f"{KIND}.varnames": _as("list({trace}.posterior.data_vars)"),
    f"{KIND}.nchains": _as('{trace}.posterior.sizes["chain"]'),
    f"{KIND}.chains": _as('list({trace}.posterior["chain"].values)'),
    f"{KIND}.stat_names": _as("list({trace}.sample_stats.data_vars)"),
    f"{REPORT}.n_draws": _of_report('{trace}.posterior.sizes["draw"]'),
    f"{REPORT}.n_tune": _of_report('{trace}.posterior.attrs["tuning_steps"]'),
    f"{REPORT}.t_sampling": _of_report('{trace}.posterior.attrs["sampling_time"]'),
}
CALLS: dict[str, Change | CallRule] = {
    f"{KIND}.get_values": get_values,
    f"{KIND}.get_sampler_stats": get_sampler_stats,
}
