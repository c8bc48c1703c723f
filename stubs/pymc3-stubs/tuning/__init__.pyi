# Written by `python -m tools.stubs`.
from pymc3.tuning import scaling as scaling
from pymc3.tuning import starting as starting
from theano_compat.models.tuning.scaling import find_hessian as find_hessian
from theano_compat.models.tuning.scaling import guess_scaling as guess_scaling
from theano_compat.models.tuning.scaling import trace_cov as trace_cov
from theano_compat.models.tuning.starting import find_MAP as find_MAP
