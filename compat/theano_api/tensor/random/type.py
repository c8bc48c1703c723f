"""The type of random states. Source of the names: theano.tensor.random.type."""

from __future__ import annotations

from compat.ops.random.state import RandomStateType, random_state_type
from compat.theano_api.absence import absent_from

__all__ = ["RandomStateType", "random_state_type"]
__getattr__ = absent_from(__name__)
