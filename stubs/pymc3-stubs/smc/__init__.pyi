# Written by `python -m tools.stubs`.
from pymc3.smc import smc as smc
from theano_compat.models.smc.sample_smc import sample_smc as sample_smc
