# Written by `python -m tools.stubs`.
from theano_compat.pymc3_api.stats.statistics_until_3_8 import geweke as geweke
from theano_compat.pymc3_api.stats.statistics_until_3_8 import hpd as hpd
from theano_compat.pymc3_api.stats.statistics_until_3_8 import r2_score as r2_score
from theano_compat.pymc3_api.stats.statistics_until_3_8 import summary as summary
from typing import Any
apply_test_function: Any
"""Call ArviZ: `arviz.apply_test_function`."""
autocorr: Any
"""Return the autocorrelations of an array along its last axis: `arviz.autocorr`."""
autocov: Any
"""Return the autocovariances of an array along its last axis: `arviz.autocov`."""
bfmi: Any
"""Return the Bayesian fraction of missing information of each chain, from NUTS's energies: `arviz.bfmi`."""
compare: Any
"""Return a table of models, the best first, by loo or waic; takes a dict of name -> trace: `arviz.compare`."""
effective_n: Any
"""Return the effective sample size of each element of each variable: `arviz.ess`."""
ess: Any
"""Return the effective sample size of each element of each variable: `arviz.ess`."""
gelman_rubin: Any
"""Return the potential scale reduction of each element of each variable: near 1 if chains agree: `arviz.rhat`."""
hdi: Any
"""Return the shortest interval that holds most draws, of each element of each variable: `arviz.hdi`."""
loo: Any
"""Return an estimate of the expected log predictive density by leave-one-out cross-validation: `arviz.loo`."""
loo_pit: Any
"""Call ArviZ: `arviz.loo_pit`."""
make_ufunc: Any
"""Call ArviZ: `arviz.make_ufunc`."""
mcse: Any
"""Return the Monte Carlo standard error of each element's mean: `arviz.mcse`."""
psislw: Any
"""Call ArviZ: `arviz.psislw`."""
r2_samples: Any
"""Call ArviZ: `arviz.r2_samples`."""
reloo: Any
"""Call ArviZ: `arviz.reloo`."""
rhat: Any
"""Return the potential scale reduction of each element of each variable: near 1 if chains agree: `arviz.rhat`."""
waic: Any
"""Return the widely applicable information criterion, as an expected log predictive density: `arviz.waic`."""
wrap_xarray_ufunc: Any
"""Call ArviZ: `arviz.wrap_xarray_ufunc`."""
