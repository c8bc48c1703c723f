# Written by `python -m tools.stubs`.
from theano_compat.models.modelling.current_model import modelcontext as modelcontext
from theano_compat.models.modelling.theanof import inputvars as inputvars
from theano_compat.models.modelling.theanof import make_shared_replacements as make_shared_replacements
from theano_compat.models.modelling.theanof import tt_rng as tt_rng
from theano_compat.models.step_methods.arraystep import ArrayStepShared as ArrayStepShared
from theano_compat.old.pymc3.step_methods.sgmcmc import BaseStochasticGradient as BaseStochasticGradient
from theano_compat.old.pymc3.step_methods.sgmcmc import elemwise_dlogL as elemwise_dlogL
from theano_compat.old.pymc3.step_methods.sgmcmc import prior_dlogp as prior_dlogp
from typing import Any
EXPERIMENTAL_WARNING: Any
