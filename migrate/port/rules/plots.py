"""Plots and statistics: PyMC3's own of 2016, and those of ArviZ then, as ArviZ 1's."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from ...rewriting.nodes import closed, keyword
from ..arguments import Change, Given, carried, find, given, tidy
from ..names import current_api
from ..names.plots import PLOTS
from ..rule import Called, CallRule
from ..site import Site
from .truth_values import with_numbers

# Old and new names of arguments; those that only affect the look are dropped, with a note.
LOOK = (
    "figsize",
    "textsize",
    "ax",
    "axes",
    "axs",
    "lines",
    "combined",
    "grid",
    "alpha",
    "color",
    "colors",
    "kde_plot",
    "round_to",
    "bw",
    "kind",
    "legend",
    "priors",
    "prior_alpha",
    "prior_style",
    "live_plot",
    "skip_first",
    "show",
    "backend_kwargs",
    "plot_kwargs",
    "hist_kwargs",
    "trace_kwargs",
    "rug",
    "compact",
    "linewidth",
    "markersize",
    "ridgeplot_overlap",
    "ylabels",
    "rhat",
    "xtitle",
    "main",
    "xrange",
    "quartiles",
    "spacing",
    "vline",
    "gs",
    "max_lag",
    "symmetric_plot",
    "ref_val",
    "rope",
    "point_estimate",
    "text_size",
    "transform",
    "divergences",
    "divergence_kwargs",
    "plot_transformed",
    "varname",
    "chain_labels",
    "r_hat",
    "eff_n",
    "random_seed",  # which of the draws are shown
    "ess",
    "colors",
    "bins",
    "cumulative",
    "mean",
    "num_pp_samples",
    "label",
    "insample_dev",
    "plot_standard_error",
    "plot_ic_diff",
    "order_by_rank",
    "rug_kwargs",
    "fill_kwargs",
    "shade",
    "ref_val_color",
    "rope_color",
    "multimodal",
    "bw_method",
    "coords_",
    "hdi_markers",
    "outline",
    "var_labels",
    "filter_vars_",
    "labeller_",
    "model_names",
    "diagonal",
    "divergences_kwargs",
    "marginals",
    "contour",
    "gridsize",
    "colorbar",
    "plot_range",
    "bound",
    "shade_",
    "bfmi",
    "kde_kwargs",
    "lw",
    "c",
    "sort",
    "model_color",
)
RENAMED = {
    "varnames": "var_names",
    "credible_interval": "ci_prob",
    "hdi_prob": "ci_prob",
    "cred_interval": "ci_prob",
    "trace": "dt",
    "data": "dt",
    "alpha_level": "ci_prob",
}
LOOK_NOTE = "{name}: arguments for the look of the old plot are left out ({arguments})"


def plot(new: str) -> Callable[[Called], cst.BaseExpression]:
    """Return the rule for a plot: variables, data and intervals are translated, the look is not."""

    def rule(call: Called) -> cst.BaseExpression:
        site = call.site
        made: list[cst.Arg] = []
        left_out = []
        for one in given(call.args, ("trace", "varnames")):
            kept = _kept(site, new, one, first=not made)
            if kept is None:
                left_out.append(_todays_name(new, one))
            else:
                made.append(kept)
        if made and new != "plot_compare" and call.original.args[0].keyword is None and not call.args[0].star:
            made[0] = made[0].with_changes(value=_tree(call, made[0].value))
        if left_out:
            site.note(call.original, LOOK_NOTE.format(name=f"az.{new}", arguments=", ".join(left_out)))
            if {"ax", "axes", "axs"} & set(left_out):
                site.note(call.original, f"az.{new} makes a figure of its own: it does not draw into ax=")
        has_interval = any(one.keyword is not None and one.keyword.value == "ci_prob" for one in made)
        if new == "plot_dist" and "plot_posterior" in call.name and not has_interval:
            made += [keyword("ci_prob", cst.Float("0.94")), keyword("ci_kind", cst.SimpleString('"hdi"'))]
        return call.updated.with_changes(func=site.reach(f"arviz.{new}"), args=tidy(made, call.args))

    return rule


def _todays_name(new: str, one: Given) -> str:
    name, takes = RENAMED.get(one.name, one.name), current_api.parameters(f"arviz.{new}")
    if name != "dt" or takes is None or "dt" in takes.positional:
        return name
    return takes.positional[0] if takes.positional else name


def _kept(site: Site, new: str, one: Given, first: bool) -> cst.Arg | None:
    """Return an argument for today's plot; None if it only affects the look, or is gone."""
    name, takes = _todays_name(new, one), current_api.parameters(f"arviz.{new}")
    if name in ("*", "**"):
        site.mark("MP103", f"{new} takes other arguments than the old plot did")
        return one.arg
    if one.by_position and (first or not name):
        if not first:
            site.mark("MP103", f"{new} takes one argument by position")
        return one.arg
    if name in KEPT and takes is not None and name in takes.keywords | set(takes.positional):
        return keyword(name, one.value).with_changes(comma=one.arg.comma)
    if name in LOOK or name in KEPT:
        return None
    site.mark("MP102", f"az.{new} has no argument {name!r}")
    return one.arg


KEPT = frozenset({"dt", "var_names", "coords", "filter_vars", "group", "ci_prob", "comp_df", "cmp_df", "max_lag"})


def summary(call: Called) -> cst.BaseExpression:
    """Translate `pm.summary(trace)`, whose interval was 94 % highest density; ArviZ 1's is 89 % equal-tailed."""
    site = call.site
    change = Change(
        "arviz.summary",
        ("data", "var_names"),
        renamed={"varnames": "var_names", "credible_interval": "ci_prob", "hdi_prob": "ci_prob", "trace": "data"},
        dropped=dict.fromkeys(
            (
                "transform",
                "include_transformed",
                "to_file",
                "stat_funcs",
                "extend",
                "batches",
                "roundto",
                "start",
                "order",
                "index_origin",
                "circ_var_names",
                "stat_focus",
                "labeller",
            ),
            "",
        )
        | {"alpha": "az.summary: alpha= is left out, the interval is of 94 %"},
    )
    made = carried(site, call.name, change, call.original, call.args)
    if made and call.original.args and site.name(call.original.args[0].value) in OF_DRAWS:
        made[0] = made[0].with_changes(value=with_numbers(site, made[0].value, call.original))
    names = {one.keyword.value for one in made if one.keyword is not None}
    more = [] if "ci_prob" in names else [keyword("ci_prob", cst.Float("0.94"))]
    more += [] if "ci_kind" in names else [keyword("ci_kind", cst.SimpleString('"hdi"'))]
    return call.updated.with_changes(func=site.reach("arviz.summary"), args=tidy([*made, *more], call.args))


ARRAY = "numpy.ndarray()"
OF_DRAWS = ("pymc3.backends.base.MultiTrace()", "arviz.InferenceData()")


def _tree(call: Called, draws: cst.BaseExpression) -> cst.BaseExpression:
    """Return the first argument of a plot: a tree of draws as it is, an array as a tree of one variable."""
    site, value = call.site, call.original.args[0].value
    name = site.name(value)
    if name in OF_DRAWS:
        return with_numbers(site, draws, call.original)
    if _comes_from_arviz(site, value):
        return draws
    item = value.slice[0].slice if isinstance(value, cst.Subscript) else None
    of_trace = isinstance(value, cst.Subscript) and site.name(value.value) == OF_DRAWS[0]
    if name == ARRAY or of_trace and isinstance(item, cst.Index) and isinstance(item.value, cst.SimpleString):
        return site.make(
            "{f}(dict(posterior=dict(x={g}({x})[None])))",
            f=site.bindings.reach("arviz.from_dict"),
            g=site.bindings.reach("numpy.asarray"),
            x=draws,
        )
    site.needs("tree_of", "arviz.from_dict")
    return site.make("tree_of({x})", x=draws)


def _comes_from_arviz(site: Site, node: cst.BaseExpression) -> bool:
    """Say whether ArviZ made it: az.from_netcdf(...), az.from_pymc3(...)."""
    return str(site.name(node)).startswith("arviz.") and str(site.name(node)).endswith("()")


def from_pymc3(call: Called) -> cst.BaseExpression | None:
    """Translate `az.from_pymc3(trace, model=model)`: pm.sample returns that already."""
    site = call.site
    arguments = given(
        call.args, ("trace", "prior", "posterior_predictive", "log_likelihood", "coords", "dims", "model")
    )
    trace = find(arguments, "trace")
    groups = [one for one in arguments if one.name in ("prior", "posterior_predictive")]
    if trace is None and len(groups) == 1 and all(one.name in (groups[0].name, "model") for one in arguments):
        return closed(groups[0].value)
    if trace is None or any(one.name in ("*", "**", "") for one in arguments):
        site.mark("MP302", "az.from_pymc3: pm.sample and its relatives give InferenceData themselves")
        return None
    if any(one.name in ("coords", "dims") for one in arguments):
        site.mark(
            "MP302",
            "az.from_pymc3(coords=..., dims=...): give them to pm.Model(coords=...) and the variables (dims=...)",
        )
    if any(one.name == "log_likelihood" for one in arguments):
        site.note(call.original, "log likelihoods: pm.compute_log_likelihood(idata) in the model adds them")
    if not groups:
        return closed(trace)
    site.needs("from_pymc3")
    return site.make(
        "with_groups({t}, " + ", ".join(f"{{g{i}}}" for i in range(len(groups))) + ")",
        t=trace,
        **{f"g{i}": one.value for i, one in enumerate(groups)},
    )


def trace_to_dataframe(call: Called) -> cst.BaseExpression | None:
    """Translate to a frame with a column for each number of each variable, named `x__0_1` as before."""
    site = call.site
    arguments = given(call.args, ("trace", "chains", "varnames", "include_transformed"))
    trace, names = find(arguments, "trace"), find(arguments, "varnames")
    asked = find(arguments, "include_transformed"), find(arguments, "hide_transformed_vars")
    if any(one is not None and site.text(one) != said for one, said in zip(asked, ("False", "True"), strict=True)):
        site.mark("MP303", "trace_to_dataframe: transformed variables are not among the draws: transform these")
    if trace is None or any(one.name in ("chains", "*", "**") for one in arguments):
        site.mark("MP302", "trace_to_dataframe of some chains: choose them by idata.sel(chain=...)")
        return None
    site.helpers.add("trace_to_dataframe")
    text = f", {site.text(names)}" if names is not None and site.text(names) != "None" else ""
    site.bindings.wanted.setdefault("pandas", "pd")
    site.bindings.reach("numpy.concatenate")
    return site.make("draws_as_frame({trace}" + text + ")", trace=trace)


def _statistic(new: str) -> Change:
    return Change(
        f"arviz.{new}",
        ("data", "var_names"),
        renamed={"varnames": "var_names", "trace": "data"},
        dropped={"include_transformed": ""},
    )


def kde(call: Called) -> cst.BaseExpression | None:
    """Translate `pm.kdeplot(x, ax=ax)` to a line of the draws' density."""
    site, left_out = call.site, []
    arguments = given(call.args, ("values",))
    values, ax = find(arguments, "values"), find(arguments, "ax")
    rest = []
    for one in arguments:
        if one.name == "plot_kwargs":
            rest.append(f"**{site.text(one.value)}")
        elif one.name in ("color", "label", "alpha", "linewidth", "lw", "ls", "linestyle", "c", "zorder"):
            rest.append(f"{one.name}={site.text(one.value)}")
        elif one.name in ("rug", "rug_kwargs", "fill_kwargs", "shade"):
            left_out.append(one.name)
        elif one.name not in ("values", "ax", "bw", "figsize", "textsize", "legend"):
            site.mark("MP305", f"az.plot_kde({one.name}=...): ArviZ has az.plot_dist(kind='kde') of trees of draws")
            return None
    if values is None:
        return None
    if left_out:
        site.note(call.original, LOOK_NOTE.format(name="az.kde", arguments=", ".join(left_out)))
    made = f"(*{site.bindings.reach('arviz.kde')}({site.text(values)})[:2]{''.join(', ' + one for one in rest)})"
    plotted = site.text(closed(ax)) + ".plot" if ax is not None else site.bindings.reach("matplotlib.pyplot.plot")
    return cst.parse_expression(plotted + made)


CALLS: dict[str, Change | CallRule] = {
    **{f"arviz.{old}": plot(new) for old, new in PLOTS.items()},
    "arviz.summary": summary,
    "arviz.from_pymc3": from_pymc3,
    "arviz.data.io_pymc3.from_pymc3": from_pymc3,
    **{f"pymc3.{old}": plot(new) for old, new in PLOTS.items()},
    "pymc3.summary": summary,
    "pymc3.df_summary": summary,
    "pymc3.trace_to_dataframe": trace_to_dataframe,
    "pymc3.gelman_rubin": _statistic("rhat"),
    "pymc3.rhat": _statistic("rhat"),
    "pymc3.effective_n": _statistic("ess"),
    "pymc3.ess": _statistic("ess"),
    "pymc3.kdeplot": kde,
    "pymc3.plot_kde": kde,
    "arviz.plot_kde": kde,
    "arviz.kdeplot": kde,
    "pymc3.gp.util.plot_gp_dist": Change("pymc.gp.util.plot_gp_dist", ("ax", "samples", "x")),
}
HELPERS = {
    "tree_of": '''def tree_of(draws):
    """Draws as ArviZ takes them: a tree as it is, an array as one variable of one chain."""
    return draws if hasattr(draws, "posterior") else az.from_dict(dict(posterior=dict(x=np.asarray(draws)[None])))
''',
    "from_pymc3": '''def with_groups(idata, *others):
    """The posterior's draws and those of others, as groups of one tree."""
    made = idata.copy()
    for other in others:
        for name, group in other.children.items():
            if name not in made.children:
                made[name] = group.copy()
    return made
''',
    "trace_to_dataframe": '''def draws_as_frame(idata, varnames=None):
    """The draws as a frame, chain after chain: a column for each number of each variable, `x__0_1`."""
    columns = {}
    for name in idata.posterior.data_vars if varnames is None else varnames:
        draws = np.concatenate(idata.posterior[name].values)
        for index in np.ndindex(draws.shape[1:]):
            label = "__" + "_".join(map(str, index)) if index else ""
            columns[name + label] = draws[(slice(None), *index)]
    return pd.DataFrame(columns)
''',
}
