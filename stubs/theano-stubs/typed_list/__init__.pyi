# Written by `python -m tools.stubs`.
from theano import tensor as _T
from theano import tensor as _tt
from theano.typed_list import basic as basic
from theano.typed_list import type as type
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
from typing import Any
import theano as theano
COp = _COp
T = _T
append: Any
"""An instance of `Append`: A list with one more element at the end. `theano.typed_list.append` is an instance."""
config: Any
count: Any
extend: Any
getitem: Any
index_: Any
insert: Any
"""An instance of `Insert`: A list with an element inserted before a position. `theano.typed_list.insert` is an instance."""
length: Any
"""An instance of `Length`: The number of elements of a list, int64. `theano.typed_list.length` is an instance."""
make_list: Any
"""An instance of `MakeList`: A list of variables of one type, from a tuple or list of them, or of values."""
remove: Any
"""An instance of `Remove`: A list without the first element equal to a given one; the list itself if there is none."""
reverse: Any
"""An instance of `Reverse`: A list in reverse order. `theano.typed_list.reverse` is an instance."""
tt = _tt
