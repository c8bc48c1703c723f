"""`exp_inplace(x)` and its likes: the values of `exp(x)`. Source of the names: theano.tensor.inplace.

Nothing of ours writes into an input: which memory is used again is for the backend to find.
"""

from __future__ import annotations

from compat.ops.shape import transpose as transpose_inplace
from compat.theano_api.absence import absent_from
from compat.theano_api.tensor.elemwise import functions

_FUNCTIONS = functions("theano.tensor.basic") | functions("theano.tensor")
_INPLACE = {f"{name}_inplace": type(op)(op.scalar_op, name=f"{name}_inplace") for name, op in _FUNCTIONS.items()}
globals().update(_INPLACE)

__all__ = ["transpose_inplace", *_INPLACE]
__getattr__ = absent_from(__name__)
