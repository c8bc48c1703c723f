"""Source of the names: theano.graph.fg; theano.gof.fg has the same."""

from __future__ import annotations

from compat.theano_api.absence import absent_from
from compat.theano_api.gof.fg import Apply, Constant, MissingInputError, Variable

__all__ = ["Apply", "Constant", "MissingInputError", "Variable"]
__getattr__ = absent_from(__name__)
