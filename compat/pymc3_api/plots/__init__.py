"""ArviZ's plots under their PyMC3 names; ArviZ is imported at the first call. Source: pymc3.plots."""

from ...importing.module_getattr import absent_from
from ..arviz_bridge import through_arviz
from .joint import plot_joint
from .posteriorplot import plot_posterior_predictive_glm

_PLOTS = (
    "plot_autocorr",
    "plot_bpv",
    "plot_compare",
    "plot_density",
    "plot_dist",
    "plot_dist_comparison",
    "plot_elpd",
    "plot_energy",
    "plot_ess",
    "plot_forest",
    "plot_hdi",
    "plot_kde",
    "plot_khat",
    "plot_lm",
    "plot_loo_pit",
    "plot_mcse",
    "plot_pair",
    "plot_parallel",
    "plot_posterior",
    "plot_ppc",
    "plot_rank",
    "plot_separation",
    "plot_trace",
    "plot_ts",
    "plot_violin",
)
_ALIASES = {
    "autocorrplot": "plot_autocorr",
    "compareplot": "plot_compare",
    "densityplot": "plot_density",
    "energyplot": "plot_energy",
    "forestplot": "plot_forest",
    "kdeplot": "plot_kde",
    "pairplot": "plot_pair",
    "traceplot": "plot_trace",
}
globals().update({name: through_arviz(name) for name in _PLOTS})
globals().update({alias: through_arviz(name, alias) for alias, name in _ALIASES.items()})

__all__ = [*_PLOTS, *_ALIASES, "plot_joint", "plot_posterior_predictive_glm"]

__getattr__ = absent_from(__name__)
