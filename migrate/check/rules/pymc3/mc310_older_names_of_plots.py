"""MC310: names of plots and statistics that PyMC3 handed to ArviZ under others."""

from __future__ import annotations

from ..rule import Rule

RENAMED = {
    "traceplot": "plot_trace", "forestplot": "plot_forest", "autocorrplot": "plot_autocorr", "kdeplot": "plot_kde",
    "energyplot": "plot_energy", "densityplot": "plot_density", "pairplot": "plot_pair", "compareplot": "plot_compare",
    "effective_n": "ess", "gelman_rubin": "rhat", "sample_ppc": "sample_posterior_predictive",
    "sample_ppc_w": "sample_posterior_predictive_w",
}  # fmt: skip

RULE = Rule(
    code="MC310",
    severity="style",
    title="older name of a plot or statistic",
    why="It is an alias since PyMC3 3.6 or 3.7, here too, and warns when it is called.",
    do="Leave it, or write the newer name, which older releases do not know.",
    becomes={f"pymc3.{old}": f"pymc3.{new}" for old, new in RENAMED.items()},
    unsafe=True,
)

BEFORE = """
import pymc3 as pm
from pymc3 import forestplot  # MC310
pm.traceplot(trace)  # MC310
pm.gelman_rubin(trace)  # MC310
forestplot(trace)
pm.plot_posterior(trace)
"""
AFTER = """
import pymc3 as pm
from pymc3 import plot_forest as forestplot
pm.plot_trace(trace)
pm.rhat(trace)
forestplot(trace)
pm.plot_posterior(trace)
"""
