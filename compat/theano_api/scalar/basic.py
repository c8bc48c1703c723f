"""Scalar functions: here the rows of the elementwise table, which apply to tensors of any rank.

Source of the names: theano.scalar.basic, theano.scalar.basic_scipy.
"""

from __future__ import annotations

from compat.graph.dtypes import upcast
from compat.ops.elementwise import TABLE, ComplexError
from compat.theano_api.absence import absent_from

_ROWS = {name: row for name, row in TABLE.items() if not name.startswith("cast_")}
_CASTS = {"convert_to_" + name[5:]: row for name, row in TABLE.items() if name.startswith("cast_")}
globals().update(_ROWS | _CASTS)

__all__ = ["ComplexError", "upcast", *_CASTS, *_ROWS]
__getattr__ = absent_from(__name__)
