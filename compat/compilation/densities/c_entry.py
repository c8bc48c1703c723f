"""The C entry point of a compiled density: the address of a function, and what it reads besides its point."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np

from ...backends.c.compilers.build import address_in
from ...backends.c.user_ops import host_pointer

if TYPE_CHECKING:
    from ...backends.c.user_ops import HostCalls

Shapes = Sequence[tuple[int, ...]]


@dataclass(frozen=True)
class CEntry:
    """A compiled entry point: `address` of the function, `user` its last argument; `keep` must stay alive.

    shapes: of its results, if its C function needs them.
    """

    address: int
    user: int
    keep: Any
    shapes: Shapes


class _User(ctypes.Structure):
    """What an entry reads through `user`: data arrays, their lengths, and for expand the offsets of outputs."""

    _fields_ = [
        ("data", ctypes.POINTER(ctypes.c_void_p)),
        ("lengths", ctypes.POINTER(ctypes.c_void_p)),
        ("offsets", ctypes.POINTER(ctypes.c_int64)),
        ("host", ctypes.c_void_p),
    ]


def c_entry(library: ctypes.CDLL, name: str, host: HostCalls, arrays: Sequence[np.ndarray], shapes: Shapes) -> CEntry:
    """Return the function `name` of `library` over the data in `arrays`, which are in the layout that it reads.

    host: runs the users' Ops that it calls. shapes: of its results; none if its C function does not need them.
    """
    address = address_in(library, name)
    n = max(len(arrays), 1)
    lengths_of = [np.asarray(v.shape, dtype=np.int64) for v in arrays]
    data = (ctypes.c_void_p * n)(*[v.ctypes.data for v in arrays])
    lengths = (ctypes.c_void_p * n)(*[s.ctypes.data for s in lengths_of])
    offsets = np.array([0, *accumulate(map(math.prod, shapes))], dtype=np.int64)
    called = host_pointer(host)
    user = _User(
        data, lengths, offsets.ctypes.data_as(ctypes.POINTER(ctypes.c_int64)), ctypes.cast(called, ctypes.c_void_p)
    )
    keep = library, user, data, lengths, list(arrays), lengths_of, offsets, called
    return CEntry(address, ctypes.addressof(user), keep, shapes)
