# Written by `python -m tools.stubs`.
from theano import config as config
from theano import scalar as _scal
from theano_compat.graph.types import TensorType as TensorType
from theano_compat.graph.types import Type as Type
from theano_compat.graph.types import Type as _CType
from theano_compat.graph.variable import Variable as Variable
from theano_compat.old.theano.op_tools import hashtype as hashtype
from theano_compat.theano_api import _asarray as _asarray
from theano_compat.theano_api.tensor.type import values_eq_approx_always_true as values_eq_approx_always_true
from theano_compat.theano_api.tensor.type import values_eq_approx_remove_inf as values_eq_approx_remove_inf
from theano_compat.theano_api.tensor.type import values_eq_approx_remove_inf_nan as values_eq_approx_remove_inf_nan
from theano_compat.theano_api.tensor.type import values_eq_approx_remove_nan as values_eq_approx_remove_nan
import theano as theano
CType = _CType
scal = _scal
