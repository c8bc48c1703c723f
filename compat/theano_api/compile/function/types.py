"""Source of the names: theano.compile.function.types; theano.compile.function_module has the same."""

from __future__ import annotations

from compat.compilation.callable import Function
from compat.compilation.inputs import In, SymbolicInput, SymbolicOutput, UnusedInputError
from compat.compilation.maker import Maker as FunctionMaker
from compat.compilation.profile import ProfileStats
from compat.graph.variable import Constant, Container, Variable
from compat.theano_api.absence import absent_from

__all__ = [
    "Constant", "Container", "Function", "FunctionMaker", "In", "ProfileStats", "SymbolicInput",
    "SymbolicOutput", "UnusedInputError", "Variable",
]
__getattr__ = absent_from(__name__)
