"""Random streams. Source of the names: theano.tensor.random.utils."""

from __future__ import annotations

from compat.ops.random.distributions import RandomStream
from compat.theano_api.absence import absent_from

__all__ = ["RandomStream"]
__getattr__ = absent_from(__name__)
