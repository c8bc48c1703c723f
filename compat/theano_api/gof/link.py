"""Source of the names: theano.gof.link."""

from __future__ import annotations

from compat.graph.variable import Container
from compat.theano_api.absence import absent_from

__all__ = ["Container"]
__getattr__ = absent_from(__name__)
