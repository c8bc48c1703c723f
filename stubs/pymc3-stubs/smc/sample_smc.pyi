# Written by `python -m tools.stubs`.
from theano_compat.models.backends.base import MultiTrace as MultiTrace
from theano_compat.models.modelling.current_model import modelcontext as modelcontext
from theano_compat.models.runs.parallel_sampling import _cpu_count as _cpu_count
from theano_compat.models.smc.sample_smc import sample_smc as sample_smc
from theano_compat.models.smc.sample_smc import sample_smc_int as sample_smc_int
from theano_compat.models.smc.smc import SMC as SMC
