# Written by `python -m tools.stubs`.
from theano_compat.models.backends.tracetab import _create_shape as _create_shape
from theano_compat.models.backends.tracetab import create_flat_names as create_flat_names
from theano_compat.models.backends.tracetab import trace_to_dataframe as trace_to_dataframe
from theano_compat.models.modelling.util import get_default_varnames as get_default_varnames
