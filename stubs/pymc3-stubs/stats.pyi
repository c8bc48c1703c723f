# Written by `python -m tools.stubs`.
from theano_compat.pymc3_api.stats.statistics_until_3_8 import geweke as geweke
from theano_compat.pymc3_api.stats.statistics_until_3_8 import hpd as hpd
from theano_compat.pymc3_api.stats.statistics_until_3_8 import summary as summary
from typing import Any
apply_test_function: Any
"""`arviz.apply_test_function` for a MultiTrace, or for whatever ArviZ takes."""
autocorr: Any
"""`arviz.autocorr` for a MultiTrace, or for whatever ArviZ takes."""
autocov: Any
"""`arviz.autocov` for a MultiTrace, or for whatever ArviZ takes."""
bfmi: Any
"""`arviz.bfmi` for a MultiTrace, or for whatever ArviZ takes."""
compare: Any
"""`arviz.compare` for a MultiTrace, or for whatever ArviZ takes."""
effective_n: Any
"""`arviz.ess` for a MultiTrace, or for whatever ArviZ takes."""
ess: Any
"""`arviz.ess` for a MultiTrace, or for whatever ArviZ takes."""
gelman_rubin: Any
"""`arviz.rhat` for a MultiTrace, or for whatever ArviZ takes."""
hdi: Any
"""`arviz.hdi` for a MultiTrace, or for whatever ArviZ takes."""
loo: Any
"""`arviz.loo` for a MultiTrace, or for whatever ArviZ takes."""
loo_pit: Any
"""`arviz.loo_pit` for a MultiTrace, or for whatever ArviZ takes."""
make_ufunc: Any
"""`arviz.make_ufunc` for a MultiTrace, or for whatever ArviZ takes."""
mcse: Any
"""`arviz.mcse` for a MultiTrace, or for whatever ArviZ takes."""
psislw: Any
"""`arviz.psislw` for a MultiTrace, or for whatever ArviZ takes."""
r2_samples: Any
"""`arviz.r2_samples` for a MultiTrace, or for whatever ArviZ takes."""
r2_score: Any
"""`arviz.r2_score` for a MultiTrace, or for whatever ArviZ takes."""
reloo: Any
"""`arviz.reloo` for a MultiTrace, or for whatever ArviZ takes."""
rhat: Any
"""`arviz.rhat` for a MultiTrace, or for whatever ArviZ takes."""
waic: Any
"""`arviz.waic` for a MultiTrace, or for whatever ArviZ takes."""
wrap_xarray_ufunc: Any
"""`arviz.wrap_xarray_ufunc` for a MultiTrace, or for whatever ArviZ takes."""
