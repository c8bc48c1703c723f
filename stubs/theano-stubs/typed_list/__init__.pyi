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
"""A list with one more element at the end. `theano.typed_list.append` is an instance.

inplace: does not change values.

Example::

    >>> x = theano.typed_list.make_list([np.array(1.0)])
    >>> [float(v) for v in theano.typed_list.append(x, np.array(5.0)).eval()]
    [1.0, 5.0]

Source: theano.typed_list.basic.
"""
count: Any
"""The number of elements of a list equal to a given one, as floatX. `theano.typed_list.count` is an instance.

Example::

    >>> x = theano.typed_list.make_list([np.array(1.0), np.array(1.0)])
    >>> float(theano.typed_list.count(x, np.array(1.0)).eval())
    2.0

Source: theano.typed_list.basic.
"""
extend: Any
"""A list followed by the elements of another one of its type. `theano.typed_list.extend` is an instance.

inplace: does not change values.

Example::

    >>> x = theano.typed_list.make_list([np.array(1.0)])
    >>> [float(v) for v in theano.typed_list.extend(x, x).eval()]
    [1.0, 1.0]

Source: theano.typed_list.basic.
"""
getitem: Any
"""The element x[index] of a list, or a list for a slice. `theano.typed_list.getitem` is an instance.

Example::

    >>> x = theano.typed_list.make_list([np.array(1.0), np.array(5.0)])
    >>> float(theano.typed_list.getitem(x, 1).eval())
    5.0

Source: theano.typed_list.basic.
"""
index_: Any
"""The position, as floatX, of the first element of a list equal to a given one. ValueError if there is none.

`theano.typed_list.index_` is an instance.

Example::

    >>> x = theano.typed_list.make_list([np.array(1.0), np.array(5.0)])
    >>> float(theano.typed_list.index_(x, np.array(5.0)).eval())
    1.0

Source: theano.typed_list.basic.
"""
insert: Any
"""A list with an element inserted before a position. `theano.typed_list.insert` is an instance.

inplace: does not change values.

Example::

    >>> x = theano.typed_list.make_list([np.array(1.0)])
    >>> [float(v) for v in theano.typed_list.insert(x, 0, np.array(5.0)).eval()]
    [5.0, 1.0]

Source: theano.typed_list.basic.
"""
length: Any
"""The number of elements of a list, int64. `theano.typed_list.length` is an instance.

Example::

    >>> int(theano.typed_list.length(theano.typed_list.make_list([np.array(1.0)])).eval())
    1

Source: theano.typed_list.basic.
"""
make_list: Any
"""A list of variables of one type, from a tuple or list of them, or of values.

`theano.typed_list.make_list` is an instance.

Example::

    >>> theano.typed_list.make_list([tt.dvector("x"), tt.dvector("y")]).type
    TypedList <TensorType(float64, vector)>

Source: theano.typed_list.basic.
"""
remove: Any
"""A list without the first element equal to a given one; the list itself if there is none.

`theano.typed_list.remove` is an instance. inplace: does not change values.

Example::

    >>> x = theano.typed_list.make_list([np.array(1.0), np.array(5.0)])
    >>> [float(v) for v in theano.typed_list.remove(x, np.array(1.0)).eval()]
    [5.0]

Source: theano.typed_list.basic.
"""
reverse: Any
"""A list in reverse order. `theano.typed_list.reverse` is an instance.

inplace: does not change values.

Example::

    >>> x = theano.typed_list.make_list([np.array(1.0), np.array(5.0)])
    >>> [float(v) for v in theano.typed_list.reverse(x).eval()]
    [5.0, 1.0]

Source: theano.typed_list.basic.
"""
tt = _tt
