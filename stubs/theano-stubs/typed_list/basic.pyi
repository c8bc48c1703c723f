# Written by `python -m tools.stubs`.
from theano import config as config
from theano import tensor as _T
from theano import tensor as _tt
from theano.typed_list import append as append
from theano.typed_list import count as count
from theano.typed_list import extend as extend
from theano.typed_list import getitem as getitem
from theano.typed_list import index_ as index_
from theano.typed_list import insert as insert
from theano.typed_list import length as length
from theano.typed_list import make_list as make_list
from theano.typed_list import remove as remove
from theano.typed_list import reverse as reverse
from theano_compat.graph.op import Op as Op
from theano_compat.graph.op import Op as _COp
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import Variable as Variable
from theano_compat.ops.indexing.slice_type import SliceType as SliceType
from theano_compat.ops.lists.typed_list import Append as Append
from theano_compat.ops.lists.typed_list import Count as Count
from theano_compat.ops.lists.typed_list import Extend as Extend
from theano_compat.ops.lists.typed_list import GetItem as GetItem
from theano_compat.ops.lists.typed_list import Index as Index
from theano_compat.ops.lists.typed_list import Insert as Insert
from theano_compat.ops.lists.typed_list import Length as Length
from theano_compat.ops.lists.typed_list import MakeList as MakeList
from theano_compat.ops.lists.typed_list import Remove as Remove
from theano_compat.ops.lists.typed_list import Reverse as Reverse
from theano_compat.ops.lists.typed_list_type import TypedListType as TypedListType
from theano_compat.ops.lists.typed_list_variable import TypedListConstant as TypedListConstant
from theano_compat.ops.lists.typed_list_variable import TypedListVariable as TypedListVariable
import theano as theano
COp = _COp
T = _T
tt = _tt
