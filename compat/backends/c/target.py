"""Facts about the machines and compilers that C is emitted for: vectors, libm, memory, threads, options.

Three targets are described; `host()` is the machine of this process. The emitter asks `current()`: the host, or the
target of an enclosing `emitting_for`, by which `theano-compat emit --target` shows what another machine would get.
Objects are compiled for the host only.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import lru_cache

from theano_common.system.machine import c_library

from ...settings import config
from .compilers.discovery import calls_vector_libm

# Emitted C takes so many points at once, and sums them in so many parts, on every target: compilers and lanes.h split
# the vectors where a register holds fewer doubles, and a sum in another number of parts has other digits.
LANES = 8
ALIGNMENT = 64  # bytes at which arrays begin: a cache line, and a vector of doubles. unit.h has it as ALIGNED

# Rows of a square matrix, on every target
UNROLLED_ROWS = 4  # compilers unroll these loops, and keep a column in registers
LAPACK_ROWS = 12  # fewer take less time than a call of dpotrf and dtrsm, of about 0.4 microseconds
CACHED_ROWS = 200  # a larger matrix does not fit in the L2 cache together with its inverse

# Elements of matrices whose loops gcc unrolls, so that it can see what a failing loop leaves unwritten.
UNROLLED_ELEMENTS = 16


@dataclass(frozen=True)
class Target:
    """A machine that C is emitted for.

    name: by which `emit --target` chooses it. register_bytes: of the widest vector register. vector_maths: whether libm
    has vector forms of all functions that support_functions/libm.py lists. baseline: compiler options for the least
    processor of this target, on any machine; in_zig: the same for zig, which has names of its own; features: what they
    ask of a processor, in words of NumPy, of which one list must be there whole; native: for the processor of the
    machine that compiles. shared: options for a shared object; calls_python: more of them for one that calls Python.
    ending: of a shared object's file.
    has_threads: whether the call extension has a pool of threads (_threads.c). stack_bytes: of a function's scratch
    memory on the stack. reproducible: the same text for all machines, whose sums have one order.
    """

    name: str
    register_bytes: int
    vector_maths: bool
    baseline: tuple[str, ...]
    native: tuple[str, ...] = ("-march=native",)
    shared: tuple[str, ...] = ("-fPIC", "-shared")
    calls_python: tuple[str, ...] = ()
    ending: str = ".so"
    has_threads: bool = True
    stack_bytes: int = 16384
    features: tuple[tuple[str, ...], ...] = ((),)
    in_zig: tuple[str, ...] = ()
    reproducible: bool = False

    @property
    def libraries(self) -> tuple[str, ...]:
        """Options that link what emitted C calls."""
        return ("-lmvec", "-lm") if self.vector_maths else ("-lm",)

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """Files of support/, each with the one that this target has in its place; "" for none."""
        own, libm = ("vector_functions.h", ""), ("libm.h", "libm_without_vectors.h")
        scalars = () if self.own_in_vectors else (("libm_in_scalars.h", ""),)
        registers = () if self.register_bytes > 16 else (("registers.h", "registers_of_16_bytes.h"),)
        return (own if self.vector_maths else libm, *scalars, *registers)

    @property
    def own_in_vectors(self) -> bool:
        """Whether loops that run in vectors call functions of our own, and all else calls libm's."""
        return not self.vector_maths and not self.reproducible


# With AVX-512 vectors in our text have 64 bytes. Where a compiler prefers 32 (gcc for several Intel processors), a
# vector that was stored in halves is read whole, which stalls: segment sums take eight times as long.
_X86_64 = ("-march=native", "-mprefer-vector-width=512")

# AVX-512 or AVX2, which its text leaves to the compiler, and glibc 2.35 or later, whose libmvec has the vector forms
_AVX2 = (("X86_V3",), ("AVX2", "FMA3"))
X86_64 = Target("x86-64", 64, True, ("-march=x86-64-v3",), _X86_64, features=_AVX2, in_zig=("-march=x86_64_v3",))
X86_64_V2 = Target("x86-64-v2", 16, False, ("-march=x86-64-v2",), _X86_64)  # SSE4.2, any libm
ARM64 = Target("arm64", 16, False, ("-march=armv8-a",), ("-mcpu=native",), in_zig=("-mcpu=generic",))  # NEON, any libm
TARGETS = {target.name: target for target in (X86_64, X86_64_V2, ARM64)}


@lru_cache(maxsize=1)
def host() -> Target:
    """Return the machine of this process. COMPAT_VECTOR_MATHS=0 turns vector forms of libm off."""
    machine = platform.machine()
    if machine in ("x86_64", "AMD64"):
        found = replace(X86_64, vector_maths=machine == "x86_64" and _has_libmvec())
    elif machine in ("arm64", "aarch64"):
        found = ARM64
    else:
        found = Target(machine, 16, False, ())
    if os.name == "nt":
        return replace(found, shared=("-shared",), ending=".dll", has_threads=False)
    if sys.platform == "darwin":
        return replace(found, calls_python=("-undefined", "dynamic_lookup"))
    return found


def _has_libmvec() -> bool:
    """Return whether the C library has libmvec with all functions that we declare: glibc 2.35 or later, no musl."""
    if os.environ.get("COMPAT_VECTOR_MATHS") == "0" or os.environ.get("COMPAT_NO_VECTOR_MATHS"):
        return False
    name, _, version = c_library().partition(" ")
    try:
        number = tuple(map(int, version.split(".")[:2]))
    except ValueError:
        return False
    return sys.platform == "linux" and name == "glibc" and number >= (2, 35)


_chosen: ContextVar[Target | None] = ContextVar("target", default=None)


def current() -> Target:
    """Return the target that C is emitted for."""
    return as_configured(_chosen.get() or for_what_compiles(host()))


def for_what_compiles(machine: Target) -> Target:
    """Return `machine`, without vector forms of libm where the compiler does not call them."""
    return machine if not machine.vector_maths or calls_vector_libm() else _without_vector_maths(machine)


@lru_cache
def _without_vector_maths(machine: Target) -> Target:
    return replace(machine, vector_maths=False)


def as_configured(target: Target) -> Target:
    """Return `target`, or with `config.reproducible` one for which the text is the same on all machines."""
    return _reproducible(target) if config.reproducible else target


@lru_cache
def _reproducible(target: Target) -> Target:
    return replace(target, register_bytes=16, vector_maths=False, reproducible=True)


@contextmanager
def emitting_for(target: Target) -> Iterator[None]:
    """Emit C for `target`. It is to be read, or compiled elsewhere: `build` compiles for the host."""
    token = _chosen.set(target)
    try:
        yield
    finally:
        _chosen.reset(token)


# For the same bits by every compiler. Whatever -ffp-contract says, gcc 12 fuses a product with a sum where it makes
# vectors of straight code.
UNFUSED = "-ffp-contract=off"
SAME_BITS = (UNFUSED, "-fno-tree-slp-vectorize")


@dataclass(frozen=True)
class CompilerFamily:
    """The options that one family of compilers needs besides those of all.

    long_unit: for a unit so long that its compile time counts, in place of -O3. They turn off optimisations that gain
    nothing here, as our text computes and stores nothing twice and chooses its loops for vectors; these take a third of
    gcc's time and half of clang's. always: what it does wrong, or in vain, otherwise. vector_maths: so that it calls
    libmvec.
    """

    long_unit: tuple[str, ...]
    always: tuple[str, ...]
    vector_maths: tuple[str, ...]


GCC = CompilerFamily(
    ("-O1", "-fno-ivopts", "-fira-region=one", "-fno-tree-fre", "-fno-tree-dse", "-fno-dse"),
    # Path splitting on several conditions would become masked loads. The others find nothing in our text, which
    # computes nothing twice, and take up to a quarter of gcc's time where loops have many functions.
    ("-fno-thread-jumps", "-fno-gcse", "-fno-gcse-after-reload", "-fno-schedule-insns2"),
    ("-DCOMPAT_VECTOR_MATHS",),
)
CLANG = CompilerFamily(
    ("-O1", "-fno-slp-vectorize", "-mllvm", "-disable-lsr"),
    # By default zig writes debug information, a third of its time, and clang unrolls a loop of eight points before it
    # looks for vectors, which it then often does not find.
    ("-g0", "-mllvm", "-unroll-full-max-count=4"),
    (),
)
