# Written by `python -m tools.stubs`.
from theano_compat.models.distributions.categorical import Categorical as Categorical
from theano_compat.models.modelling.current_model import modelcontext as modelcontext
from theano_compat.models.step_methods.arraystep import ArrayStep as ArrayStep
from theano_compat.models.step_methods.arraystep import Competence as Competence
from theano_compat.models.step_methods.gibbs import ElemwiseCategorical as ElemwiseCategorical
from theano_compat.models.step_methods.gibbs import categorical as categorical
from theano_compat.models.step_methods.gibbs import elemwise_logp as elemwise_logp
from theano_compat.theano_api.graph.basic import graph_inputs as graph_inputs
from typing import Any
add: Any
"""Elementwise: x + y; `or` for bools."""
