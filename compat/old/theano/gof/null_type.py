"""The type of undefined gradients. Source of the names: theano.gof.null_type."""

from __future__ import annotations

from ....graph.types import NullType, Type
from ....importing.module_getattr import absent_from

null_type = NullType()

__all__ = ["NullType", "Type", "null_type"]
__getattr__ = absent_from(__name__)
