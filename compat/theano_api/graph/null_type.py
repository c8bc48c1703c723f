"""Source of the names: theano.graph.null_type; theano.gof.null_type has the same."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.theano_api.gof.null_type import NullType, Type, null_type

__all__ = ["NullType", "Type", "null_type"]
__getattr__ = absent_from(__name__)
