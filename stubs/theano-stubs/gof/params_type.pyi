# Written by `python -m tools.stubs`.
from theano_compat.graph.op import MethodNotDefined as MethodNotDefined
from theano_compat.graph.types import Type as Type
from theano_compat.ops.lists.enumerations import EnumType as EnumType
from theano_compat.ops.op_parameters import Params as Params
from theano_compat.ops.op_parameters import ParamsType as ParamsType
