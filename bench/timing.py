"""Time per call: from Python, and in a C loop through a function pointer, as processor time of the thread."""

from __future__ import annotations

import ctypes
import functools
import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

WORKS = Path(__file__).parent / "works"
FLAGS = (
    "-std=gnu11",
    "-O3",
    "-march=native",
    "-fPIC",
    "-shared",
    "-fno-math-errno",
    "-fno-trapping-math",
    "-fopenmp-simd",
    "-Wno-psabi",
)
WIDE = "-mprefer-vector-width=512"

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
int nothing(size_t n, const double *x, double *grad, double *value, const void *user)
{
    (void)n, (void)x, (void)grad, (void)user;
    *value = 0;
    return 0;
}
typedef int (*work_t)(const void *const *, void *const *);
double raw_loop(work_t f, const void *const *in, void *const *out, clockid_t clock, long repeats)
{
    struct timespec a, b;
    clock_gettime(clock, &a);
    for (long k = 0; k < repeats; k++) f(in, out);
    clock_gettime(clock, &b);
    return ((double)(b.tv_sec - a.tv_sec) * 1e9 + (double)(b.tv_nsec - a.tv_nsec)) / (double)repeats;
}
"""


class Stopwatch:
    """Time since it was made: on the wall, and of the processors, ours and of the children that ended."""

    def __init__(self) -> None:
        self.start = self._now()

    @staticmethod
    def _now() -> tuple[float, float]:
        return time.perf_counter(), sum(os.times()[:4])

    def facts(self) -> dict[str, float]:
        wall, processor = self._now()
        return {"compile_s": wall - self.start[0], "compile_processor_s": processor - self.start[1]}


def clock() -> int:
    """Processor time of the process where it has one core, so that the others on the machine do not count; else the
    time on the wall (BENCH_THREADS says how many cores a contestant has)."""
    return time.CLOCK_PROCESS_CPUTIME_ID if os.environ.get("BENCH_THREADS", "1") == "1" else time.CLOCK_MONOTONIC


def from_python(call: Callable[[], Any], seconds: float) -> float:
    """Microseconds per call: the median of three loops that take `seconds` together."""
    which = clock()
    call()
    start = time.clock_gettime(which)
    call()
    once = max(time.clock_gettime(which) - start, 1e-7)
    repeats = max(1, int(seconds / 3 / once))
    times = []
    for _ in range(3):
        start = time.clock_gettime(which)
        for _ in range(repeats):
            call()
        times.append((time.clock_gettime(which) - start) / repeats)
    return sorted(times)[1] * 1e6


def raw_through_pointer(address: int, given: Any, results: Any, seconds: float) -> float:
    """Microseconds per call of a raw work written by hand: the median of three loops that take `seconds`."""
    loop = _library().raw_loop
    loop.restype = ctypes.c_double
    loop.argtypes = [ctypes.c_void_p] * 3 + [ctypes.c_int, ctypes.c_long]

    def run(repeats: int) -> float:
        return loop(address, given, results, clock(), repeats)

    repeats = max(3, int(seconds / 3 * 1e9 / max(run(2), 1.0)))
    return sorted(run(repeats) for _ in range(3))[1] / 1e3


def through_pointer(address: int, user: int, x: np.ndarray, seconds: float) -> float:
    """Microseconds of processor time per call of a log density: the median of three loops that take `seconds`."""
    x, grad = x.copy(), np.empty_like(x)

    loop = _library().loop
    loop.restype = ctypes.c_double
    loop.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_long]

    def run(repeats: int) -> float:
        return loop(address, len(x), x.ctypes.data, grad.ctypes.data, user, repeats)

    once = max(run(5), 1.0)
    repeats = max(5, int(seconds / 3 * 1e9 / once))
    return sorted(run(repeats) for _ in range(3))[1] / 1e3


def nothing() -> int:
    """The address of a function of the same arguments as a log density, which does nothing."""
    return ctypes.cast(_library().nothing, ctypes.c_void_p).value  # type: ignore[return-value]


@functools.lru_cache(maxsize=1)
def _library() -> Any:
    source = Path(tempfile.mkdtemp(prefix="bench-")) / "loop.c"
    source.write_text(_LOOP)
    return compiled(source, {})[0]


def compiled(path: Path, macros: dict[str, int], *more: str) -> tuple[ctypes.CDLL, float]:
    """A hand-written C file as a library, and the seconds that the compiler took."""
    target = Path(tempfile.mkdtemp(prefix="bench-")) / (path.stem + ".so")
    wide = [WIDE] if os.uname().machine == "x86_64" else []
    given = [f"-D{name}={value}" for name, value in macros.items()]
    start = time.perf_counter()
    subprocess.run(
        [os.environ.get("CC", "gcc"), *FLAGS, *wide, *given, *more, "-o", str(target), str(path), "-lmvec", "-lm"],
        check=True,
    )
    return ctypes.CDLL(str(target)), time.perf_counter() - start


class User(ctypes.Structure):
    """What hand-written C reads: arrays and numbers (`struct user` of works/hand.h)."""

    _fields_ = [("arrays", ctypes.POINTER(ctypes.c_void_p)), ("numbers", ctypes.POINTER(ctypes.c_int64))]


def user_of(arrays: list[np.ndarray], numbers: list[int]) -> tuple[int, Any]:
    """(address, what must stay alive)."""
    kept = [_from_a_line(np.ascontiguousarray(a)) for a in arrays]
    pointers = (ctypes.c_void_p * max(1, len(kept)))(*[a.ctypes.data for a in kept])
    counts = (ctypes.c_int64 * max(1, len(numbers)))(*numbers)
    user = User(pointers, counts)
    return ctypes.addressof(user), (user, pointers, counts, kept)


def _from_a_line(array: np.ndarray) -> np.ndarray:
    """A copy that begins where a cache line does, as a careful person's C would have it.

    compat.graph.aligned does the same: the measure uses nothing of what it measures, and Python 3.8 reads this too.
    """
    room = np.empty(array.nbytes + 64, np.uint8)
    start = -room.ctypes.data % 64
    copy = room[start : start + array.nbytes].view(array.dtype).reshape(array.shape)
    copy[...] = array
    return copy
