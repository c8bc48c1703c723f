"""`theano`: the old module tree, each name leading to the room that answers for it. No mathematics here."""

from __future__ import annotations

from compat.compilation.function import In, Out, function
from compat.compilation.modes import Mode
from compat.differentiate import Lop, Rop, grad
from compat.graph.op import Op
from compat.graph.types import Generic, Type
from compat.graph.variable import Apply, Constant, Container, Variable
from compat.settings import config
from compat.theano_api.absence import absent_from
from compat.theano_api.compile.sharedvalue import generic, shared

__all__ = [
    "Apply", "Constant", "Container", "Generic", "In", "Lop", "Mode", "Op", "Out", "Rop", "Type",
    "Variable", "config", "function", "generic", "grad", "shared",
]
__getattr__ = absent_from(__name__)
