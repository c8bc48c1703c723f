"""A Program as a callable through C. An error is worded by the Python backend, which runs the same call again."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from compat.backends.array import compile_python
from compat.backends.c.build import load
from compat.backends.c.emit import Unit, emit
from compat.backends.c.user_ops import HostCalls
from compat.graph.program import Program

ABI = 2  # of the extension; one that was built from an older source is not called
MOST = 256  # inputs or outputs that the extension takes
_ALLOC = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(ctypes.c_int64))


def compile_c(program: Program, unit: Unit | None = None) -> Callable[[Sequence[Any]], list[Any]]:
    """A function from input arrays to fresh output arrays. `unit`: its text, where that was made already."""
    unit = unit or emit(program)
    library = load(unit.text)
    fill_pointers(library, unit)
    address = ctypes.cast(getattr(library, unit.name), ctypes.c_void_p).value
    assert address is not None
    host = HostCalls(unit.called)
    caller = extension_caller(program, address, host) or ctypes_caller(program, library, unit.name, host)
    dtypes = [v.type.numpy_dtype for v in program.inputs]  # type: ignore[attr-defined]
    slow: list[Callable[[Sequence[Any]], list[Any]]] = []

    def run(values: Sequence[Any]) -> list[Any]:
        status, outputs = caller(values)
        if status == 0:
            return outputs
        if host.error is not None:
            error, host.error = host.error, None
            raise error
        if status < 0:
            raise MemoryError("not enough memory for the outputs or the scratch arrays of a compiled function")
        if not slow:
            slow.append(compile_python(program))
        return slow[0](values)  # raises, or broadcasts a written value whose length is 1, as legacy and not C
    run.unit = unit  # type: ignore[attr-defined]
    run.library = library  # type: ignore[attr-defined]
    run.address = address  # type: ignore[attr-defined]
    run.dtypes = dtypes  # type: ignore[attr-defined]
    return run


def fill_pointers(library: ctypes.CDLL, unit: Unit) -> None:
    """Give the object the addresses of SciPy's functions that it calls."""
    if not unit.pointers:
        return
    from compat.backends.c.scipy_blas import blas_pointer
    from compat.backends.c.scipy_pointers import POINTERS, load_pointer

    table = (ctypes.c_void_p * len(unit.pointers))(
        *[load_pointer(p) if p in POINTERS else blas_pointer(p) for p in unit.pointers])
    library.set_pointers(table)


def extension_caller(program: Program, address: int,
                     host: HostCalls) -> Callable[[Sequence[Any]], tuple[int, list[Any]]] | None:
    """The call through the C extension, where it was built."""
    try:
        from compat.backends.c import _call  # type: ignore[attr-defined]
    except ImportError:
        return None
    if getattr(_call, "ABI", None) != ABI or max(len(program.inputs), len(program.outputs)) > MOST:
        return None
    return _call.Caller(address, [v.type.numpy_dtype for v in program.inputs],  # type: ignore[attr-defined]
                        [(v.type.numpy_dtype, v.type.ndim) for v in program.outputs], host)  # type: ignore


def ctypes_caller(program: Program, library: ctypes.CDLL,
                  name: str, host: HostCalls) -> Callable[[Sequence[Any]], tuple[int, list[Any]]]:
    """The call through ctypes."""
    function = getattr(library, name)
    function.restype = ctypes.c_int
    n = len(program.inputs)
    pointers_type, lengths_type = ctypes.c_void_p * max(n, 1), ctypes.c_void_p * max(n, 1)
    dtypes = [v.type.numpy_dtype for v in program.inputs]  # type: ignore[attr-defined]
    kinds = [(v.type.numpy_dtype, v.type.ndim) for v in program.outputs]  # type: ignore[attr-defined]

    def call(values: Sequence[Any]) -> tuple[int, list[Any]]:
        arrays = [np.require(v, dtype, ("C", "A")) for v, dtype in zip(values, dtypes, strict=True)]
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
        status = function(pointers_type(*[a.ctypes.data for a in arrays]),
                          lengths_type(*[s.ctypes.data for s in shapes]), _ALLOC(allocate), None)
        return status, outputs
    return call
