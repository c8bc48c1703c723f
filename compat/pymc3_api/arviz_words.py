"""Docstrings of ArviZ's functions under their PyMC3 names."""

from __future__ import annotations

from ..docstrings import text

WHAT = {  # what each makes of draws of any shape
    "autocorr": "Return the autocorrelations of an array along its last axis",
    "autocov": "Return the autocovariances of an array along its last axis",
    "bfmi": "Return the Bayesian fraction of missing information of each chain, from NUTS's energies",
    "compare": "Return a table of models, the best first, by loo or waic; takes a dict of name -> trace",
    "ess": "Return the effective sample size of each element of each variable",
    "hdi": "Return the shortest interval that holds most draws, of each element of each variable",
    "loo": "Return an estimate of the expected log predictive density by leave-one-out cross-validation",
    "mcse": "Return the Monte Carlo standard error of each element's mean",
    "plot_autocorr": "Draw autocorrelations of each variable, chain by chain",
    "plot_compare": "Draw the table that `compare` returns",
    "plot_density": "Draw the density of each variable; takes a list of traces, too",
    "plot_dist": "Draw the distribution of an array",
    "plot_energy": "Draw the distributions of NUTS's energies and of their changes",
    "plot_ess": "Draw the effective sample size against quantiles",
    "plot_forest": "Draw intervals of each variable, chain by chain, in one panel",
    "plot_kde": "Draw a density estimate of an array",
    "plot_mcse": "Draw Monte Carlo standard errors against quantiles",
    "plot_pair": "Draw the draws of each pair of variables as points",
    "plot_parallel": "Draw each draw as a line over all variables, divergences in another color",
    "plot_posterior": "Draw the density of each variable, its mean and its shortest interval",
    "plot_rank": "Draw histograms of the ranks of draws, chain by chain",
    "plot_trace": "Draw each variable's density, and its draws in order, chain by chain",
    "plot_violin": "Draw each variable's density as a violin",
    "rhat": "Return the potential scale reduction of each element of each variable: near 1 if chains agree",
    "summary": "Return a table with a row for each element: mean, sd, interval, errors, sample sizes, r_hat",
    "waic": "Return the widely applicable information criterion, as an expected log predictive density",
}
ARRAYS = ("autocorr", "autocov", "plot_dist", "plot_kde")  # they take an array
EXAMPLE = """with pm.Model():
    x = pm.Normal("x", 0, 1, shape=2)
    y = pm.Normal("y", x, 1, observed=np.array([0.5, -0.5]))
    trace = pm.sample(100, tune=100, chains=2, progressbar=False)
    {}"""
SPECIAL = {
    "compare": 'pm.compare({"one": trace, "the same": trace})',
    "plot_compare": 'pm.compareplot(pm.compare({"one": trace, "the same": trace}))',
}


def described(name: str, alias: str = "") -> str:
    """Return the docstring of `arviz.<name>` for traces; `alias`: its name in PyMC3, if that is another."""
    given = "a MultiTrace, InferenceData, or what else ArviZ takes" if name not in ARRAYS else "an array"
    said = f"{WHAT.get(name, 'Call ArviZ')}: `arviz.{name}`.\n\nIt takes {given}, and ArviZ's keywords"
    said += "; of these `varnames` and `credible_interval`, older names, warn."
    if alias:
        said += f" `{alias}` is an older name of `{name}`, and warns, too."
    if name not in WHAT:
        return said
    call = SPECIAL.get(name, f"pm.{alias or name}(trace)")
    example = f"pm.{alias or name}(np.random.normal(size=100))" if name in ARRAYS else EXAMPLE.format(call)
    home = "plots" if name.startswith("plot") else "diagnostics" if alias else "stats"
    return text(said, {}, example, f"pymc3.{home}")
