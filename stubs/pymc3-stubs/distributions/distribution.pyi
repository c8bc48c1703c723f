# Written by `python -m tools.stubs`.
from theano_compat.functions.function import function as function
from theano_compat.models.distributions.distribution import Continuous as Continuous
from theano_compat.models.distributions.distribution import DensityDist as DensityDist
from theano_compat.models.distributions.distribution import Discrete as Discrete
from theano_compat.models.distributions.distribution import Distribution as Distribution
from theano_compat.models.distributions.distribution import NoDistribution as NoDistribution
from theano_compat.models.distributions.distribution import TensorType as TensorType
from theano_compat.models.distributions.distribution import _Unpickling as _Unpickling
from theano_compat.models.distributions.drawing import _DrawValuesContext as _DrawValuesContext
from theano_compat.models.distributions.drawing import _DrawValuesContextBlocker as _DrawValuesContextBlocker
from theano_compat.models.distributions.drawing import _draw_value as _draw_value
from theano_compat.models.distributions.drawing import draw_values as draw_values
from theano_compat.models.distributions.drawing import generate_samples as generate_samples
from theano_compat.models.distributions.drawing import is_fast_drawable as is_fast_drawable
from theano_compat.models.distributions.shape_utils import broadcast_dist_samples_shape as broadcast_dist_samples_shape
from theano_compat.models.distributions.shape_utils import get_broadcastable_dist_samples as get_broadcastable_dist_samples
from theano_compat.models.distributions.shape_utils import to_tuple as to_tuple
from theano_compat.models.factors.variables import FreeRV as FreeRV
from theano_compat.models.factors.variables import MultiObservedRV as MultiObservedRV
from theano_compat.models.factors.variables import ObservedRV as ObservedRV
from theano_compat.models.memoize import memoize as memoize
from theano_compat.models.model import Model as Model
from theano_compat.models.model import get_named_nodes_and_relations as get_named_nodes_and_relations
from theano_compat.models.modelling.context import ContextMeta as ContextMeta
from theano_compat.models.modelling.hashing import hash_key as hash_key
from theano_compat.models.modelling.util import get_repr_for_variable as get_repr_for_variable
from theano_compat.models.modelling.util import get_var_name as get_var_name
from typing import Any
vectorized_ppc: Any
"""A value of type `_contextvars.ContextVar`."""
