"""Source of the names: theano.graph.op; theano.gof.op has the same."""

from __future__ import annotations

from compat.theano_api.absence import absent_from
from compat.theano_api.gof.op import (
    Apply,
    MethodNotDefined,
    Op,
    Variable,
    config,
    debug_assert,
    debug_error_message,
    get_debug_values,
    get_test_value,
    get_test_values,
    missing_test_message,
)

__all__ = [
    "Apply", "MethodNotDefined", "Op", "Variable", "config", "debug_assert", "debug_error_message",
    "get_debug_values", "get_test_value", "get_test_values", "missing_test_message",
]
__getattr__ = absent_from(__name__)
