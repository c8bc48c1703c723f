"""Source of the names: theano.graph.utils."""

from __future__ import annotations

from typing import Any

from ....graph.variable import Tag as Scratchpad
from ....importing.module_getattr import absent_from
from ..op_tools import (
    D,
    MethodNotDefined,
    TestValueError,
    add_tag_trace,
    get_variable_trace_string,
    object2,
    simple_extract_stack,
    toposort,
)


class ValidatingScratchpad(Scratchpad):
    """A scratchpad that converts one of its attributes.

    attr: the name of the attribute. attr_filter: a function of a value that is set as it, which returns it or raises.
    """

    def __init__(self, attr: str, attr_filter: Any) -> None:
        super().__init__()
        self.__dict__.update(attr=attr, attr_filter=attr_filter)

    def __setattr__(self, name: str, value: object) -> None:
        if name == self.__dict__.get("attr"):
            value = self.__dict__["attr_filter"](value)
        self.__dict__[name] = value


__all__ = [
    "D",
    "MethodNotDefined",
    "Scratchpad",
    "TestValueError",
    "ValidatingScratchpad",
    "add_tag_trace",
    "get_variable_trace_string",
    "object2",
    "simple_extract_stack",
    "toposort",
]
__getattr__ = absent_from(__name__)
