# Written by `python -m tools.stubs`.
from theano_compat.models.backends.base import MultiTrace as MultiTrace
from theano_compat.models.distributions.drawing import _DrawValuesContext as _DrawValuesContext
from theano_compat.models.distributions.drawing import _DrawValuesContextBlocker as _DrawValuesContextBlocker
from theano_compat.models.distributions.drawing import is_fast_drawable as is_fast_drawable
from theano_compat.models.distributions.shape_utils import to_tuple as to_tuple
from theano_compat.models.exceptions import IncorrectArgumentsError as IncorrectArgumentsError
from theano_compat.models.factors.variables import MultiObservedRV as MultiObservedRV
from theano_compat.models.factors.variables import ObservedRV as ObservedRV
from theano_compat.models.model import Model as Model
from theano_compat.models.model import get_named_nodes_and_relations as get_named_nodes_and_relations
from theano_compat.models.modelling.current_model import modelcontext as modelcontext
from theano_compat.models.modelling.util import chains_and_samples as chains_and_samples
from theano_compat.models.modelling.util import dataset_to_point_list as dataset_to_point_list
from theano_compat.models.modelling.util import get_var_name as get_var_name
from theano_compat.models.runs.posterior_predictive import _TraceDict as _TraceDict
from theano_compat.models.runs.posterior_predictive import fast_sample_posterior_predictive as fast_sample_posterior_predictive
from theano_compat.models.runs.posterior_predictive import posterior_predictive_draw_values as posterior_predictive_draw_values
from typing import Any
annotations: Any
"""A value of type `__future__._Feature`."""
