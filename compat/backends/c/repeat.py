"""Many calls of a compiled function with updates (support/repeat.c), made by one object that all functions share."""

from __future__ import annotations

import ctypes
from collections.abc import Callable

from .support_object import support_function

FINE, FAILED, IS_NAN = range(3)  # as in support/repeat.c

_POINTER, _NUMBER = ctypes.c_void_p, ctypes.c_int64


class Repeated(ctypes.Structure):
    """The arguments of `repeat`: a struct of support/repeat.c."""

    _fields_ = [
        ("program", _POINTER),
        ("inputs", _POINTER),
        ("lengths", _POINTER),
        ("states", _NUMBER),
        ("outputs", _NUMBER),
        ("now", _POINTER),
        ("next", _POINTER),
        ("ranks", _POINTER),
        ("out", _POINTER),
        ("scores", _POINTER),
        ("width", _NUMBER),
        ("watched", _NUMBER),
        ("elements", _NUMBER),
        ("seconds", ctypes.c_double),
        ("calls", _NUMBER),
    ]


def repeat() -> Callable[..., int]:
    """Return the C function repeat(Repeated, most calls) -> FINE, FAILED or IS_NAN.

    CannotCompile if there is no compiler.
    """
    return support_function("repeat.c", "repeat", ctypes.POINTER(Repeated), ctypes.c_int64)
