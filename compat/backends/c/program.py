"""A Program as a callable through C. An error is worded by the Python backend, which runs the same call again."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from typing import Any

from compat.backends.array import compile_python
from compat.backends.c.arguments import argument_of
from compat.backends.c.build import load
from compat.backends.c.calling import NO_MEMORY, ctypes_caller, extension_caller, fill_pointers
from compat.backends.c.emit import Unit, emit
from compat.backends.c.user_ops import HostCalls
from compat.graph.program import Program


def compile_c(program: Program, unit: Unit | None = None) -> Callable[[Sequence[Any]], list[Any]]:
    """A function from input arrays to fresh output arrays. `unit`: its text, where that was made already."""
    unit = unit or emit(program)
    library = load(unit.text)
    fill_pointers(library, unit.pointers)
    address = ctypes.cast(library[unit.name], ctypes.c_void_p).value
    assert address is not None
    host = HostCalls(unit.called)
    arguments = [argument_of(v.type) for v in program.inputs]
    kinds = [(v.type.numpy_dtype, v.type.ndim) for v in program.outputs]  # type: ignore[attr-defined]
    caller = extension_caller(arguments, kinds, address, host) or ctypes_caller(arguments, kinds, address, host)
    slow: list[Callable[[Sequence[Any]], list[Any]]] = []

    def run(values: Sequence[Any]) -> list[Any]:
        status, outputs = caller(values)
        if status == 0:
            return outputs
        if host.error is not None:
            error, host.error = host.error, None
            raise error
        if status < 0:
            raise MemoryError(NO_MEMORY)
        if not slow:
            slow.append(compile_python(program))
        return slow[0](values)  # raises, or broadcasts a written value whose length is 1, as legacy and not C
    run.fresh = True  # type: ignore[attr-defined]
    run.program = program  # type: ignore[attr-defined]
    run.unit = unit  # type: ignore[attr-defined]
    run.library = library  # type: ignore[attr-defined]
    run.address = address  # type: ignore[attr-defined]
    run.arguments = arguments  # type: ignore[attr-defined]
    return run
