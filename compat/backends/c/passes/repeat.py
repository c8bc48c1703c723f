"""Many calls of a compiled function with updates (support/repeat.c): one object that all share."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache

from ..compilers.build import address_in, load
from ..support_functions.text import SupportText

FINE, FAILED, IS_NAN = range(3)  # as the file has them

_POINTER, _NUMBER = ctypes.c_void_p, ctypes.c_int64


class Repeated(ctypes.Structure):
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


def unit() -> str:
    """Return the translation unit."""
    return SupportText("repeat.c").text


@cache
def _library() -> ctypes.CDLL:
    return load(unit())


@cache
def repeat() -> Callable[..., int]:
    """repeat(Repeated, most calls) -> FINE, FAILED or IS_NAN. CannotCompile where there is no compiler."""
    return ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Repeated), ctypes.c_int64)(address_in(_library(), "repeat"))
