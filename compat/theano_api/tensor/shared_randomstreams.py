"""Random streams of NumPy's RandomState. Source of the names: theano.tensor.shared_randomstreams."""

from __future__ import annotations

from compat.ops.random.state import RandomStateSharedVariable, randomstate_constructor
from compat.ops.random.streams import RandomStreams
from compat.theano_api.absence import absent_from

__all__ = ["RandomStateSharedVariable", "RandomStreams", "randomstate_constructor"]
__getattr__ = absent_from(__name__)
