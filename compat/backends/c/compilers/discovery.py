"""Which C compiler there is: $CC, else cc, gcc or clang, else zig's, else packs of what another machine compiled."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from dataclasses import dataclass
from functools import lru_cache
from importlib.machinery import ModuleSpec
from pathlib import Path

from theano_common.installing import pip_install
from theano_common.system.processes import splits_as_posix

from ..errors import CannotCompile
from . import cache

NO_COMPILER = "no C compiler was found ($CC, cc, gcc, clang, zig): {instead}. To get one: {command}"


@dataclass(frozen=True)
class Compiler:
    """A compiler: `command` runs it, and is empty where packs serve in its place; `identity` changes when it does."""

    command: tuple[str, ...]
    identity: str
    is_clang: bool


PACKS = Compiler((), "packs", False)


def packs_added() -> bool:
    """Return whether a pack was added to the cache."""
    return cache.read_note(cache.PACKS) is not None


def calls_vector_libm() -> bool:
    """Return whether what compiles here calls vector forms of libm.

    clang knows those of five functions only, and packs run on machines without them.
    """
    try:
        return not (for_packs() or compiler().is_clang)
    except CannotCompile:
        return True


def for_packs() -> bool:
    """Return whether objects are compiled for other machines, or are looked for among those that others compiled."""
    if os.environ.get("COMPAT_PACKING"):
        return True
    try:
        return compiler() is PACKS
    except CannotCompile:
        return False


def jax_in_place_of_c() -> bool:
    """Return whether log densities of samplers, and steps of fits, run in JAX for want of a C compiler."""
    try:
        return compiler() is PACKS and _jax_samples()
    except CannotCompile:
        return _jax_samples()


def _jax_samples() -> bool:
    """Return whether JAX is installed, and nutpie, which calls it; without importing them."""
    return all(_spec(name) is not None for name in ("jax", "nutpie"))


def _spec(module: str) -> ModuleSpec | None:
    from importlib.util import find_spec  # only where the system has no compiler

    return find_spec(module)


@lru_cache(maxsize=1)
def compiler() -> Compiler:
    """Return $CC, else cc, gcc or clang, else the ziglang wheel, else PACKS; raise CannotCompile if there is none."""
    given = os.environ.get("CC")
    try:
        candidates = [words_of(given)] if given and given.strip() else [("cc",), ("gcc",), ("clang",)]
    except ValueError as error:  # an unclosed quote
        raise CannotCompile(
            f"$CC is {given!r}, which is no command ({error}): {_instead()}. Unset CC, or point it to a C compiler."
        ) from None
    for candidate in candidates:
        path = shutil.which(candidate[0])
        if path:
            return identified((os.path.abspath(path), *candidate[1:]))
    if not given and not os.environ.get("COMPAT_NO_ZIG") and _spec("ziglang") is not None:
        return identified((sys.executable, "-m", "ziglang", "cc"))
    if not given and packs_added():
        return PACKS
    raise CannotCompile(
        no_compiler()
        if not given
        else f"$CC is {given!r}, which is not there: {_instead()}. Unset CC, or point it to a C compiler."
    )


def no_compiler() -> str:
    """Return the sentence that there is none, and how to get one."""
    return NO_COMPILER.format(instead=_instead(), command=pip_install("[compiler]"))


def _instead() -> str:
    """Return what runs where there is no compiler."""
    functions = "functions run in Python, more slowly"
    in_jax = "pm.sample evaluates log densities in JAX, pm.fit its steps, all other"
    return f"{in_jax} {functions}" if _jax_samples() else functions


def words_of(command: str) -> tuple[str, ...]:
    """Split $CC into words: a program with options, or one path that contains spaces."""
    if shutil.which(command):
        return (command,)
    import shlex  # only where $CC is not one word

    return tuple(shlex.split(command, posix=splits_as_posix()))


def identified(command: tuple[str, ...]) -> Compiler:
    """Return a compiler identified by the first line of its --version.

    The line is remembered under the path, size and time of each program that the command names.
    """
    try:
        key = hashlib.sha256(repr((command, *map(_stamp, command))).encode()).hexdigest()[:24]
        known = cache.read_note(f"compiler-{key}")
        if known is None:
            known = _version(command)
            cache.write_note(f"compiler-{key}", known)
    except (OSError, IndexError) as error:
        raise CannotCompile(f"the C compiler {' '.join(command)} does not run ({error}): {_instead()}.") from None
    return Compiler(command, known, "clang" in known or "zig" in known)


def _version(command: tuple[str, ...]) -> str:
    import subprocess  # takes 4 ms, so not where the answer is remembered

    try:
        return subprocess.run(
            [*command, "--version"],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=60,
            check=True,
            stdin=subprocess.DEVNULL,
        ).stdout.splitlines()[0]
    except subprocess.SubprocessError as error:
        raise OSError(str(error)) from None


def _stamp(word: str) -> tuple[str, int, int] | None:
    """Return the identity of one word: a program's path, size and time, or ziglang's version; None for an option."""
    path: str | None = shutil.which(word)
    if word == "ziglang":
        found = _spec("ziglang")
        path = found.origin if found else None
    if path is None:
        return None
    program = Path(path).resolve()
    state = program.stat()
    return str(program), state.st_size, state.st_mtime_ns
