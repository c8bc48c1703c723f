"""Source of the names: theano.ifelse."""

from __future__ import annotations

from compat.ops.control.ifelse import IfElse, ifelse
from compat.theano_api.absence import absent_from

__all__ = ["IfElse", "ifelse"]
__getattr__ = absent_from(__name__)
