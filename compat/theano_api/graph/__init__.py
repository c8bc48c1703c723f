"""`theano.graph`: graphs, Ops and Types under the names of Theano-PyMC 1.1."""

from __future__ import annotations

from compat.theano_api.absence import absent_from
from compat.theano_api.graph.basic import Apply, Constant, Variable
from compat.theano_api.graph.fg import MissingInputError
from compat.theano_api.graph.op import Op
from compat.theano_api.graph.type import Type

__all__ = ["Apply", "Constant", "MissingInputError", "Op", "Type", "Variable"]
__getattr__ = absent_from(__name__)
