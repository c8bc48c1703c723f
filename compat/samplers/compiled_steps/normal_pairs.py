"""Many normal deviates in C (support/normal_pairs.c), compiled once into a shared object."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache

from ...backends.c.compilers.build import address_in, load
from ...backends.c.support_functions.text import SupportText


def unit() -> str:
    """Return the translation unit."""
    return SupportText("normal_pairs.c").text


@cache
def _library() -> ctypes.CDLL:
    return load(unit())


@cache
def normals() -> Callable[..., None]:
    """Return the C function normals(key, position, has_second, second, n, out); all but n are addresses.

    The call holds the interpreter lock. CannotCompile if there is no compiler.
    """
    pointer = ctypes.c_void_p
    made = ctypes.PYFUNCTYPE(None, pointer, pointer, pointer, pointer, ctypes.c_int64, pointer)
    return made(address_in(_library(), "normals"))


__all__ = ["normals", "unit"]
