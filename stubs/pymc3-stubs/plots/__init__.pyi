# Written by `python -m tools.stubs`.
from pymc3.plots import posteriorplot as posteriorplot
from theano_compat.pymc3_api.plots.joint import plot_joint as plot_joint
from theano_compat.pymc3_api.plots.posteriorplot import plot_posterior_predictive_glm as plot_posterior_predictive_glm
from typing import Any
autocorrplot: Any
"""Draw autocorrelations of each variable, chain by chain: `arviz.plot_autocorr`."""
compareplot: Any
"""Draw the table that `compare` returns: `arviz.plot_compare`."""
densityplot: Any
"""Draw the density of each variable; takes a list of traces, too: `arviz.plot_density`."""
energyplot: Any
"""Draw the distributions of NUTS's energies and of their changes: `arviz.plot_energy`."""
forestplot: Any
"""Draw intervals of each variable, chain by chain, in one panel: `arviz.plot_forest`."""
kdeplot: Any
"""Draw a density estimate of an array: `arviz.plot_kde`."""
pairplot: Any
"""Draw the draws of each pair of variables as points: `arviz.plot_pair`."""
plot_autocorr: Any
"""Draw autocorrelations of each variable, chain by chain: `arviz.plot_autocorr`."""
plot_bpv: Any
"""Draw the distribution of Bayesian p values of predictions: `arviz.plot_bpv`."""
plot_compare: Any
"""Draw the table that `compare` returns: `arviz.plot_compare`."""
plot_density: Any
"""Draw the density of each variable; takes a list of traces, too: `arviz.plot_density`."""
plot_dist: Any
"""Draw the distribution of an array: `arviz.plot_dist`."""
plot_dist_comparison: Any
"""Draw prior and posterior of each variable side by side: `arviz.plot_dist_comparison`."""
plot_elpd: Any
"""Draw differences of pointwise log predictive densities; takes a dict of name -> result of `loo`: `arviz.plot_elpd`."""
plot_energy: Any
"""Draw the distributions of NUTS's energies and of their changes: `arviz.plot_energy`."""
plot_ess: Any
"""Draw the effective sample size against quantiles: `arviz.plot_ess`."""
plot_forest: Any
"""Draw intervals of each variable, chain by chain, in one panel: `arviz.plot_forest`."""
plot_hdi: Any
"""Draw the shortest interval of draws (chains, draws, n) at n places: `arviz.plot_hdi`."""
plot_kde: Any
"""Draw a density estimate of an array: `arviz.plot_kde`."""
plot_khat: Any
"""Draw the shape parameters k of a pointwise result of `loo`, observation by observation: `arviz.plot_khat`."""
plot_lm: Any
"""Draw observations, and predictions beside them, against a variable or their numbers: `arviz.plot_lm`."""
plot_loo_pit: Any
"""Draw the density of `loo_pit`, beside uniform ones: `arviz.plot_loo_pit`."""
plot_mcse: Any
"""Draw Monte Carlo standard errors against quantiles: `arviz.plot_mcse`."""
plot_pair: Any
"""Draw the draws of each pair of variables as points: `arviz.plot_pair`."""
plot_parallel: Any
"""Draw each draw as a line over all variables, divergences in another color: `arviz.plot_parallel`."""
plot_posterior: Any
"""Draw the density of each variable, its mean and its shortest interval: `arviz.plot_posterior`."""
plot_ppc: Any
"""Draw the densities of predictions, draw by draw, over that of the observed data: `arviz.plot_ppc`."""
plot_rank: Any
"""Draw histograms of the ranks of draws, chain by chain: `arviz.plot_rank`."""
plot_separation: Any
"""Draw binary observations in the order of their predicted probability: `arviz.plot_separation`."""
plot_trace: Any
"""Draw each variable's density, and its draws in order, chain by chain: `arviz.plot_trace`."""
plot_ts: Any
"""Draw observations and predictions of a time series in order: `arviz.plot_ts`."""
plot_violin: Any
"""Draw each variable's density as a violin: `arviz.plot_violin`."""
traceplot: Any
"""Draw each variable's density, and its draws in order, chain by chain: `arviz.plot_trace`."""
