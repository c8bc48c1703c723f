"""pm.sample, its relatives and step methods."""

from __future__ import annotations

from dataclasses import replace

import libcst as cst

from ...rewriting.nodes import keyword
from ..arguments import Change, carried, find, given, tidy
from ..rule import Called, CallRule
from ..site import Site

# Keywords that pm.sample passes on to the step methods it chooses, and keywords that were renamed.
KNOWN = frozenset(
    "target_accept max_treedepth early_max_treedepth step_scale Emax gamma k t0 adapt_step_size step_rand scaling"
    " is_cov potential nuts NUTS start njobs nchains mp_ctx idata_kwargs".split()
)
SAMPLE = Change(
    "pymc.sample",
    (
        "draws",
        "step",
        "init",
        "n_init",
        "initvals",
        "trace",
        "chain_idx",
        "chains",
        "cores",
        "tune",
        "progressbar",
        "model",
        "random_seed",
        "discard_tuned_samples",
        "compute_convergence_checks",
        "callback",
        "jitter_max_retries",
    ),
    renamed={"start": "initvals", "njobs": "cores", "nchains": "chains"},
    dropped={
        "return_inferencedata": "",
        "live_plot": "",
        "parallelize": "",
        "live_plot_kwargs": "",
        "use_mmap": "",
        "pickle_backend": "",
        "chain_idx": "pm.sample: the first chain's number is 0",
        "backend": "",
        "idata_kwargs": "",
        "exception_verbosity": "",
    },
    marked={
        "trace": (
            "MP401",
            "pm.sample(trace=...): a list of variables is var_names= today, a backend has no counterpart",
        )
    },
)


def sample(call: Called) -> cst.BaseExpression:
    """Translate `pm.sample`: NUTS settings become arguments, `start` `initvals`; draws come as InferenceData."""
    site = call.site
    keep_idata = {one.name for one in given(call.args, SAMPLE.order)} & {"idata_kwargs"}
    change = replace(SAMPLE, dropped={k: v for k, v in SAMPLE.dropped.items() if k not in keep_idata})
    made, extra = _settings(call)
    args = carried(site, call.name, change, call.original, made)
    with_likelihoods = not keep_idata and site.once(asks_for_likelihoods)
    beside_starts = with_likelihoods and site.once(_has_starts)
    if with_likelihoods and not beside_starts:
        extra.append(keyword("idata_kwargs", cst.parse_expression('{"log_likelihood": True}')))
    extra += _numbers_of_steps(call)
    if extra:
        args = tidy([*args, *extra], call.args)
    made_call = call.updated.with_changes(func=site.called("pymc.sample", call.original.func), args=args)
    draws = _with_tuning(call, made_call)
    return _with_likelihoods(call, draws) if beside_starts else draws


def _settings(call: Called) -> tuple[list[cst.Arg], list[cst.Arg]]:
    """Return the arguments in their places, and those that stand in other arguments, or for them."""
    site = call.site
    made: list[cst.Arg] = []
    extra: list[cst.Arg] = []
    for one in call.args:
        name = one.keyword.value if one.keyword is not None else ""
        if name in ("nuts_kwargs", "step_kwargs"):
            opened = _opened(one.value)
            if opened is None:
                site.mark("MP103", f"pm.sample({name}=...): write its items as arguments of pm.sample")
                extra.append(keyword("nuts", one.value))
            else:
                extra += opened
        elif name == "trace" and isinstance(one.value, cst.List):
            made.append(one.with_changes(keyword=cst.Name("var_names")))
            site.note(call.original, "pm.sample(trace=[...]): only these variables are kept, var_names takes names")
            site.mark("MP401", "pm.sample(var_names=...) takes names, not variables")
        elif name == "njobs" and not any(a.keyword is not None and a.keyword.value == "chains" for a in call.args):
            made.append(one)
            extra.append(keyword("chains", one.value))
        else:
            if name and name not in KNOWN and name not in SAMPLE.dropped and name not in SAMPLE.order:
                site.mark("MP102", f"pm.sample has no argument {name!r}")
            made.append(one)
    return made, extra


def _has_starts(site: Site) -> bool:
    """Say whether a variable has a start of its own: PyMC computes no log likelihoods of such a model."""
    return any(
        one.keyword is not None and one.keyword.value in ("testval", "initval")
        for call in site.of(cst.Call)
        for one in call.args
    )


def _with_likelihoods(call: Called, made: cst.BaseExpression) -> cst.BaseExpression:
    site = call.site
    site.tell(call.original, "sampling/log-likelihoods-beside-starts")
    site.needs("with_log_likelihood", "pymc.compute_log_likelihood", "pymc.modelcontext")
    model = find(given(call.args, SAMPLE.order), "model")
    if model is None:
        return site.make("with_log_likelihood({made})", made=made)
    return site.make("with_log_likelihood({made}, {model})", made=made, model=model)


def _numbers_of_steps(call: Called) -> list[cst.Arg]:
    """Return arguments for PyMC3's numbers of draws and of tuning, which today are the step methods' own."""
    site, arguments = call.site, given(call.original.args, SAMPLE.order)
    names = {one.name for one in arguments}
    if {"*", "**"} & names:
        return []
    tune, more = find(arguments, "tune"), []
    if tune is None:
        few = site.is_before("3.9") is True
        if few:
            site.tell(call.original, "sampling/number-of-draws")
        if few and "draws" not in names:
            more.append(keyword("draws", cst.Integer("500")))
        more.append(keyword("tune", cst.Integer("500" if few else "1000")))
    elif isinstance(tune, cst.Integer) and tune.evaluated_value == 0 and not {"step", "nuts_sampler"} & names:
        site.tell(call.original, "sampling/no-tuning")
        more.append(keyword("nuts_sampler", cst.SimpleString('"pymc"')))
    return more


def _with_tuning(call: Called, made: cst.Call) -> cst.BaseExpression:
    """Return the call with the draws of tuning before the others where discard_tuned_samples=False keeps them."""
    site, arguments = call.site, given(call.original.args, SAMPLE.order)
    discard, as_tree = find(arguments, "discard_tuned_samples"), find(arguments, "return_inferencedata")
    if discard is None or site.text(discard) == "True" or as_tree is not None and site.text(as_tree) == "True":
        return made
    if site.text(discard) != "False":
        site.tell(call.original, "draws/tuning-kept", "kept or not")
        return made
    site.tell(call.original, "draws/tuning-kept", "kept")
    site.needs("with_tuning", modules={"xarray": "xr"})
    return site.make("with_tuning({made})", made=made)


def asks_for_likelihoods(site: Site) -> bool:
    """Say whether the file compares models by pointwise log likelihoods."""
    return any(site.name(one.func) in LIKELIHOODS for one in site.of(cst.Call))


LIKELIHOODS = frozenset(
    f"{package}.{name}"
    for package in ("pymc3", "arviz")
    for name in ("loo", "waic", "compare", "plot_khat", "plot_loo_pit", "loo_pit", "plot_elpd")
)


def _opened(node: cst.BaseExpression) -> list[cst.Arg] | None:
    """Return the items of a literal dict, or of `dict(...)`, as arguments."""
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value == "dict":
        return [one.with_changes(comma=cst.MaybeSentinel.DEFAULT) for one in node.args if one.keyword is not None]
    if not isinstance(node, cst.Dict):
        return None
    found = []
    for one in node.elements:
        if not isinstance(one, cst.DictElement) or not isinstance(one.key, cst.SimpleString):
            return None
        found.append(keyword(str(one.key.evaluated_value), one.value))
    return found


_SMC = Change(
    "pymc.sample_smc",
    (
        "draws",
        "kernel",
        "n_steps",
        "start",
        "tune_steps",
        "p_acc_rate",
        "threshold",
        "save_sim_data",
        "save_log_pseudolikelihood",
        "model",
        "random_seed",
        "parallel",
        "chains",
        "cores",
    ),
    dropped={
        "n_steps": "pm.sample_smc: the kernel decides how many steps it takes (n_steps is gone)",
        "tune_steps": "pm.sample_smc: the kernel tunes its steps (tune_steps is gone)",
        "p_acc_rate": "pm.sample_smc: p_acc_rate is left out: the kernel has correlation_threshold=, another criterion",
        "parallel": "",
        "save_sim_data": "",
        "save_log_pseudolikelihood": "",
        "cores": "",
    },
)


def sample_smc(call: Called) -> cst.BaseExpression:
    """Translate `pm.sample_smc`: kernels are classes; a Simulator implies ABC."""
    site = call.site
    change = _SMC
    kernel = find(given(call.args, _SMC.order), "kernel")
    if kernel is not None:
        said = kernel.evaluated_value if isinstance(kernel, cst.SimpleString) else None
        if str(said).upper() in ("ABC", "METROPOLIS"):
            change = replace(change, dropped={**change.dropped, "kernel": ""})
        else:
            site.mark("MP401", "pm.sample_smc(kernel=...) takes a class today: pm.smc.kernels.IMH or MH")
    args = carried(site, call.name, change, call.original, call.args)
    return call.updated.with_changes(func=site.called("pymc.sample_smc", call.original.func), args=args)


def find_map(call: Called) -> cst.BaseExpression:
    """Translate `pm.find_MAP`: `fmin=scipy.optimize.fmin_powell` becomes `method="powell"`."""
    site = call.site
    made = []
    for one in call.args:
        if one.keyword is not None and one.keyword.value == "fmin":
            last = site.text(one.value).rpartition(".")[2]
            if last in FMIN:
                made.append(keyword("method", cst.SimpleString(f'"{FMIN[last]}"')).with_changes(comma=one.comma))
            else:
                site.mark("MP401", "pm.find_MAP(fmin=...): say the method of scipy.optimize.minimize by its name")
        else:
            made.append(one)
    args = carried(site, call.name, _MAP, call.original, made)
    return call.updated.with_changes(func=site.called("pymc.find_MAP", call.original.func), args=args)


FMIN = {
    "fmin_bfgs": "BFGS",
    "fmin_l_bfgs_b": "L-BFGS-B",
    "fmin_powell": "powell",
    "fmin_cg": "CG",
    "fmin": "Nelder-Mead",
    "fmin_ncg": "Newton-CG",
    "fmin_tnc": "TNC",
    "fmin_cobyla": "COBYLA",
    "fmin_slsqp": "SLSQP",
}
_MAP = Change(
    "pymc.find_MAP",
    ("start", "vars", "method", "return_raw", "include_transformed", "progressbar", "maxeval", "model"),
    renamed={"start": "initvals", "callback": "callback"},
    dropped={"disp": ""},
    marked={"return_raw": ("MP401", "pm.find_MAP(return_raw=True): scipy's result is not handed out today")},
)
_MAP_DROPS = {"include_transformed": "", "maxeval": ""}
_MAP = replace(_MAP, dropped={**_MAP.dropped, **_MAP_DROPS})


def hamiltonian(call: Called) -> cst.BaseExpression:
    """Translate `pm.NUTS(scaling=point)`, which only uses the values of free variables."""
    site = call.site
    last = call.name.rpartition(".")[2]
    order = ("vars", "max_treedepth", "early_max_treedepth") if last == "NUTS" else ("vars", "path_length", "max_steps")
    made = []
    for old, one in zip(call.original.args, call.args, strict=True):
        if one.keyword is not None and one.keyword.value == "scaling" and site.name(old.value) == "pymc3.find_MAP()":
            text = "{{v.name: {p}[v.name] for v in {f}(None).value_vars}}".replace("{{", "{").replace("}}", "}")
            text = text.replace("{p}", site.text(one.value)).replace("{f}", site.bindings.reach("pymc.modelcontext"))
            one = one.with_changes(value=cst.parse_expression(text))
        made.append(one)
    args = carried(site, call.name, Change(f"pymc.{last}", order), call.original, made)
    return call.updated.with_changes(func=site.called(f"pymc.{last}", call.original.func), args=args)


_STEP = ("vars", "scaling", "tune", "tune_interval", "model")
CALLS: dict[str, Change | CallRule] = {
    "pymc3.sample": sample,
    "pymc3.sample_smc": sample_smc,
    "pymc3.find_MAP": find_map,
    "pymc3.find_hessian": Change("pymc.find_hessian", ("point", "vars", "model")),
    "pymc3.fit": Change(
        "pymc.fit",
        ("n", "local_rv", "method", "model", "random_seed", "start", "inf_kwargs"),
        marked={"local_rv": ("MP401", "pm.fit(local_rv=...): local variables are pm.Group(local=True) or gone")},
    ),
    "pymc3.NUTS": hamiltonian,
    "pymc3.HamiltonianMC": hamiltonian,
    "pymc3.Metropolis": Change(
        "pymc.Metropolis", ("vars", "S", "proposal_dist", "scaling", "tune", "tune_interval", "model", "mode")
    ),
    "pymc3.Slice": Change("pymc.Slice", ("vars", "w", "tune", "model", "iter_limit"), dropped={"iter_limit": ""}),
    "pymc3.BinaryMetropolis": Change("pymc.BinaryMetropolis", _STEP),
    "pymc3.BinaryGibbsMetropolis": Change("pymc.BinaryGibbsMetropolis", ("vars", "order", "transit_p", "model")),
    "pymc3.CategoricalGibbsMetropolis": Change(
        "pymc.CategoricalGibbsMetropolis", ("vars", "proposal", "order", "model")
    ),
    "pymc3.ElemwiseCategorical": Change(
        "pymc.CategoricalGibbsMetropolis", ("vars", "values", "model"), dropped={"values": ""}
    ),
    "pymc3.DEMetropolis": Change(
        "pymc.DEMetropolis",
        ("vars", "S", "proposal_dist", "lamb", "scaling", "tune", "tune_interval", "model", "mode"),
        added={"tune": "None"},
    ),
    "pymc3.DEMetropolisZ": Change(
        "pymc.DEMetropolisZ",
        (
            "vars",
            "S",
            "proposal_dist",
            "lamb",
            "scaling",
            "tune",
            "tune_interval",
            "tune_drop_fraction",
            "model",
            "mode",
        ),
        dropped={"mode": ""},
        added={"tune": '"lambda"'},
    ),
    "pymc3.Model": Change(
        "pymc.Model",
        ("name", "model", "theano_config", "coords", "check_bounds"),
        dropped={"theano_config": "", "model": ""},
    ),
    "pymc3.WishartBartlett": Change(
        "pymc.WishartBartlett",
        ("name", "S", "nu", "is_cholesky", "return_cholesky", "testval"),
        dropped={"testval": "pm.WishartBartlett takes no initial value any more"},
    ),
    "pymc3.Deterministic": Change("pymc.Deterministic", ("name", "var", "model", "dims")),
    "pymc3.Potential": Change("pymc.Potential", ("name", "var", "model")),
    "pymc3.model_to_graphviz": Change("pymc.model_to_graphviz", ("model",)),
}
HELPERS = {
    "with_log_likelihood": '''def with_log_likelihood(idata, model=None):
    """The draws with the log likelihoods of the data, which PyMC computes only of a model without starts."""
    starts = pm.modelcontext(model).rvs_to_initial_values
    before = dict(starts)
    starts.update(dict.fromkeys(before))
    try:
        pm.compute_log_likelihood(idata, model=model, progressbar=False)
    finally:
        starts.update(before)
    return idata
''',
    "with_tuning": '''def with_tuning(idata):
    """The draws with those of tuning before them, in each chain; `tune` says which these are."""
    for name in ("posterior", "sample_stats"):
        if f"warmup_{name}" in idata.children:
            parts = [idata[f"warmup_{name}"].to_dataset(), idata[name].to_dataset()]
            joined = xr.concat(parts, "draw").assign_attrs(idata[name].attrs)
            joined = joined.assign_coords(draw=range(joined.sizes["draw"]))
            if name == "sample_stats":
                joined["tune"] = (joined["chain"] >= 0) & (joined["draw"] < parts[0].sizes["draw"])
            idata[name] = xr.DataTree(joined)
            del idata[f"warmup_{name}"]
    return idata
''',
}
