# Written by `python -m tools.stubs`.
from pymc3.plots import posteriorplot as posteriorplot
from theano_compat.pymc3_api.plots.joint import plot_joint as plot_joint
from theano_compat.pymc3_api.plots.posteriorplot import plot_posterior_predictive_glm as plot_posterior_predictive_glm
from typing import Any
autocorrplot: Any
"""`arviz.plot_autocorr` for a MultiTrace, or for whatever ArviZ takes."""
compareplot: Any
"""`arviz.plot_compare` for a MultiTrace, or for whatever ArviZ takes."""
densityplot: Any
"""`arviz.plot_density` for a MultiTrace, or for whatever ArviZ takes."""
energyplot: Any
"""`arviz.plot_energy` for a MultiTrace, or for whatever ArviZ takes."""
forestplot: Any
"""`arviz.plot_forest` for a MultiTrace, or for whatever ArviZ takes."""
kdeplot: Any
"""`arviz.plot_kde` for a MultiTrace, or for whatever ArviZ takes."""
pairplot: Any
"""`arviz.plot_pair` for a MultiTrace, or for whatever ArviZ takes."""
plot_autocorr: Any
"""`arviz.plot_autocorr` for a MultiTrace, or for whatever ArviZ takes."""
plot_bpv: Any
"""`arviz.plot_bpv` for a MultiTrace, or for whatever ArviZ takes."""
plot_compare: Any
"""`arviz.plot_compare` for a MultiTrace, or for whatever ArviZ takes."""
plot_density: Any
"""`arviz.plot_density` for a MultiTrace, or for whatever ArviZ takes."""
plot_dist: Any
"""`arviz.plot_dist` for a MultiTrace, or for whatever ArviZ takes."""
plot_dist_comparison: Any
"""`arviz.plot_dist_comparison` for a MultiTrace, or for whatever ArviZ takes."""
plot_elpd: Any
"""`arviz.plot_elpd` for a MultiTrace, or for whatever ArviZ takes."""
plot_energy: Any
"""`arviz.plot_energy` for a MultiTrace, or for whatever ArviZ takes."""
plot_ess: Any
"""`arviz.plot_ess` for a MultiTrace, or for whatever ArviZ takes."""
plot_forest: Any
"""`arviz.plot_forest` for a MultiTrace, or for whatever ArviZ takes."""
plot_hdi: Any
"""`arviz.plot_hdi` for a MultiTrace, or for whatever ArviZ takes."""
plot_kde: Any
"""`arviz.plot_kde` for a MultiTrace, or for whatever ArviZ takes."""
plot_khat: Any
"""`arviz.plot_khat` for a MultiTrace, or for whatever ArviZ takes."""
plot_lm: Any
"""`arviz.plot_lm` for a MultiTrace, or for whatever ArviZ takes."""
plot_loo_pit: Any
"""`arviz.plot_loo_pit` for a MultiTrace, or for whatever ArviZ takes."""
plot_mcse: Any
"""`arviz.plot_mcse` for a MultiTrace, or for whatever ArviZ takes."""
plot_pair: Any
"""`arviz.plot_pair` for a MultiTrace, or for whatever ArviZ takes."""
plot_parallel: Any
"""`arviz.plot_parallel` for a MultiTrace, or for whatever ArviZ takes."""
plot_posterior: Any
"""`arviz.plot_posterior` for a MultiTrace, or for whatever ArviZ takes."""
plot_ppc: Any
"""`arviz.plot_ppc` for a MultiTrace, or for whatever ArviZ takes."""
plot_rank: Any
"""`arviz.plot_rank` for a MultiTrace, or for whatever ArviZ takes."""
plot_separation: Any
"""`arviz.plot_separation` for a MultiTrace, or for whatever ArviZ takes."""
plot_trace: Any
"""`arviz.plot_trace` for a MultiTrace, or for whatever ArviZ takes."""
plot_ts: Any
"""`arviz.plot_ts` for a MultiTrace, or for whatever ArviZ takes."""
plot_violin: Any
"""`arviz.plot_violin` for a MultiTrace, or for whatever ArviZ takes."""
traceplot: Any
"""`arviz.plot_trace` for a MultiTrace, or for whatever ArviZ takes."""
