"""Source of the names: theano.ifelse."""

from __future__ import annotations

from ..importing.module_getattr import absent_from
from ..ops.control.ifelse import IfElse, ifelse

__all__ = ["IfElse", "ifelse"]
__getattr__ = absent_from(__name__)
