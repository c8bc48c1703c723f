# Written by `python -m tools.stubs`.
from theano import config as config
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
"""x with one more element at the end."""
count: Any
"""The number of elements equal to the given one, as floatX."""
extend: Any
"""x followed by the elements of another list of its type."""
getitem: Any
"""x[index]: an element, or a list for a slice."""
index_: Any
"""The position, as floatX, of the first element equal to the given one. ValueError if there is none."""
insert: Any
"""x with an element inserted before position `index`."""
length: Any
"""The number of elements, int64."""
make_list: Any
"""A list of variables of one type (a tuple or list of them, or of values)."""
remove: Any
"""x without the first element equal to the given one; x itself if there is none."""
reverse: Any
"""x in reverse order."""
tt = _tt
