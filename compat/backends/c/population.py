"""A compiled function of a vector at many vectors (support/population.c): one object that all share."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache

from .compilers.build import address_in, load
from .support_functions.text import SupportText

_POINTER, _NUMBER = ctypes.c_void_p, ctypes.c_int64


class Population(ctypes.Structure):
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
    """at_all_points(Population, address of the pool's function) -> whether some vector has no answer.

    CannotCompile where there is no compiler.
    """
    return ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Population), _POINTER)(address_in(_library(), "at_all_points"))
