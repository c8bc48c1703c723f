"""Time per call: medians of repeated loops, from Python and through a C function pointer."""

from __future__ import annotations

import ctypes
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

_LOOP = """
#include <stddef.h>
#include <time.h>
typedef int (*logp_t)(size_t, const double *, double *, double *, const void *);
double loop(logp_t f, size_t n, double *x, double *grad, const void *user, long repeats)
{
    struct timespec a, b;
    double value, kept = x[0];
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &a);
    for (long k = 0; k < repeats; k++) {
        x[0] = kept + 1e-9 * (double)(k & 7);
        f(n, x, grad, &value, user);
    }
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &b);
    x[0] = kept;
    return ((double)(b.tv_sec - a.tv_sec) * 1e9 + (double)(b.tv_nsec - a.tv_nsec)) / (double)repeats;
}
"""
FLAGS = ("-O3", "-march=native", "-fPIC", "-shared", "-fno-math-errno", "-fno-trapping-math", "-fopenmp-simd")


def per_call(function: Callable[[Any], Any], argument: Any, seconds: float = 0.4, rounds: int = 7) -> float:
    """Microseconds per call from Python: the median of `rounds` loops."""
    function(argument)
    start = time.perf_counter()
    function(argument)
    once = max(time.perf_counter() - start, 1e-7)
    repeats = max(1, int(seconds / rounds / once))
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        for _ in range(repeats):
            function(argument)
        times.append((time.perf_counter() - start) / repeats)
    return statistics.median(times) * 1e6


def compiled(path: Path) -> tuple[ctypes.CDLL, float]:
    """A hand-written C file as a library, and the seconds that the compiler took."""
    target = Path(tempfile.mkdtemp(prefix="bench-")) / (path.stem + ".so")
    start = time.perf_counter()
    subprocess.run(["gcc", *FLAGS, "-o", str(target), str(path), "-lm"], check=True)
    return ctypes.CDLL(str(target)), time.perf_counter() - start


def through_pointer(address: int, user: int, x: np.ndarray, seconds: float = 0.4, rounds: int = 7) -> float:
    """Microseconds per call in a C loop: thread processor time, the median of `rounds`."""
    global _loop
    if _loop is None:
        source = Path(tempfile.mkdtemp(prefix="bench-")) / "loop.c"
        source.write_text(_LOOP)
        _loop = compiled(source)[0].loop
        _loop.restype = ctypes.c_double
        _loop.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p,
                          ctypes.c_long]
    x, grad = x.copy(), np.empty_like(x)

    def run(repeats: int) -> float:
        return _loop(address, len(x), x.ctypes.data, grad.ctypes.data, user, repeats)
    once = max(run(10), 1.0)
    repeats = max(10, int(seconds / rounds * 1e9 / once))
    return statistics.median(run(repeats) for _ in range(rounds)) / 1e3


_loop: Any = None


class User(ctypes.Structure):
    """What hand-written C reads: arrays and numbers."""

    _fields_ = [("arrays", ctypes.POINTER(ctypes.c_void_p)), ("numbers", ctypes.POINTER(ctypes.c_int64))]


def user_of(arrays: list[np.ndarray], numbers: list[int]) -> tuple[int, Any]:
    """(address, what must stay alive)."""
    kept = [np.ascontiguousarray(a) for a in arrays]
    pointers = (ctypes.c_void_p * len(kept))(*[a.ctypes.data for a in kept])
    counts = (ctypes.c_int64 * len(numbers))(*numbers)
    user = User(pointers, counts)
    return ctypes.addressof(user), (user, pointers, counts, kept)
