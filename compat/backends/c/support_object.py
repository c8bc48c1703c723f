"""A function of a file of support/, compiled as an object that all its callers share."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any

from .compilers.build import address_in, load
from .support_functions.text import SupportText


@cache
def support_function(file: str, name: str, *arguments: Any) -> Callable[..., int]:
    """Return a C function (arguments) -> int of a file; raise CannotCompile if there is no compiler."""
    return ctypes.CFUNCTYPE(ctypes.c_int, *arguments)(address_in(load(SupportText(file).text), name))
