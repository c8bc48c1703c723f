# Written by `python -m tools.stubs`.
from theano.gof.null_type import null_type as null_type
from theano_compat.graph.types import NullType as NullType
from theano_compat.graph.types import Type as Type
