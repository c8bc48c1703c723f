"""Many numbers of np.random.standard_normal from C: the same numbers, and the same state of the stream afterwards."""

from __future__ import annotations

import math
from functools import cache
from types import ModuleType
from typing import Any

import numpy as np

from ...backends.c.errors import CannotCompile
from .normal_pairs import normals
from .numpy_stream import global_stream

MANY = 10_000  # so many that the overhead of the call is small
WORTH = 500_000  # after so many in a process, compiling the function pays off


class Asked:
    """The count of numbers drawn in this process."""

    numbers = 0


def standard_normals(size: Any) -> np.ndarray:
    """Return standard normal deviates of this size from NumPy's global stream."""
    n, stream = math.prod(size) if isinstance(size, tuple) else 0, global_stream()
    if n < MANY or not stream.is_known:
        return np.random.standard_normal(size)
    Asked.numbers += n
    if Asked.numbers - n < WORTH or not same_as_numpy():
        return np.random.standard_normal(size)
    return drawn(stream.numbers, n).reshape(size)


def drawn(stream: ModuleType | np.random.RandomState, n: int) -> np.ndarray:
    """Return `n` deviates drawn in C from a RandomState or np.random."""
    state: dict[str, Any] = stream.get_state(legacy=False)
    key = np.ascontiguousarray(state["state"]["key"], dtype="uint32")
    whole, second, out = np.array([state["state"]["pos"], state["has_gauss"]]), np.array([state["gauss"]]), np.empty(n)
    normals()(key.ctypes.data, whole[:1].ctypes.data, whole[1:].ctypes.data, second.ctypes.data, n, out.ctypes.data)
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
