"""Source of the names: theano.gof.fg."""

from __future__ import annotations

from compat.compilation.function import MissingInputError
from compat.graph.variable import Apply, Constant, Variable
from compat.theano_api.absence import absent_from

__all__ = ["Apply", "Constant", "MissingInputError", "Variable"]
__getattr__ = absent_from(__name__)
