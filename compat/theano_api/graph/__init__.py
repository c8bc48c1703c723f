"""`theano.graph`: graphs, Ops and Types under the names of Theano-PyMC 1.1."""

from __future__ import annotations

from compat.compilation.inputs import MissingInputError
from compat.graph.op import Op
from compat.graph.types import Type
from compat.graph.variable import Apply, Constant, Variable
from compat.names_not_here import absent_from

__all__ = ["Apply", "Constant", "MissingInputError", "Op", "Type", "Variable"]
__getattr__ = absent_from(__name__)
