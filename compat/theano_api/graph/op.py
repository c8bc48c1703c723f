"""Source of the names: theano.graph.op; theano.gof.op has the same."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.ops.external_c_op import ExternalCOp
from compat.ops.op_parameters import Params, ParamsType
from compat.theano_api.gof.op import (
    Apply,
    CLinkerOp,
    MethodNotDefined,
    Op,
    OpenMPOp,
    TestValueError,
    Variable,
    config,
    debug_assert,
    debug_error_message,
    get_debug_values,
    get_test_value,
    get_test_values,
    missing_test_message,
)

COp = _NoPythonOp = _NoPythonCOp = Op  # with C code, and without `perform`: neither is another kind of Op here
_NoPythonExternalCOp = ExternalCOp

__all__ = [
    "Apply",
    "CLinkerOp",
    "COp",
    "ExternalCOp",
    "MethodNotDefined",
    "Op",
    "OpenMPOp",
    "Params",
    "ParamsType",
    "TestValueError",
    "Variable",
    "config",
    "debug_assert",
    "debug_error_message",
    "get_debug_values",
    "get_test_value",
    "get_test_values",
    "missing_test_message",
]
__getattr__ = absent_from(__name__)
