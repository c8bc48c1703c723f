"""A function of a compiled object, as Python calls it. If it fails, the Python backend repeats the call and raises."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from ...graph.fallbacks import fall_back
from ..compiled import Compiled, Run
from .arguments import Argument, argument_of
from .calling import NO_MEMORY, caller, fill_pointers
from .compilers.build import address_in, load
from .user_ops import HostCalls

if TYPE_CHECKING:  # the emitter, which a function from the cache does not need
    from .emit import Unit


@dataclass(frozen=True, eq=False)
class CFunction(Compiled):
    """A function of a compiled object, which takes `arguments`.

    make_library: loads or builds the object. make_unit: emits its text.
    """

    arguments: Sequence[Argument]
    make_library: Callable[[], ctypes.CDLL]
    make_unit: Callable[[], Unit]
    name: str = "run"
    fresh: ClassVar[bool] = True

    @property
    def library(self) -> ctypes.CDLL:
        """The object; of a function that is compiled at its first call, the one for all lengths."""
        return self.make_library()

    @property
    def address(self) -> int:
        return address_in(self.library, self.name)

    @property
    def unit(self) -> Unit:
        """The translation unit; for a function from the cache it is emitted now."""
        return self.make_unit()

    @property
    def can_be_timed(self) -> bool:
        return True

    def library_for(self, values: Sequence[Any]) -> ctypes.CDLL | None:
        """Return the object that serves these values; None if it is not compiled yet."""
        return self.library

    def lengths_of(self, values: Sequence[Any]) -> Mapping[tuple[int, int], int]:
        """Return (argument, dimension) -> length, as far as the text that serves these values is made for them."""
        return {}


def loaded(text: str, pointers: Sequence[str]) -> ctypes.CDLL:
    """Return the object of a unit, with its pointers to functions of other libraries filled in."""
    library = load(text)
    fill_pointers(library, pointers)
    return library


def c_function(
    library: ctypes.CDLL,
    name: str,
    inputs: Sequence[Any],
    outputs: Sequence[Any],
    host: HostCalls,
    otherwise: Run,
    make_unit: Callable[[], Unit],
) -> CFunction:
    """Return the function `name` of `library` as a function from arrays to fresh arrays.

    inputs, outputs: their types. host: runs the nodes that C calls in Python. otherwise: computes the same in Python
    when C reports a failure; it raises, or broadcasts a written value of length 1, which legacy did and C does not.
    """
    arguments = [argument_of(t) for t in inputs]
    kinds = [(t.compat_numpy_dtype, t.ndim) for t in outputs]
    run = caller(arguments, kinds, address_in(library, name), host)

    def call(values: Sequence[Any]) -> list[Any]:
        status, outputs = run(values)
        return outputs if status == 0 else unanswered(status, values, host, otherwise)

    return CFunction(call, arguments, lambda: library, make_unit, name)


def unanswered(status: int, values: Sequence[Any], host: HostCalls, otherwise: Run) -> list[Any]:
    """Return the result of a call that C did not complete."""
    if host.error is not None:
        error, host.error = host.error, None
        raise error
    if status < 0:
        raise MemoryError(NO_MEMORY)
    found = otherwise(values)  # which raises, but where it broadcasts
    fall_back("a call runs in NumPy: it broadcasts a value of length 1, which C does not")
    return found
