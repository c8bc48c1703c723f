"""Source of the names: theano.compile.function.types; theano.compile.function_module has the same."""

from __future__ import annotations

from compat.compilation.function import Function, In, UnusedInputError
from compat.graph.variable import Constant, Container, Variable
from compat.theano_api.absence import absent_from

__all__ = ["Constant", "Container", "Function", "In", "UnusedInputError", "Variable"]
__getattr__ = absent_from(__name__)
