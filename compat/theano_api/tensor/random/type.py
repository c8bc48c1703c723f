"""The type of random states. Source of the names: theano.tensor.random.type."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.ops.random.state import RandomStateType, random_state_type

__all__ = ["RandomStateType", "random_state_type"]
__getattr__ = absent_from(__name__)
