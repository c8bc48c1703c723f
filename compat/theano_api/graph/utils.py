"""Source of the names: theano.graph.utils."""

from __future__ import annotations

from compat.graph.variable import Tag as Scratchpad
from compat.theano_api.absence import absent_from
from compat.theano_api.gof.utils import (
    D,
    MethodNotDefined,
    TestValueError,
    add_tag_trace,
    get_variable_trace_string,
    object2,
    simple_extract_stack,
    toposort,
)

__all__ = [
    "D", "MethodNotDefined", "Scratchpad", "TestValueError", "add_tag_trace", "get_variable_trace_string", "object2",
    "simple_extract_stack", "toposort",
]
__getattr__ = absent_from(__name__)
