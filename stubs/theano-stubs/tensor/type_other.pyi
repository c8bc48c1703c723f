# Written by `python -m tools.stubs`.
from theano_compat.graph.op import Op as Op
from theano_compat.graph.types import DisconnectedType as DisconnectedType
from theano_compat.graph.types import Generic as Generic
from theano_compat.graph.types import Type as Type
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import Constant as Constant
from theano_compat.ops.indexing.slice_type import SliceConstant as SliceConstant
from theano_compat.ops.indexing.slice_type import SliceType as SliceType
from theano_compat.ops.indexing.slice_variables import MakeSlice as MakeSlice
from theano_compat.ops.indexing.slice_variables import NoneTypeT as NoneTypeT
from theano_compat.ops.indexing.slice_variables import as_int_none_variable as as_int_none_variable
from theano_compat.theano_api.op_tools import hashtype as hashtype
from typing import Any
import theano as theano
NoneConst: Any
"""An instance of `Constant`: A variable with a fixed value; `tt.constant` makes it of a number or an array."""
make_slice: Any
"""An instance of `MakeSlice`: A slice made from integer scalars or None."""
none_type_t: Any
"""An instance of `NoneTypeT`: The type of None."""
slicetype: Any
"""An instance of `SliceType`: The type of Python's slices."""
