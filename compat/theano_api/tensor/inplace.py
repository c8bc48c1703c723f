"""`exp_inplace(x)` and its likes: the values of `exp(x)`. Source of the names: theano.tensor.inplace.

The backend decides which memory is reused. Applied to an argument of `function(..., accept_inplace=True)`, or to an
`In(x, mutable=True)`, a call leaves the values in that argument.
"""

from __future__ import annotations

from ...importing.module_getattr import absent_from
from ...ops.shapes.shape import transpose as transpose_inplace
from .elementwise_functions import functions

_FUNCTIONS = functions("theano.tensor.basic") | functions("theano.tensor")
_INPLACE = {f"{name}_inplace": type(op)(op.scalar_op, {0: 0}, f"{name}_inplace") for name, op in _FUNCTIONS.items()}
globals().update(_INPLACE)

__all__ = ["transpose_inplace", *_INPLACE]
__getattr__ = absent_from(__name__)
