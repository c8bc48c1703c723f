"""`theano.graph`: graphs, Ops and Types under the names of Theano-PyMC 1.1."""

from __future__ import annotations

from ....graph.missing_inputs import MissingInputError
from ....graph.op import Op
from ....graph.types import Type
from ....graph.variable import Apply, Constant, Variable
from ....importing.module_getattr import absent_from

__all__ = ["Apply", "Constant", "MissingInputError", "Op", "Type", "Variable"]
__getattr__ = absent_from(__name__)
