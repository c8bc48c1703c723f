# Written by `python -m tools.stubs`.
from theano_compat.distributions.formulas import float_x as _floatX
from theano_compat.functions.function import function as _theano_function
from theano_compat.models.backends.base import MultiTrace as MultiTrace
from theano_compat.models.backends.memory import NDArray as NDArray
from theano_compat.models.modelling.current_model import modelcontext as modelcontext
from theano_compat.models.modelling.functions import Point as Point
from theano_compat.models.modelling.theanof import inputvars as inputvars
from theano_compat.models.modelling.theanof import join_nonshared_inputs as join_nonshared_inputs
from theano_compat.models.modelling.theanof import make_shared_replacements as make_shared_replacements
from theano_compat.models.modelling.util import get_untransformed_name as get_untransformed_name
from theano_compat.models.modelling.util import is_transformed_name as is_transformed_name
from theano_compat.models.runs.parallel_sampling import _cpu_count as _cpu_count
from theano_compat.models.runs.predictive import sample_prior_predictive as sample_prior_predictive
from theano_compat.models.smc.pseudo_likelihood import PseudoLikelihood as PseudoLikelihood
from theano_compat.models.smc.smc import SMC as SMC
from theano_compat.models.smc.smc import logp_forw as logp_forw
from theano_compat.samplers.steps.acceptance import metrop_select as metrop_select
from theano_compat.samplers.steps.proposals import MultivariateNormalProposal as MultivariateNormalProposal
floatX = _floatX
theano_function = _theano_function
