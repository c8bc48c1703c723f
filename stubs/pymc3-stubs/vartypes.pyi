# Written by `python -m tools.stubs`.
from theano_compat.graph.variable import Constant as _graph_constant
from theano_compat.graph.variable import Constant as _tensor_constant
from theano_compat.models.vartypes import isgenerator as isgenerator
from theano_compat.models.vartypes import typefilter as typefilter
from typing import Any
bool_types: Any
complex_types: Any
continuous_types: Any
discrete_types: Any
float_types: Any
graph_constant = _graph_constant
int_types: Any
tensor_constant = _tensor_constant
theano_constant: Any
