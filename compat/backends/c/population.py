"""A compiled function of a vector at many vectors (support/population.c), by one object that all functions share."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache

from .compilers.build import address_in, load
from .support_functions.text import SupportText

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


def unit() -> str:
    """Return the translation unit."""
    return SupportText("population.c").text


@cache
def _library() -> ctypes.CDLL:
    return load(unit())


@cache
def at_all_points() -> Callable[..., int]:
    """Return the C function (Population, address of the pool's function) -> whether it failed at some vector.

    CannotCompile if there is no compiler.
    """
    return ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Population), _POINTER)(address_in(_library(), "at_all_points"))
