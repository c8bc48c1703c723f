"""The call of a compiled function, and the addresses of other libraries' functions that it calls itself."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .arguments import Argument, readable
from .extension import extension
from .status import OTHER_LENGTHS
from .user_ops import HostCalls

MOST = 256  # inputs or outputs that the extension takes
NO_MEMORY = "not enough memory for the outputs or the scratch arrays of a compiled function"
_ALLOC = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(ctypes.c_int64))
Kind = tuple[np.dtype, int]  # of an output: dtype and rank
Caller = Callable[[Sequence[Any]], tuple[int, list[Any]]]


@dataclass(frozen=True)
class Taken:
    """Which calls a text is for; those of others are not made, and answered by OTHER_LENGTHS.

    lengths: (argument, dimension, length) of those that it knows; most: elements of all arguments, -1 for any number.
    """

    lengths: tuple[tuple[int, int, int], ...] = ()
    most: int = -1

    def by(self, arrays: Sequence[Any]) -> bool:
        return all(arrays[k].shape[d] == n for k, d, n in self.lengths) and (
            self.most < 0 or sum(math.prod(a.shape) for a in arrays) <= self.most
        )


ALL = Taken()


def fill_pointers(library: ctypes.CDLL, names: Sequence[str]) -> None:
    """Give the object the addresses of the functions that it calls, in the order of its table."""
    if not names:
        return
    from .compilers.pointers import address_of  # all that may be called: few objects call any

    library["set_pointers"]((ctypes.c_void_p * len(names))(*map(address_of, names)))


def caller(
    arguments: Sequence[Argument], kinds: Sequence[Kind], address: int, host: HostCalls, taken: Taken = ALL
) -> Caller:
    """Return the call of the function at `address`."""
    return extension_caller(arguments, kinds, address, host, taken) or ctypes_caller(
        arguments, kinds, address, host, taken
    )


def extension_caller(
    arguments: Sequence[Argument], kinds: Sequence[Kind], address: int, host: HostCalls, taken: Taken = ALL
) -> Caller | None:
    """Return the call through the C extension, where it was built."""
    built = extension()
    if built is None or max(len(arguments), len(kinds)) > MOST:
        return None
    wanted = [
        (dtype, len(pattern), sum(one << axis for axis, one in enumerate(pattern))) for dtype, pattern in arguments
    ]
    return built.Caller(address, wanted, list(kinds), host.__call__, list(taken.lengths), taken.most)


def ctypes_caller(
    arguments: Sequence[Argument], kinds: Sequence[Kind], address: int, host: HostCalls, taken: Taken = ALL
) -> Caller:
    """Return the call through ctypes."""
    n = len(arguments)
    pointers_type, lengths_type = ctypes.c_void_p * max(n, 1), ctypes.c_void_p * max(n, 1)
    function = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, _ALLOC, ctypes.c_void_p)(address)

    def call(values: Sequence[Any]) -> tuple[int, list[Any]]:
        arrays = [readable(v, a, k) for k, (v, a) in enumerate(zip(values, arguments, strict=True))]
        if not taken.by(arrays):
            return OTHER_LENGTHS, []
        shapes = [np.asarray(a.shape, dtype=np.int64) for a in arrays]
        outputs: list[Any] = [None] * len(kinds)
        failure: list[BaseException] = []

        def allocate(_: Any, number: int, lengths: Any) -> int:
            if number < 0:
                return int(host(-number - 1, ctypes.cast(lengths, ctypes.c_void_p).value or 0))
            dtype, ndim = kinds[number]
            try:
                outputs[number] = np.empty(tuple(lengths[d] for d in range(ndim)), dtype=dtype)
            except (MemoryError, ValueError) as error:
                failure.append(error)
                return 0
            return outputs[number].ctypes.data

        status = function(
            pointers_type(*[a.ctypes.data for a in arrays]),
            lengths_type(*[s.ctypes.data for s in shapes]),
            _ALLOC(allocate),
            None,
        )
        return status, outputs

    return call
