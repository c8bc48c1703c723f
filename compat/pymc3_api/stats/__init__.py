"""ArviZ's statistics under their PyMC3 names; ArviZ is imported at the first call. Source: pymc3.stats."""

from ...importing.module_getattr import absent_from
from ..arviz_bridge import through_arviz
from .statistics_until_3_6 import bpic, dic, mc_error
from .statistics_until_3_8 import (
    autocorr,
    autocov,
    bfmi,
    df_summary,
    effective_n,
    gelman_rubin,
    geweke,
    hpd,
    quantiles,
    r2_score,
    summary,
)

_STATISTICS = (
    "apply_test_function",
    "compare",
    "ess",
    "hdi",
    "loo",
    "loo_pit",
    "make_ufunc",
    "mcse",
    "psislw",
    "r2_samples",
    "reloo",
    "rhat",
    "waic",
    "wrap_xarray_ufunc",
)
globals().update({name: through_arviz(name) for name in _STATISTICS})

__all__ = [
    *_STATISTICS,
    "autocorr",
    "autocov",
    "bfmi",
    "bpic",
    "df_summary",
    "dic",
    "effective_n",
    "gelman_rubin",
    "geweke",
    "hpd",
    "mc_error",
    "quantiles",
    "r2_score",
    "summary",
]

__getattr__ = absent_from(__name__)
