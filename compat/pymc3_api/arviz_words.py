"""Docstrings of ArviZ's functions under their PyMC3 names."""

from __future__ import annotations

from ..docstrings import text

WHAT = {  # what each makes of draws of any shape
    "apply_test_function": "Return draws with the values of a function (data, draws) of observed and predicted data",
    "autocorr": "Return the autocorrelations of an array along its last axis",
    "autocov": "Return the autocovariances of an array along its last axis",
    "bfmi": "Return the Bayesian fraction of missing information of each chain, from NUTS's energies",
    "compare": "Return a table of models, the best first, by loo or waic; takes a dict of name -> trace",
    "ess": "Return the effective sample size of each element of each variable",
    "hdi": "Return the shortest interval that holds most draws, of each element of each variable",
    "loo": "Return an estimate of the expected log predictive density by leave-one-out cross-validation",
    "loo_pit": "Return, for each observation, the probability that a leave-one-out prediction is at most it",
    "make_ufunc": "Return a function of the last axes of an array as one that runs over all other axes",
    "mcse": "Return the Monte Carlo standard error of each element's mean",
    "plot_autocorr": "Draw autocorrelations of each variable, chain by chain",
    "plot_bpv": "Draw the distribution of Bayesian p values of predictions",
    "plot_compare": "Draw the table that `compare` returns",
    "plot_density": "Draw the density of each variable; takes a list of traces, too",
    "plot_dist": "Draw the distribution of an array",
    "plot_dist_comparison": "Draw prior and posterior of each variable side by side",
    "plot_elpd": "Draw differences of pointwise log predictive densities; takes a dict of name -> result of `loo`",
    "plot_energy": "Draw the distributions of NUTS's energies and of their changes",
    "plot_ess": "Draw the effective sample size against quantiles",
    "plot_forest": "Draw intervals of each variable, chain by chain, in one panel",
    "plot_hdi": "Draw the shortest interval of draws (chains, draws, n) at n places",
    "plot_kde": "Draw a density estimate of an array",
    "plot_khat": "Draw the shape parameters k of a pointwise result of `loo`, observation by observation",
    "plot_lm": "Draw observations, and predictions beside them, against a variable or their numbers",
    "plot_loo_pit": "Draw the density of `loo_pit`, beside uniform ones",
    "plot_mcse": "Draw Monte Carlo standard errors against quantiles",
    "plot_pair": "Draw the draws of each pair of variables as points",
    "plot_parallel": "Draw each draw as a line over all variables, divergences in another color",
    "plot_posterior": "Draw the density of each variable, its mean and its shortest interval",
    "plot_ppc": "Draw the densities of predictions, draw by draw, over that of the observed data",
    "plot_rank": "Draw histograms of the ranks of draws, chain by chain",
    "plot_separation": "Draw binary observations in the order of their predicted probability",
    "plot_trace": "Draw each variable's density, and its draws in order, chain by chain",
    "plot_ts": "Draw observations and predictions of a time series in order",
    "plot_violin": "Draw each variable's density as a violin",
    "psislw": "Return smoothed log importance weights, and their shape parameters k, of log weights of any shape",
    "r2_samples": "Return the share of variance that each draw of predictions (draws, n) explains of data (n,)",
    "reloo": "Return `loo`, by fits without an observation where its approximation fails; takes a SamplingWrapper",
    "rhat": "Return the potential scale reduction of each element of each variable: near 1 if chains agree",
    "summary": "Return a table with a row for each element: mean, sd, interval, errors, sample sizes, r_hat",
    "waic": "Return the widely applicable information criterion, as an expected log predictive density",
    "wrap_xarray_ufunc": "Return a function of chains and draws, applied to all other dimensions of a DataArray",
}
TAKEN = {  # where it is no trace
    **dict.fromkeys(("autocorr", "autocov", "plot_dist", "plot_kde", "psislw"), "an array"),
    "make_ufunc": "a function",
    "plot_elpd": "that dict",
    "plot_hdi": "places and draws",
    "plot_khat": "that result",
    "r2_samples": "data and predictions, arrays",
    "reloo": "that object",
    "wrap_xarray_ufunc": "that function and a DataArray",
}
EXAMPLE = """with pm.Model():
    x = pm.Normal("x", 0, 1, shape=2)
    y = pm.Normal("y", x, 1, observed=np.array([0.5, -0.5]))
    trace = pm.sample(100, tune=100, chains=2, progressbar=False)
    {}"""
PREDICTED = """import arviz

data = arviz.from_dict(
    posterior={{"mu": np.random.{0}size=(2, 50))}},
    prior={{"mu": np.random.{0}size=(1, 50))}},
    posterior_predictive={{"y": np.random.{0}size=(2, 50, 9))}},
    observed_data={{"y": np.random.{0}size=9)}},
    log_likelihood={{"y": -np.random.{0}size=(2, 50, 9))}},
)
{1}"""
OF_PREDICTIONS = {
    "apply_test_function": 'pm.apply_test_function(data, lambda y, theta: y.mean(), group="observed_data")',
    "loo_pit": 'pm.loo_pit(data, y="y")',
    "plot_bpv": "pm.plot_bpv(data)",
    "plot_dist_comparison": "pm.plot_dist_comparison(data)",
    "plot_lm": 'pm.plot_lm(y="y", idata=data)',
    "plot_loo_pit": 'pm.plot_loo_pit(data, y="y")',
    "plot_ppc": "pm.plot_ppc(data)",
    "plot_separation": 'pm.plot_separation(data, y="y")',
    "plot_ts": 'pm.plot_ts(data, y="y")',
}
OF_TRACES = {  # calls that take more than a trace
    "compare": 'pm.compare({"one": trace, "the same": trace})',
    "plot_compare": 'pm.compareplot(pm.compare({"one": trace, "the same": trace}))',
    "plot_elpd": 'pm.plot_elpd({name: pm.loo(trace, pointwise=True) for name in ("one", "the same")})',
    "plot_khat": "pm.plot_khat(pm.loo(trace, pointwise=True))",
}
WHOLE = {  # examples without a trace
    **dict.fromkeys(("autocorr", "autocov", "plot_dist", "plot_kde", "psislw"), "pm.{}(np.random.normal(size=100))"),
    "make_ufunc": "pm.make_ufunc(np.mean, n_dims=1)(np.ones((2, 3)))",
    "plot_hdi": "pm.plot_hdi(np.arange(3), np.random.normal(size=(2, 50, 3)))",
    "r2_samples": "pm.r2_samples(np.arange(5.0), np.arange(5.0) + np.random.normal(size=(100, 5)))",
    "wrap_xarray_ufunc": """import xarray

draws = xarray.DataArray(np.ones((2, 100, 3)), dims=["chain", "draw", "x"])
pm.wrap_xarray_ufunc(np.mean, draws)""",
    "reloo": """import arviz

class Refit(arviz.SamplingWrapper):  # k_thresh=np.inf leaves no observation out
    sel_observations = sample = get_inference_data = log_likelihood__i = lambda self, *args: None

"""
    + EXAMPLE.format("pm.reloo(Refit(None, idata_orig=arviz.from_pymc3(trace, log_likelihood=True)), k_thresh=np.inf)"),
}


def described(name: str, alias: str = "") -> str:
    """Return the docstring of `arviz.<name>` for traces; `alias`: its name in PyMC3, if that is another."""
    given = TAKEN.get(name, "a MultiTrace, InferenceData, or what else ArviZ takes")
    said = f"{WHAT.get(name, 'Call ArviZ')}: `arviz.{name}`.\n\nIt takes {given}, and ArviZ's keywords"
    said += "; of these `vars`, `varnames` and `credible_interval`, older names, warn."
    if alias:
        said += f" `{alias}` is an older name of `{name}`, and warns, too."
    if name not in WHAT:
        return said
    home = "plots" if name.startswith("plot") else "diagnostics" if alias else "stats"
    return text(said, {}, _example(name, alias or name), f"pymc3.{home}")


def _example(name: str, called: str) -> str:
    if name in OF_PREDICTIONS:
        kind = "binomial(1, 0.5, " if name == "plot_separation" else "normal("
        return PREDICTED.format(kind, OF_PREDICTIONS[name])
    if name in WHOLE:
        return WHOLE[name].replace("{}", called)
    return EXAMPLE.format(OF_TRACES.get(name, f"pm.{called}(trace)"))
