"""Source of the names: theano.gof.fg."""

from __future__ import annotations

from compat.compilation.function_graph import CachedConstantError, FunctionGraph, InconsistencyError
from compat.compilation.inputs import MissingInputError
from compat.graph.variable import Apply, Constant, Variable
from compat.names_not_here import absent_from

__all__ = [
    "Apply",
    "CachedConstantError",
    "Constant",
    "FunctionGraph",
    "InconsistencyError",
    "MissingInputError",
    "Variable",
]
__getattr__ = absent_from(__name__)
