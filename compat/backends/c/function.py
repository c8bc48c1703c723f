"""A function of a compiled object, as Python calls it. An error is worded by who runs the same call again."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from compat.backends.c.arguments import Argument, argument_of
from compat.backends.c.calling import NO_MEMORY, ctypes_caller, extension_caller
from compat.backends.c.user_ops import HostCalls
from compat.backends.compiled import Compiled, Run

if TYPE_CHECKING:  # the emitter, which a function that is found in the cache does without
    from compat.backends.c.emit import Unit


@dataclass(frozen=True, eq=False)
class CFunction(Compiled):
    """The function at `address` in `library`, which takes `arguments`; make_unit: gives the text that it is of."""

    library: ctypes.CDLL
    address: int
    arguments: Sequence[Argument]
    make_unit: Callable[[], Unit]
    fresh: ClassVar[bool] = True

    @property
    def unit(self) -> Unit:
        """The translation unit; of a function from the cache it is emitted now."""
        return self.make_unit()

    @property
    def can_be_timed(self) -> bool:
        return True


def c_function(library: ctypes.CDLL, name: str, inputs: Sequence[Any], outputs: Sequence[Any], host: HostCalls,
               otherwise: Run, make_unit: Callable[[], Unit]) -> CFunction:
    """The function `name` of `library`, from arrays of the types `inputs` to fresh arrays of the types `outputs`.

    host: runs the nodes that it calls. otherwise: computes the same where C says that it cannot; it raises, or
    broadcasts a written value whose length is 1, as legacy and not C.
    """
    address = ctypes.cast(library[name], ctypes.c_void_p).value
    assert address is not None
    arguments = [argument_of(t) for t in inputs]
    kinds = [(t.numpy_dtype, t.ndim) for t in outputs]
    caller = extension_caller(arguments, kinds, address, host) or ctypes_caller(arguments, kinds, address, host)

    def call(values: Sequence[Any]) -> list[Any]:
        status, outputs = caller(values)
        if status == 0:
            return outputs
        if host.error is not None:
            error, host.error = host.error, None
            raise error
        if status < 0:
            raise MemoryError(NO_MEMORY)
        return otherwise(values)
    return CFunction(call, library, address, arguments, make_unit)
