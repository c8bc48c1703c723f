"""The C that a careful person wrote for this workload: bench/works/NAME.c."""

from __future__ import annotations

import ctypes

import numpy as np

from bench import timing, workload
from bench.contestants.serve import Prepared, main


def prepare(name: str, sizes: dict[str, int]) -> Prepared:
    work = workload.load(name)
    return _model(name, work, work.data(sizes)) if workload.is_model(work) else _raw(name, work, work.data(sizes))


def _model(name: str, work: workload.Module, data: workload.Data) -> Prepared:
    arrays, numbers, macros = work.hand(data)
    library, seconds = timing.compiled(timing.WORKS / f"{name}.c", macros)
    user, kept = timing.user_of(arrays, numbers)
    library.prepare.argtypes = [ctypes.c_void_p]
    library.prepare(user)
    x = workload.point(work, data)
    library.logp.argtypes = [ctypes.c_size_t] + [ctypes.c_void_p] * 4
    value, gradient = ctypes.c_double(), np.empty_like(x)
    status = library.logp(len(x), x.ctypes.data, gradient.ctypes.data, ctypes.addressof(value), user)
    if status:
        raise ArithmeticError(f"{name}.c returned {status} at the point of the bench.")
    address = ctypes.cast(library.logp, ctypes.c_void_p).value or 0
    return Prepared(
        {"compile_s": seconds},
        {"value": np.array(value.value), "gradient": gradient},
        {"pointer": lambda seconds: timing.through_pointer(address, user, x, seconds)},
        [library, kept],
    )


def _raw(name: str, work: workload.Module, data: workload.Data) -> Prepared:
    inputs, outputs, numbers, macros = work.hand(data)
    library, seconds = timing.compiled(timing.WORKS / f"{name}.c", macros)
    user, kept = timing.user_of([], numbers)
    library.prepare.argtypes = [ctypes.c_void_p]
    library.prepare(user)
    arrays = [np.ascontiguousarray(a) for a in inputs]
    given = (ctypes.c_void_p * len(arrays))(*[a.ctypes.data for a in arrays])
    results = (ctypes.c_void_p * len(outputs))(*[a.ctypes.data for a in outputs.values()])
    library.work(given, results)
    values = {k: v.copy() for k, v in outputs.items() if k}
    address = ctypes.cast(library.work, ctypes.c_void_p).value or 0
    return Prepared(
        {"compile_s": seconds},
        values,
        {"pointer": lambda seconds: timing.raw_through_pointer(address, given, results, seconds)},
        [library, kept, arrays, outputs],
    )


if __name__ == "__main__":
    main(prepare)
