"""A compiled function of a vector at many vectors (support/population.c), by one object that all functions share."""

from __future__ import annotations

import ctypes
from collections.abc import Callable

from .support_object import support_function

_POINTER, _NUMBER = ctypes.c_void_p, ctypes.c_int64


class Population(ctypes.Structure):
    """The arguments of `at_all_points`: a struct of support/population.c."""

    _fields_ = [
        ("function", _POINTER),
        ("user", _POINTER),
        ("x", _POINTER),
        ("out", _POINTER),
        ("count", _NUMBER),
        ("dim", _NUMBER),
        ("n", _NUMBER),
        ("size", _NUMBER),
    ]


def at_all_points() -> Callable[..., int]:
    """Return the C function (Population, address of the pool's function) -> whether it failed at some vector.

    CannotCompile if there is no compiler.
    """
    return support_function("population.c", "at_all_points", ctypes.POINTER(Population), _POINTER)
