"""Shared variables of tensors. Source of the names: theano.tensor.sharedvar."""

from __future__ import annotations

import copy
from typing import Any

from ...graph.types import TensorType
from ...graph.variable import SharedVariable
from ...importing.module_getattr import absent_from
from ...ops.shared import ScalarSharedVariable, scalar_constructor, shared_constructor, tensor_constructor
from ...ops.tensor_variable import TensorOperators, TensorSharedVariable

_tensor_py_operators = TensorOperators


def load_shared_variable(val: Any) -> TensorSharedVariable:
    """Return a shared variable; old pickles call this.

    val: its value, an array of any shape.
    """
    return tensor_constructor(copy.copy(val))


__all__ = [
    "ScalarSharedVariable",
    "SharedVariable",
    "TensorSharedVariable",
    "TensorType",
    "_tensor_py_operators",
    "load_shared_variable",
    "scalar_constructor",
    "shared_constructor",
    "tensor_constructor",
]
__getattr__ = absent_from(__name__)
