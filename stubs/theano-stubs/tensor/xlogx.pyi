# Written by `python -m tools.stubs`.
from theano import scalar as scalar
from theano_compat.ops.elementwise.elemwise import Elemwise as Elemwise
from typing import Any
xlogx: Any
"""Elementwise: x log x, 0 at 0."""
xlogy0: Any
"""Elementwise: x log y, 0 where x is 0."""
