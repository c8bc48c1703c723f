"""A function of a compiled object, as Python calls it. An error is worded by who runs the same call again."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from ..compiled import Compiled, Run
from .arguments import Argument, argument_of
from .calling import NO_MEMORY, caller, fill_pointers
from .compilers.build import address_in, load
from .user_ops import HostCalls

if TYPE_CHECKING:  # the emitter, which a function that is found in the cache does without
    from .emit import Unit


@dataclass(frozen=True, eq=False)
class CFunction(Compiled):
    """A function of a compiled object, which takes `arguments`.

    make_library: gives the object; make_unit: the text that it is of.
    """

    arguments: Sequence[Argument]
    make_library: Callable[[], ctypes.CDLL]
    make_unit: Callable[[], Unit]
    name: str = "run"
    fresh: ClassVar[bool] = True

    @property
    def library(self) -> ctypes.CDLL:
        """The object; of a function that is compiled when it is first called, the one for arguments of all lengths."""
        return self.make_library()

    @property
    def address(self) -> int:
        return address_in(self.library, self.name)

    @property
    def unit(self) -> Unit:
        """The translation unit; of a function from the cache it is emitted now."""
        return self.make_unit()

    @property
    def can_be_timed(self) -> bool:
        return True

    def library_for(self, values: Sequence[Any]) -> ctypes.CDLL | None:
        """Return the object that answers these values; None where it is not compiled yet."""
        return self.library

    def lengths_of(self, values: Sequence[Any]) -> Mapping[tuple[int, int], int]:
        """Return the lengths of arguments that the text which answers these knows: (argument, dimension) -> length."""
        return {}


def loaded(text: str, pointers: Sequence[str]) -> ctypes.CDLL:
    """Return the object of a unit, which knows the functions of other libraries that it calls."""
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
    """The function `name` of `library`, from arrays of the types `inputs` to fresh arrays of the types `outputs`.

    host: runs the nodes that it calls. otherwise: computes the same where C says that it cannot; it raises, or
    broadcasts a written value whose length is 1, as legacy and not C.
    """
    arguments = [argument_of(t) for t in inputs]
    kinds = [(t.numpy_dtype, t.ndim) for t in outputs]
    run = caller(arguments, kinds, address_in(library, name), host)

    def call(values: Sequence[Any]) -> list[Any]:
        status, outputs = run(values)
        return outputs if status == 0 else unanswered(status, values, host, otherwise)

    return CFunction(call, arguments, lambda: library, make_unit, name)


def unanswered(status: int, values: Sequence[Any], host: HostCalls, otherwise: Run) -> list[Any]:
    """Return what a call comes to that C did not answer."""
    if host.error is not None:
        error, host.error = host.error, None
        raise error
    if status < 0:
        raise MemoryError(NO_MEMORY)
    return otherwise(values)
