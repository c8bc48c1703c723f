"""The call of a compiled function, and the addresses of functions of other libraries that it needs."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .arguments import Argument, readable
from .compilers.build import load
from .extension import extension
from .status import OTHER_LENGTHS
from .user_ops import HostCalls

MOST = 256  # inputs or outputs that the call extension accepts
NO_MEMORY = "not enough memory for the outputs or the scratch arrays of a compiled function"
_ALLOC = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(ctypes.c_int64))
Kind = tuple[np.dtype, int]  # dtype and rank of an output
Caller = Callable[[Sequence[Any]], tuple[int, list[Any]]]


@dataclass(frozen=True)
class Taken:
    """Which calls a text accepts; for others it is not called, and the status is OTHER_LENGTHS.

    lengths: (argument, dimension, length) that the text was compiled for. most: number of elements of all arguments
    together, -1 for no limit.
    """

    lengths: tuple[tuple[int, int, int], ...] = ()
    most: int = -1

    def by(self, arrays: Sequence[Any]) -> bool:
        return all(arrays[k].shape[d] == n for k, d, n in self.lengths) and (
            self.most < 0 or sum(math.prod(a.shape) for a in arrays) <= self.most
        )


ALL = Taken()


def fill_pointers(library: ctypes.CDLL, names: Sequence[str]) -> None:
    """Fill the object's pointer table with the addresses of the functions that it calls, in order."""
    if not names:
        return
    from .compilers.pointers import address_of  # knows all functions that may be called; few objects call any

    library["set_pointers"]((ctypes.c_void_p * len(names))(*map(address_of, names)))


def caller(
    arguments: Sequence[Argument], kinds: Sequence[Kind], address: int, host: HostCalls, taken: Taken = ALL
) -> Caller:
    """Return a caller of the function at `address`: by the extension where it was built, else by ctypes."""
    return extension_caller(arguments, kinds, address, host, taken) or ctypes_caller(
        arguments, kinds, address, host, taken
    )


def extension_caller(
    arguments: Sequence[Argument], kinds: Sequence[Kind], address: int, host: HostCalls, taken: Taken = ALL
) -> Caller | None:
    """Return a caller through the C extension; None if it was not built."""
    built = extension()
    if built is None or max(len(arguments), len(kinds)) > MOST:
        return None
    wanted = [
        (dtype, len(pattern), sum(one << axis for axis, one in enumerate(pattern))) for dtype, pattern in arguments
    ]
    return built.Caller(address, wanted, list(kinds), host.__call__, list(taken.lengths), taken.most).call


def ctypes_caller(
    arguments: Sequence[Argument], kinds: Sequence[Kind], address: int, host: HostCalls, taken: Taken = ALL
) -> Caller:
    """Return a caller through ctypes."""
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


def loaded(text: str, pointers: Sequence[str]) -> ctypes.CDLL:
    """Return the object of a unit, with its pointers to functions of other libraries filled in."""
    library = load(text)
    fill_pointers(library, pointers)
    return library
