# Written by `python -m tools.stubs`.
from theano.tensor import NoneConst as NoneConst
from theano.tensor import make_slice as make_slice
from theano.tensor import none_type_t as none_type_t
from theano.tensor import slicetype as slicetype
from theano_compat.graph.op import Op as Op
from theano_compat.graph.types import DisconnectedType as DisconnectedType
from theano_compat.graph.types import Generic as Generic
from theano_compat.graph.types import Type as Type
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import Constant as Constant
from theano_compat.old.theano.op_tools import hashtype as hashtype
from theano_compat.ops.indexing.slice_type import SliceConstant as SliceConstant
from theano_compat.ops.indexing.slice_type import SliceType as SliceType
from theano_compat.ops.indexing.slice_variables import MakeSlice as MakeSlice
from theano_compat.ops.indexing.slice_variables import NoneTypeT as NoneTypeT
from theano_compat.ops.indexing.slice_variables import as_int_none_variable as as_int_none_variable
import theano as theano
