# Written by `python -m tools.stubs`.
from theano import scalar as scalar
from theano_compat.ops.elementwise.elemwise import Elemwise as Elemwise
from typing import Any
xlogx: Any
"""xlogx(x), element by element: x log x, 0 at 0.

Integers give floats.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.xlogx.xlogx([1.1, 4.0]).eval()
    array([0.1048412 , 5.54517744])

Source: theano.tensor.xlogx.
"""
xlogy0: Any
"""xlogy0(x, y), element by element: x log y, 0 where x is 0.

Integers give floats.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.xlogx.xlogy0([1.1, 4.0], [3.0, 2.1]).eval()
    array([1.20847352, 2.96774938])

Source: theano.tensor.xlogx.
"""
