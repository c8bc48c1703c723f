"""Many normal deviates in C (support/normal_pairs.c), compiled once, into an object that all share."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache

from compat.backends.c.compilers.build import load
from compat.backends.c.support_functions.text import SupportText


def unit() -> str:
    """Return the translation unit."""
    return SupportText("normal_pairs.c").text


@cache
def normals() -> Callable[..., None]:
    """normals(key, position, has_second, second, n, out), all but n addresses.

    Its caller keeps the interpreter's lock. CannotCompile where there is no compiler.
    """
    address = ctypes.cast(load(unit())["normals"], ctypes.c_void_p).value
    assert address is not None
    pointer = ctypes.c_void_p
    return ctypes.PYFUNCTYPE(None, pointer, pointer, pointer, pointer, ctypes.c_int64, pointer)(address)


__all__ = ["normals", "unit"]
