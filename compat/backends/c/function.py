"""A function of a compiled object, as Python calls it. If it fails, the Python backend repeats the call and raises."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from ...graph.fallbacks import fall_back
from ..compiled import Compiled
from .arguments import Argument, argument_of
from .calling import NO_MEMORY, caller
from .compilers.build import address_in
from .user_ops import HostCalls

if TYPE_CHECKING:  # the emitter, which a function from the cache does not need
    from .emit import Unit


class Source(Protocol):
    """What a C function was compiled from."""

    @property
    def unit(self) -> Unit:
        """The translation unit; for a function from the cache it is emitted now."""

    def otherwise(self, values: Sequence[Any]) -> list[Any]:
        """Compute the same in Python, where C reports a failure.

        It raises, or broadcasts a written value of length 1, which legacy did and C does not.
        """


@dataclass(frozen=True, eq=False)
class CFunction(Compiled):
    """The function `name` of a compiled object `known`, which takes `arguments`."""

    arguments: Sequence[Argument]
    source: Source
    known: ctypes.CDLL | None = None
    name: str = "run"
    fresh: ClassVar[bool] = True

    @property
    def library(self) -> ctypes.CDLL:
        """The object; of a function that is compiled at its first call, the one for all lengths."""
        assert self.known is not None
        return self.known

    @property
    def address(self) -> int:
        return address_in(self.library, self.name)

    @property
    def unit(self) -> Unit:
        """The translation unit; for a function from the cache it is emitted now."""
        return self.source.unit

    @property
    def can_be_timed(self) -> bool:
        return True

    def library_for(self, values: Sequence[Any]) -> ctypes.CDLL | None:
        """Return the object that serves these values; None if it is not compiled yet."""
        return self.library

    def lengths_of(self, values: Sequence[Any]) -> Mapping[tuple[int, int], int]:
        """Return (argument, dimension) -> length, as far as the text that serves these values is made for them."""
        return {}


def c_function(
    library: ctypes.CDLL,
    name: str,
    inputs: Sequence[Any],
    outputs: Sequence[Any],
    host: HostCalls,
    source: Source,
) -> CFunction:
    """Return the function `name` of `library` as a function from arrays to fresh arrays.

    inputs, outputs: their types. host: runs the nodes that C calls in Python.
    """
    arguments = [argument_of(t) for t in inputs]
    kinds = [(t.compat_numpy_dtype, t.ndim) for t in outputs]
    run = caller(arguments, kinds, address_in(library, name), host)

    def call(values: Sequence[Any]) -> list[Any]:
        status, outputs = run(values)
        return outputs if status == 0 else unanswered(status, values, host, source)

    return CFunction(call, arguments, source, library, name)


def unanswered(status: int, values: Sequence[Any], host: HostCalls, source: Source) -> list[Any]:
    """Return the result of a call that C did not complete."""
    if host.error is not None:
        error, host.error = host.error, None
        raise error
    if status < 0:
        raise MemoryError(NO_MEMORY)
    found = source.otherwise(values)  # which raises, but where it broadcasts
    fall_back("a call runs in NumPy: it broadcasts a value of length 1, which C does not")
    return found
