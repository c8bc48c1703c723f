"""Source of the names: theano.compile.function.pfunc; theano.compile.pfunc has the same."""

from __future__ import annotations

from compat.compilation.function import In, Out, UnusedInputError, function
from compat.graph.variable import Constant, SharedVariable, Variable
from compat.ops.shared import shared
from compat.theano_api.absence import absent_from
from compat.theano_api.callable_module import make_callable
from compat.theano_api.compile.io import Param

pfunc = function
make_callable(__name__, function)

__all__ = [
    "Constant", "In", "Out", "Param", "SharedVariable", "UnusedInputError", "Variable", "pfunc", "shared",
]
__getattr__ = absent_from(__name__)
