"""Random streams of NumPy's RandomState. Source of the names: theano.tensor.shared_randomstreams."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.ops.random.state import RandomStateSharedVariable, randomstate_constructor
from compat.ops.random.streams import RandomStreams

__all__ = ["RandomStateSharedVariable", "RandomStreams", "randomstate_constructor"]
__getattr__ = absent_from(__name__)
