"""From C text to a loaded object: the compiler, its flags, and a cache that no crash and no other process can spoil.

An object is found by the hash of its text, flags, compiler, processor and C library (cache.py), and what runs is a
copy of the bytes whose checksum was right. It knows nothing of Python's version.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import platform
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..errors import CannotCompile
from ..text_length import text_length
from . import cache
from .machine import c_library, has_vector_maths, processor

NO_COMPILER = (
    "no C compiler was found ($CC, cc, gcc, clang, zig): functions run in Python, more slowly. "
    'To get one: pip install "theano-compat[compiler]"'
)


@dataclass(frozen=True)
class Compiler:
    """`command` runs it; `identity` changes when it does."""

    command: tuple[str, ...]
    identity: str
    is_clang: bool


@lru_cache(maxsize=1)
def compiler() -> Compiler:
    """$CC, else cc, gcc, clang, else the ziglang wheel; CannotCompile if there is none."""
    given = os.environ.get("CC")
    try:
        candidates = [words_of(given)] if given and given.strip() else [("cc",), ("gcc",), ("clang",)]
    except ValueError as error:  # a quote that is not closed
        raise CannotCompile(
            f"$CC is {given!r}, which is no command ({error}): functions run in Python, more slowly. "
            "Unset CC, or point it to a C compiler."
        ) from None
    for candidate in candidates:
        path = shutil.which(candidate[0])
        if path:
            return identified((os.path.abspath(path), *candidate[1:]))
    if not given and not os.environ.get("COMPAT_NO_ZIG"):
        from importlib.util import find_spec

        if find_spec("ziglang") is not None:
            return identified((sys.executable, "-m", "ziglang", "cc"))
    raise CannotCompile(
        NO_COMPILER
        if not given
        else f"$CC is {given!r}, which is not there: functions run in "
        "Python, more slowly. Unset CC, or point it to a C compiler."
    )


def words_of(command: str) -> tuple[str, ...]:
    """Return the words of $CC: a program with options, or a path with spaces."""
    if shutil.which(command):
        return (command,)
    import shlex  # where $CC is not one word

    return tuple(shlex.split(command, posix=os.name == "posix"))


def identified(command: tuple[str, ...]) -> Compiler:
    """The first line of --version, remembered by the path, size and time of the programs that the command names."""
    try:
        key = hashlib.sha256(repr((command, *map(_stamp, command))).encode()).hexdigest()[:24]
        known = cache.read_note(f"compiler-{key}")
        if known is None:
            known = _version(command)
            cache.write_note(f"compiler-{key}", known)
    except (OSError, IndexError) as error:
        raise CannotCompile(
            f"the C compiler {' '.join(command)} does not run ({error}): functions run in Python, more slowly."
        ) from None
    return Compiler(command, known, "clang" in known or "zig" in known)


def _version(command: tuple[str, ...]) -> str:
    import subprocess  # takes 4 ms: not where the answer is known

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
    """Return what changes with a program (`ccache gcc` names two) or with the ziglang package; None for an option."""
    path: str | None = shutil.which(word)
    if word == "ziglang":
        from importlib.util import find_spec

        found = find_spec("ziglang")
        path = found.origin if found else None
    if path is None:
        return None
    program = Path(path).resolve()
    state = program.stat()
    return str(program), state.st_size, state.st_mtime_ns


LONG = 2630  # lines, comments among them: beyond, the compiler's time grows faster than what -O3 gains
# without what changes no speed there: our text computes and stores nothing twice, and vectors are its loops'. A third
# of gcc's time, half of clang's
_LONG_BY_GCC = ("-O1", "-fno-ivopts", "-fira-region=one", "-fno-tree-fre", "-fno-tree-dse", "-fno-dse")
_LONG_BY_CLANG = ("-O1", "-fno-slp-vectorize", "-mllvm", "-disable-lsr")


def flags(found: Compiler, lines: int = 0) -> list[str]:
    """Options of a build of so many lines; see libm.py for the vector functions.

    $COMPAT_CFLAGS adds some, for tests: sanitizers, warnings (then no longer kept quiet).
    """
    native = "-mcpu=native" if platform.machine() in ("arm64", "aarch64") else "-march=native"
    shared = ["-shared"] if os.name == "nt" else ["-fPIC", "-shared"]
    level = ("-O3",) if lines < LONG else _LONG_BY_CLANG if found.is_clang else _LONG_BY_GCC
    # Vectors of our text have 64 bytes: where a compiler prefers 32 (gcc for several Intel processors that have both),
    # one that it stored in halves is read whole, and waits: eight times as long by groups
    wide = ["-mprefer-vector-width=512"] if platform.machine() in ("x86_64", "AMD64") else []
    common = [
        "-std=gnu11",
        *level,
        native,
        *wide,
        *shared,
        "-fno-math-errno",
        "-fno-trapping-math",
        "-fopenmp-simd",
        "-ffp-contract=off",
        "-fwrapv",
    ]
    if found.is_clang:  # zig would write what debuggers read, a third of its time
        common.append("-g0")
    else:  # its paths for each outcome of several conditions become masked loads
        common.append("-fno-thread-jumps")
    more = os.environ.get("COMPAT_CFLAGS", "").split()
    common += more if any(option.startswith("-W") for option in more) else ["-w", *more]
    if sys.platform == "linux" and has_vector_maths():
        common.append("-fveclib=libmvec" if found.is_clang else "-DCOMPAT_VECTOR_MATHS")
    return common


_loaded: dict[str, ctypes.CDLL] = {}  # for good, as ctypes has it


def load(text: str) -> ctypes.CDLL:
    """Return the object built from `text`: from this process, from the cache, or compiled now."""
    found, key = compiler(), key_of(text)
    library = _loaded.get(key)
    if library is None:
        options = flags(found, text_length(text))
        libraries = ["-lm"]
        if "-DCOMPAT_VECTOR_MATHS" in options or "-fveclib=libmvec" in options:
            libraries.insert(0, "-lmvec")
        try:
            library = from_cache(key) or _new(key, text, found, options, libraries)
        except OSError as error:
            raise CannotCompile(
                f"there is no folder to compile in ({error}): functions run in Python, more slowly. "
                "TMPDIR, or config.cache_dir, may name one."
            ) from None
    return _loaded.setdefault(key, library)  # another thread may have loaded it meanwhile


def key_of(text: str) -> str:
    """Return what the object of `text` is found by."""
    return hashlib.sha256("\0".join([text, *_circumstances(text_length(text))]).encode()).hexdigest()


def _circumstances(lines: int) -> list[str]:
    found = compiler()
    system = f"{sys.platform} {sys.maxsize} {c_library()} abi2"
    return [" ".join(flags(found, lines)), found.identity, processor(), system]


def circumstances() -> tuple[str, ...]:
    """All that an object depends on besides its text."""
    return (*_circumstances(0), *_circumstances(LONG))


def address_in(library: ctypes.CDLL, name: str) -> int:
    """Return the address of a function."""
    address = ctypes.cast(library[name], ctypes.c_void_p).value
    assert address is not None
    return address


def load_known(key: str) -> ctypes.CDLL | None:
    """Return the object of that key from this process or from the cache; None if there is none."""
    library = _loaded.get(key) or from_cache(key)
    return None if library is None else _loaded.setdefault(key, library)


def from_cache(key: str, kind: Any = ctypes.CDLL) -> Any:
    """Return the object in the cache; None if there is none, or it does not load here, and is removed.

    It is loaded from a file of its own: other processes may cut or replace the cache's, which would kill whoever has
    it in memory.
    """
    data = cache.find(key)
    if data is None:
        return None
    refused = False
    for folder in cache.workplaces():  # the first may be full, or on a file system without leave to execute
        try:
            return load_bytes(data, key[:16], str(folder), kind)
        except OSError as error:
            refused |= error.errno is None  # by the loader, and not the system: no room is no fault of the object
    if refused:
        cache.remove(key)
    return None


def load_bytes(data: bytes, name: str, folder: str, kind: Any = ctypes.CDLL) -> Any:
    """Return the object `data`, loaded from a file that is removed at once; OSError where the loader refuses it."""
    import tempfile  # an import of ours does without it

    handle, path = tempfile.mkstemp(prefix=f"{name}-", suffix=".dll" if os.name == "nt" else ".so", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        return kind(path)
    finally:
        with suppress(OSError):  # Windows keeps what is loaded; the folder goes when the process ends
            os.unlink(path)


def _new(key: str, text: str, found: Compiler, options: list[str], libraries: list[str]) -> ctypes.CDLL:
    problem: object = None
    for folder in cache.workplaces():
        try:
            data = _compile(text, key, found, options, libraries, folder)
            if data is None:
                problem = "there is no room on the disk"
                continue
            library = load_bytes(data, key[:16], str(folder))
        except OSError as error:
            problem = error
            continue
        cache.store(key, data, text)
        return library
    raise CannotCompile(
        f"the C compiler {' '.join(found.command)} gave no object that loads ({problem}): functions "
        "run in Python, more slowly."
    )


def _compile(
    text: str, key: str, found: Compiler, options: list[str], libraries: list[str], workplace: Path
) -> bytes | None:
    """Return the bytes of the object; None where the compiler had no room in `workplace`."""
    try:
        return compile_file("unit.c", text, found.command, options, libraries, workplace)
    except Refused as refused:
        kept = cache.keep_failed(key, text, refused.words)
        problem = first_error(refused.words)
    raise CannotCompile(
        f"the C compiler {' '.join(found.command)} refused a program ({problem}); its text and the compiler's words "
        f"are in {kept}. The function runs in Python."
    )


class Refused(Exception):
    """The compiler did not take a text; `words` are its own."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def compile_file(
    name: str, text: str, program: tuple[str, ...], options: Sequence[str], libraries: Sequence[str], workplace: Path
) -> bytes | None:
    """Compile `text`, in a file of that name, to an object, and return its bytes; None where there was no room.

    Raises Refused, and CannotCompile where it takes too long.
    """
    import subprocess
    import tempfile  # an import of ours does without it

    with tempfile.TemporaryDirectory(prefix="theano-compat-", dir=workplace, ignore_cleanup_errors=True) as folder:
        source, target = Path(folder) / name, Path(folder) / "unit.so"
        source.write_text(text, encoding="utf-8")
        command = [*program, *options, "-o", target.name, source.name, *libraries]
        try:
            done = subprocess.run(
                command,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=600,
                stdin=subprocess.DEVNULL,
                cwd=folder,
                env=_environment(),
                umask=PRIVATE,
            )
        except subprocess.TimeoutExpired as error:
            raise CannotCompile(
                f"the C compiler {' '.join(program)} failed ({error}): functions run in Python, more slowly."
            ) from None
        if done.returncode == 0:
            return target.read_bytes()
        if not source.exists() or any(words in done.stderr for words in NO_ROOM):
            return None
    raise Refused(done.stderr)


PRIVATE = 0o077 if os.name == "posix" else -1  # zig's cache, beside ours, would else be as open as the user's umask
NO_ROOM = ("No space left on device", "Disk quota exceeded", "File too large", "Read-only file system")


def _environment() -> dict[str, str]:
    """Have the compiler's own temporary files go where it runs: into a private folder that is removed.

    The name of that folder is not passed: clang would put digits for each % of it.
    """
    ours = {"TMPDIR": ".", "TEMP": ".", "TMP": ".", "LC_ALL": "C"}
    return {"ZIG_GLOBAL_CACHE_DIR": str(cache.directory() / "zig"), **os.environ, **ours}


def first_error(words: str) -> str:
    """Return what the compiler said, in a line: it stands in a warning."""
    for line in words.splitlines():
        if "error" in line:
            return line.split("error:")[-1].strip()[:160]
    return words.strip().splitlines()[0][:160] if words.strip() else "no message"
