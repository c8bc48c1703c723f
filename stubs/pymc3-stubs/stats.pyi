# Written by `python -m tools.stubs`.
from theano_compat.pymc3_api.stats.statistics_until_3_6 import bpic as bpic
from theano_compat.pymc3_api.stats.statistics_until_3_6 import dic as dic
from theano_compat.pymc3_api.stats.statistics_until_3_6 import mc_error as mc_error
from theano_compat.pymc3_api.stats.statistics_until_3_8 import bfmi as bfmi
from theano_compat.pymc3_api.stats.statistics_until_3_8 import geweke as geweke
from theano_compat.pymc3_api.stats.statistics_until_3_8 import hpd as hpd
from theano_compat.pymc3_api.stats.statistics_until_3_8 import r2_score as r2_score
from theano_compat.pymc3_api.stats.statistics_until_3_8 import summary as summary
from typing import Any
apply_test_function: Any
"""Return draws with the values of a function (data, draws) of observed and predicted data: `arviz.apply_test_function`."""
autocorr: Any
"""Return the autocorrelations of an array along its last axis: `arviz.autocorr`."""
autocov: Any
"""Return the autocovariances of an array along its last axis: `arviz.autocov`."""
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
"""Return, for each observation, the probability that a leave-one-out prediction is at most it: `arviz.loo_pit`."""
make_ufunc: Any
"""Return a function of the last axes of an array as one that runs over all other axes: `arviz.make_ufunc`."""
mcse: Any
"""Return the Monte Carlo standard error of each element's mean: `arviz.mcse`."""
psislw: Any
"""Return smoothed log importance weights, and their shape parameters k, of log weights of any shape: `arviz.psislw`."""
r2_samples: Any
"""Return the share of variance that each draw of predictions (draws, n) explains of data (n,): `arviz.r2_samples`."""
reloo: Any
"""Return `loo`, by fits without an observation where its approximation fails; takes a SamplingWrapper: `arviz.reloo`."""
rhat: Any
"""Return the potential scale reduction of each element of each variable: near 1 if chains agree: `arviz.rhat`."""
waic: Any
"""Return the widely applicable information criterion, as an expected log predictive density: `arviz.waic`."""
wrap_xarray_ufunc: Any
"""Return a function of chains and draws, applied to all other dimensions of a DataArray: `arviz.wrap_xarray_ufunc`."""
