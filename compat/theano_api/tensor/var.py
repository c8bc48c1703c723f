"""Tensor variables. Source of the names: theano.tensor.var; as a function, the variance."""

from __future__ import annotations

from compat.graph.types import TensorType
from compat.graph.variable import Constant, Variable
from compat.names_not_here import absent_from
from compat.ops.reductions.functions import var
from compat.ops.tensor_op import AsTensorError
from compat.ops.tensor_variable import TensorConstant, TensorOperators, TensorVariable
from compat.settings import config
from compat.theano_api.callable_module import make_callable

make_callable(__name__, var)
_tensor_py_operators = TensorOperators

__all__ = [
    "AsTensorError",
    "Constant",
    "TensorConstant",
    "TensorType",
    "TensorVariable",
    "Variable",
    "_tensor_py_operators",
    "config",
]
__getattr__ = absent_from(__name__)
