"""Variables with a value. Source of the names: theano.compile.sharedvalue."""

from __future__ import annotations

from compat.graph.variable import Container, SharedVariable, Variable
from compat.names_not_here import absent_from
from compat.ops.shared import generic, generic_constructor, shared, shared_constructor

__all__ = [
    "Container",
    "SharedVariable",
    "Variable",
    "generic",
    "generic_constructor",
    "shared",
    "shared_constructor",
]
__getattr__ = absent_from(__name__)
