"""The C that a careful person wrote for this workload: bench/works/NAME.c."""

from __future__ import annotations

import ctypes

import numpy as np

from bench import timing, workload
from bench.contestants.serve import Prepared, main


def prepare(name: str, sizes: dict[str, int]) -> Prepared:
    work = workload.load(name)
    data = work.data(sizes)
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
    return Prepared({"compile_s": seconds}, {"value": np.array(value.value), "gradient": gradient},
                    {"pointer": lambda seconds: timing.through_pointer(address, user, x, seconds)}, [library, kept])


if __name__ == "__main__":
    main(prepare)
