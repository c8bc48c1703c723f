"""From C text to a loaded object: the compiler, its flags, and a cache that no crash and no other process can spoil.

An object is found by the hash of its text, flags, compiler, processor and ABI. It is written beside a checksum to
a temporary name and renamed: double work is allowed, torn files are not. There are no locks.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from compat.backends.c import cache
from compat.backends.c.errors import CannotCompile

NO_COMPILER = ("no C compiler was found ($CC, cc, gcc, clang, zig): functions run in Python, more slowly. "
               'To get one: pip install "theano-compat[compiler]"')


class Compiler(NamedTuple):
    """`command` runs it; `identity` changes when it does."""

    command: tuple[str, ...]
    identity: str
    is_clang: bool


@lru_cache(maxsize=1)
def compiler() -> Compiler:
    """$CC, else cc, gcc, clang, else the ziglang wheel; CannotCompile if there is none."""
    given = os.environ.get("CC")
    candidates = [tuple(given.split())] if given else [("cc",), ("gcc",), ("clang",)]
    for candidate in candidates:
        path = shutil.which(candidate[0])
        if path:
            return _identified((path, *candidate[1:]))
    if not given and not os.environ.get("COMPAT_NO_ZIG"):
        from importlib.util import find_spec

        if find_spec("ziglang") is not None:
            return _identified((sys.executable, "-m", "ziglang", "cc"))
    raise CannotCompile(NO_COMPILER if not given else f"$CC is {given!r}, which is not there: functions run in "
                        "Python, more slowly. Unset CC, or point it to a C compiler.")


def _identified(command: tuple[str, ...]) -> Compiler:
    """The first line of --version, remembered by the path, size and time of the program."""
    try:
        program = Path(command[0]).resolve()
        stamp = program.stat()
        key = hashlib.sha256(repr((command, str(program), stamp.st_size, stamp.st_mtime_ns)).encode()).hexdigest()[:24]
        known = cache.read_note(f"compiler-{key}")
        if known is None:
            known = subprocess.run([*command, "--version"], capture_output=True, text=True, timeout=60,
                                   check=True).stdout.splitlines()[0]
            cache.write_note(f"compiler-{key}", known)
    except (OSError, subprocess.SubprocessError, IndexError) as error:
        raise CannotCompile(f"the C compiler {' '.join(command)} does not run ({error}): functions run in "
                            "Python, more slowly.") from None
    return Compiler(command, known, "clang" in known or "zig" in known)


@lru_cache(maxsize=1)
def processor() -> str:
    """What -march=native depends on: model and features."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return "".join(next((line for line in lines if line.startswith(k)), "") for k in ("model name", "flags"))
    except OSError:
        import platform

        return platform.processor() + platform.machine()


LONG = 2500  # lines: beyond, the compiler's time grows faster than what -O3 gains


def flags(found: Compiler, lines: int = 0) -> list[str]:
    """Options of a build of so many lines; see libm.py for the vector functions."""
    common = ["-std=gnu11", "-O3" if lines < LONG else "-O1", "-march=native", "-fPIC", "-shared",
              "-fno-math-errno", "-fno-trapping-math",
              "-fopenmp-simd", "-ffp-contract=off", "-fwrapv", "-w"]
    if sys.platform == "darwin":
        common[2:3] = ["-mcpu=native"] if os.uname().machine == "arm64" else ["-march=native"]
    if not found.is_clang and sys.platform == "linux" and has_vector_maths():
        return [*common, "-DCOMPAT_VECTOR_MATHS"]
    if found.is_clang and sys.platform == "linux" and has_vector_maths():
        return [*common, "-fveclib=libmvec"]
    return common


@lru_cache(maxsize=1)
def has_vector_maths() -> bool:
    """glibc 2.35 or later, whose libmvec has every function that libm.py declares; COMPAT_VECTOR_MATHS=0 says no."""
    if os.environ.get("COMPAT_VECTOR_MATHS") == "0" or os.environ.get("COMPAT_NO_VECTOR_MATHS"):
        return False
    import platform

    try:
        libc, version = os.confstr("CS_GNU_LIBC_VERSION").split()  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return False
    return libc == "glibc" and tuple(map(int, version.split(".")[:2])) >= (2, 35) and platform.machine() == "x86_64"


_loaded: dict[str, ctypes.CDLL] = {}


def load(text: str) -> ctypes.CDLL:
    """The object built from `text`: from this process, from the cache, or compiled now."""
    found = compiler()
    options = flags(found, text.count("\n"))
    libraries = ["-lm"]
    if "-DCOMPAT_VECTOR_MATHS" in options or "-fveclib=libmvec" in options:
        libraries.insert(0, "-lmvec")
    parts = [text, " ".join(options), found.identity, processor(), f"{sys.platform} {sys.maxsize} abi1"]
    key = hashlib.sha256("\0".join(parts).encode()).hexdigest()
    if key not in _loaded:
        path = cache.find(key)
        if path is None:
            path = _compile(text, key, found, [*options], libraries)
        _loaded[key] = ctypes.CDLL(str(path))
    return _loaded[key]


def _compile(text: str, key: str, found: Compiler, options: list[str], libraries: list[str]) -> Path:
    with tempfile.TemporaryDirectory(prefix="theano-compat-", dir=cache.scratch()) as folder:
        source, target = Path(folder) / "unit.c", Path(folder) / "unit.so"
        source.write_text(text, encoding="ascii")
        command = [*found.command, *options, "-o", str(target), str(source), *libraries]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=600)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise CannotCompile(f"the C compiler {' '.join(found.command)} failed ({error}): functions run in "
                                "Python, more slowly.") from None
        if done.returncode != 0 or not target.exists():
            kept = cache.keep_failed(key, text, done.stderr)
            raise CannotCompile(f"the C compiler {' '.join(found.command)} refused a program "
                                f"({_first_error(done.stderr)}); its text and the compiler's words are in {kept}. "
                                "The function runs in Python.")
        return cache.store(key, target, text)


def _first_error(words: str) -> str:
    for line in words.splitlines():
        if "error" in line:
            return line.split("error:")[-1].strip()[:160]
    return words.strip().splitlines()[0][:160] if words.strip() else "no message"
