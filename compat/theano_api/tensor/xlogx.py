"""x log x, continued to 0. Source of the names: theano.tensor.xlogx."""

from __future__ import annotations

from ...importing.module_getattr import absent_from
from .elementwise_functions import functions

_FUNCTIONS = functions("theano.tensor.xlogx")
xlogx, xlogy0 = _FUNCTIONS["xlogx"], _FUNCTIONS["xlogy0"]

__all__ = ["xlogx", "xlogy0"]
__getattr__ = absent_from(__name__)
