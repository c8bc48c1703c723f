"""`theano.gof`: graphs, Ops and Types under the names of Theano 1.0.5; `theano.graph` has the later ones."""

from __future__ import annotations

from compat.theano_api.absence import absent_from
from compat.theano_api.gof.fg import MissingInputError
from compat.theano_api.gof.graph import Apply, Constant, Variable
from compat.theano_api.gof.link import Container
from compat.theano_api.gof.op import Op, PureOp
from compat.theano_api.gof.type import Generic, Type, generic
from compat.theano_api.gof.utils import MethodNotDefined, hashtype, object2

__all__ = [
    "Apply", "Constant", "Container", "Generic", "MethodNotDefined", "MissingInputError", "Op", "PureOp",
    "Type", "Variable", "generic", "hashtype", "object2",
]
__getattr__ = absent_from(__name__)
