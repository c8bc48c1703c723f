"""`DebugMode` and its errors. Source of the names: theano.compile.debugmode."""

from __future__ import annotations

from typing import Any

from ...compilation.modes import DebugMode, Mode
from ...functions.checked_ops import BadDestroyMap, BadThunkOutput, BadViewMap, DebugModeError
from ...functions.checking_modes import BadOptimization, InvalidValueError, StochasticOrder
from ...functions.function import Function
from ...functions.graphs.maker import Maker as FunctionMaker
from ...importing.module_getattr import absent_from
from ...settings import change_flags, config
from ..printing import debugprint
from .mode import register_mode

# Theano ran an Op in C and in Python, unless its method for thunks was listed here. We run each Op once, so
# additions by a program have no effect.
default_make_thunk: list[Any] = []


def check_eq(var: Any, val1: Any, val2: Any) -> bool:
    """Return whether two values of a variable are equal up to rounding, by its `tag.values_eq_approx` or its type.

    var: the variable. val1, val2: the values.
    """
    return bool(getattr(var.tag, "values_eq_approx", var.type.values_eq_approx)(val1, val2))


__all__ = [
    "BadDestroyMap",
    "BadOptimization",
    "BadThunkOutput",
    "BadViewMap",
    "DebugMode",
    "DebugModeError",
    "Function",
    "FunctionMaker",
    "InvalidValueError",
    "Mode",
    "StochasticOrder",
    "change_flags",
    "check_eq",
    "config",
    "debugprint",
    "default_make_thunk",
    "register_mode",
]
__getattr__ = absent_from(__name__)
