"""The plots of PyMC3 and ArviZ before 1.0, which returned axes, and those of today, which return a PlotCollection."""

from __future__ import annotations

# old name -> new name
PLOTS = {
    "traceplot": "plot_trace_dist",
    "plot_trace": "plot_trace_dist",
    "plot_posterior": "plot_dist",
    "plot_dist": "plot_dist",
    "densityplot": "plot_dist",
    "plot_density": "plot_dist",
    "forestplot": "plot_forest",
    "plot_forest": "plot_forest",
    "autocorrplot": "plot_autocorr",
    "plot_autocorr": "plot_autocorr",
    "energyplot": "plot_energy",
    "plot_energy": "plot_energy",
    "compareplot": "plot_compare",
    "plot_compare": "plot_compare",
    "pairplot": "plot_pair",
    "plot_pair": "plot_pair",
    "plot_rank": "plot_rank",
    "plot_ess": "plot_ess",
    "plot_mcse": "plot_mcse",
    "plot_parallel": "plot_parallel",
    "plot_ppc": "plot_ppc_dist",
    "plot_khat": "plot_khat",
    "plot_loo_pit": "plot_loo_pit",
    "plot_violin": "plot_forest",
}
