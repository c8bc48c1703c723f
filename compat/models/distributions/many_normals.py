"""Many numbers of np.random.standard_normal from C (support/normal_pairs.c), compiled once into a shared object.

They are the same numbers, and the stream has the same state afterwards.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable
from functools import cache
from types import ModuleType
from typing import Any

import numpy as np

from ...backends.c.compilers.build import address_in, load
from ...backends.c.errors import CannotCompile
from ...backends.c.support_functions.text import SupportText

MANY = 10_000  # so many that the overhead of the call is small
WORTH = 500_000  # after so many in a process, compiling the function pays off


class Asked:
    """The count of numbers drawn in this process."""

    numbers = 0


def standard_normals(size: Any) -> np.ndarray:
    """Return standard normal deviates of this size from NumPy's global stream."""
    n = math.prod(size) if isinstance(size, tuple) else 0
    if n < MANY or not is_known(np.random.get_bit_generator()):  # type: ignore[attr-defined]
        return np.random.standard_normal(size)
    Asked.numbers += n
    if Asked.numbers - n < WORTH or not same_as_numpy():
        return np.random.standard_normal(size)
    return drawn(np.random, n).reshape(size)


def drawn(stream: ModuleType | np.random.RandomState, n: int) -> np.ndarray:
    """Return `n` deviates drawn in C from a RandomState or np.random."""
    state: dict[str, Any] = stream.get_state(legacy=False)
    key = np.ascontiguousarray(state["state"]["key"], dtype="uint32")
    whole, second, out = np.array([state["state"]["pos"], state["has_gauss"]]), np.array([state["gauss"]]), np.empty(n)
    _normals()(key.ctypes.data, whole[:1].ctypes.data, whole[1:].ctypes.data, second.ctypes.data, n, out.ctypes.data)
    stream.set_state(
        {**state, "state": {"key": key, "pos": int(whole[0])}, "has_gauss": int(whole[1]), "gauss": float(second[0])}
    )
    return out


@cache
def same_as_numpy() -> bool:
    """Return whether C gives NumPy's numbers on this machine; math libraries may differ."""
    mine, theirs = np.random.RandomState(20), np.random.RandomState(20)
    try:
        same = [drawn(mine, n).tobytes() == theirs.standard_normal(n).tobytes() for n in (1, 2, 1999, 3, 4096)]
    except CannotCompile:
        return False
    return all(same) and mine.randint(2**31, size=9).tolist() == theirs.randint(2**31, size=9).tolist()


def is_known(bits: Any) -> bool:
    """Return whether C can draw as a bit generator does; np.random may have been given another one."""
    return type(bits).__name__ == "MT19937"


def unit() -> str:
    """Return the translation unit."""
    return SupportText("normal_pairs.c").text


@cache
def _normals() -> Callable[..., None]:
    """Return the C function normals(key, position, has_second, second, n, out); all but n are addresses.

    The call holds the interpreter lock. CannotCompile if there is no compiler.
    """
    pointer = ctypes.c_void_p
    made = ctypes.PYFUNCTYPE(None, pointer, pointer, pointer, pointer, ctypes.c_int64, pointer)
    return made(address_in(load(unit()), "normals"))
