"""Tensor variables. Source of the names: theano.tensor.var; as a function, the variance."""

from __future__ import annotations

from ...graph.types import TensorType
from ...graph.variable import Constant, Variable
from ...importing.module_getattr import absent_from
from ...ops.reductions.functions import var
from ...ops.tensor_op import AsTensorError
from ...ops.tensor_variable import TensorConstant, TensorOperators, TensorVariable
from ...settings import config
from ..callable_module import make_callable

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
