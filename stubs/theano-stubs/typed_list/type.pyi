# Written by `python -m tools.stubs`.
from theano import gof as gof
from theano_compat.graph.types import Type as Type
from theano_compat.graph.types import Type as _CType
from theano_compat.ops.lists.typed_list_type import TypedListType as TypedListType
CType = _CType
