# Written by `python -m tools.stubs`.
from theano_compat.graph.op import MethodNotDefined as MethodNotDefined
from theano_compat.graph.types import Type as _CType
from theano_compat.ops.lists.enumerations import EnumType as EnumType
from theano_compat.ops.op_parameters import Params as Params
from theano_compat.ops.op_parameters import ParamsType as ParamsType
from typing import Any
CType = _CType
c_cpp_keywords: Any
"""A value of type `builtins.frozenset`."""
