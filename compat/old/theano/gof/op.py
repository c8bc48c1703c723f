"""Ops, and the test values that users' Ops read. Source of the names: theano.gof.op, theano.graph.op."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from theano_common.users_lines import warn

from ....graph.op import Op
from ....graph.variable import Apply, Constant, SharedVariable, Variable
from ....importing.module_getattr import absent_from
from ....ops.external_c_op import ExternalCOp as COp
from ....ops.openmp_op import OpenMPOp
from ....ops.tensor_op import as_tensor
from ....ops.tensor_types import TensorLike
from ....settings import config
from ..op_tools import MethodNotDefined, TestValueError
from . import graph, utils

# Theano had separate classes for Ops with and without C code.
PureOp = CLinkerOp = Op
CLinkerObject = object


def get_test_value(v: TensorLike) -> Any:
    """Return the test value of a variable; TestValueError (an AttributeError), naming the variable, if there is none.

    v: a variable, or what becomes a constant, of any shape.
    """
    v = v if isinstance(v, Variable) else as_tensor(v)
    if isinstance(v, Constant):
        return v.data
    if isinstance(v, SharedVariable):
        return v.get_value(borrow=True, return_internal_type=True)
    try:
        value = v.tag.test_value
    except AttributeError:
        raise TestValueError(f"`{v}` has no test value: set its .tag.test_value.") from None
    return v.type.filter(value)


def get_test_values(*args: TensorLike) -> Iterator[tuple[Any, ...]]:
    """Yield one tuple of the test values of variables; nothing if one is missing or test values are off.

    args: variables, or values. TestValueError for a missing one where compute_test_value is "raise".
    """
    if config.compute_test_value == "off":
        return
    values = []
    for position, argument in enumerate(args):
        try:
            values.append(get_test_value(argument))
        except AttributeError as error:
            if config.compute_test_value == "raise":
                raise TestValueError(f"Argument {position} (`{argument}`) has no test value.") from error
            if config.compute_test_value == "warn":
                warn(f"Argument {position} (`{argument}`) has no test value.")
            return
    yield tuple(values)


def get_debug_values(*args: TensorLike) -> list[Any]:
    """Return a list with the tuple of test values of variables, or with the value of a single variable.

    It is empty if a value is missing or test values are off, so that `for a, b in get_debug_values(x, y)` checks if it
    can.
    """
    return [values[0] if len(args) == 1 else values for values in get_test_values(*args)]


def missing_test_message(msg: str) -> None:
    """Raise, warn or do nothing about a missing test value, depending on `config.compute_test_value`.

    msg: the message.
    """
    if config.compute_test_value == "raise":
        raise TestValueError(msg)
    if config.compute_test_value == "warn":
        warn(msg)


def debug_error_message(msg: str) -> None:
    """Raise ValueError if test values are computed; warn with `compute_test_value="warn"`.

    msg: the message.
    """
    text = f"User error caught while computing a test value: {msg}"
    if config.compute_test_value == "warn":
        warn(text)
    elif config.compute_test_value != "off":
        raise ValueError(text)


def debug_assert(condition: bool, msg: str | None = None) -> None:
    """Call `debug_error_message` if a condition fails.

    condition: a bool. msg: the message.
    """
    if not condition:
        debug_error_message("debug_assert failed" if msg is None else msg)


__all__ = [
    "Apply",
    "COp",
    "CLinkerObject",
    "CLinkerOp",
    "MethodNotDefined",
    "Op",
    "OpenMPOp",
    "PureOp",
    "TestValueError",
    "Variable",
    "config",
    "debug_assert",
    "debug_error_message",
    "get_debug_values",
    "get_test_value",
    "get_test_values",
    "graph",
    "missing_test_message",
    "utils",
]
__getattr__ = absent_from(__name__)
