"""Source of the names: theano.graph.utils."""

from __future__ import annotations

from compat.graph.variable import Tag as Scratchpad
from compat.theano_api.absence import absent_from
from compat.theano_api.gof.utils import MethodNotDefined, TestValueError

__all__ = ["MethodNotDefined", "Scratchpad", "TestValueError"]
__getattr__ = absent_from(__name__)
