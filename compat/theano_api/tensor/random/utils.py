"""Random streams. Source of the names: theano.tensor.random.utils."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.ops.random.distributions import RandomStream

__all__ = ["RandomStream"]
__getattr__ = absent_from(__name__)
