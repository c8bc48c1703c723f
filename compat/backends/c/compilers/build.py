"""From C text to a loaded object: the compiler, its flags, and a cache that survives crashes and other processes.

An object's key is the hash of its text, flags, compiler, processor and C library (cache.py); what is loaded is a copy
of the bytes whose checksum matched. Objects do not depend on Python's version.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from theano_common.system.files import PRIVATE_UMASK
from theano_common.system.machine import c_library, processor
from theano_common.system.name import system
from theano_common.users_lines import warn

from ....rules import thresholds
from ....settings import config
from ..errors import CannotCompile
from ..target import CLANG, GCC, SAME_BITS, UNFUSED, as_configured, for_what_compiles, host
from ..text_length import text_length
from . import cache, portable, waiting
from .discovery import PACKS, Compiler, compiler, for_packs, no_compiler
from .pieces import number_of_pieces, objects

if TYPE_CHECKING:
    from subprocess import CompletedProcess

NOT_PACKED = "no pack in the cache has this function, and "


def flags(found: Compiler, lines: int = 0) -> list[str]:
    """Return the options for a unit of so many lines, for this machine.

    $COMPAT_CFLAGS adds options, for tests: sanitizers, or warnings, which are then shown.
    """
    target, family = as_configured(for_what_compiles(host())), CLANG if found.is_clang else GCC
    common = [
        "-std=gnu11",
        *(("-O3",) if lines < thresholds.LONG_UNIT_LINES else family.long_unit),
        *(target.native if not for_packs() else target.in_zig if _is_zig(found) else target.baseline),
        *target.shared,
        "-fno-math-errno",
        "-fno-trapping-math",
        "-fopenmp-simd",
        *(SAME_BITS if target.reproducible else (UNFUSED,)),
        "-fwrapv",
        *family.always,
    ]
    more = os.environ.get("COMPAT_CFLAGS", "").split()
    common += more if any(option.startswith("-W") for option in more) else ["-w", *more]
    return [*common, *(family.vector_maths if target.vector_maths else ())]


def _is_zig(found: Compiler) -> bool:
    return any(Path(word).stem in ("zig", "ziglang") for word in found.command)


_loaded: dict[str, ctypes.CDLL] = {}  # never unloaded, as in ctypes


def load(text: str) -> ctypes.CDLL:
    """Return the object built from `text`: from this process, from the cache, or compiled now."""
    found, key = compiler(), key_of(text)
    library = _loaded.get(key)
    if library is None:
        options = flags(found, text_length(text))
        try:
            library = from_cache(key) or _new(key, text, found, options)
        except OSError as error:
            raise CannotCompile(
                f"there is no folder to compile in ({error}): functions run in Python, more slowly. "
                "TMPDIR, or config.cache_dir, may name one."
            ) from None
    return _loaded.setdefault(key, library)  # another thread may have loaded it meanwhile


def key_of(text: str) -> str:
    """Return the cache key of the object of `text`."""
    return hashlib.sha256("\0".join([text, *_circumstances(text_length(text))]).encode()).hexdigest()


def _circumstances(lines: int) -> list[str]:
    found = compiler()
    mode = ["reproducible"] if config.reproducible else []
    if for_packs():
        return [*portable.circumstances(), *mode]
    runs_on = f"{system()} {sys.maxsize} {c_library()} abi2"
    return [" ".join(flags(found, lines)), found.identity, processor(), runs_on, *mode]


def circumstances() -> tuple[str, ...]:
    """Return everything besides its text that an object depends on."""
    return (*_circumstances(0), *_circumstances(thresholds.LONG_UNIT_LINES))


def address_in(library: ctypes.CDLL, name: str) -> int:
    """Return the address of a function."""
    address = ctypes.cast(library[name], ctypes.c_void_p).value
    assert address is not None
    return address


def load_known(key: str) -> ctypes.CDLL | None:
    """Return the object of that key from this process or the cache; None if it is in neither."""
    library = _loaded.get(key) or from_cache(key)
    return None if library is None else _loaded.setdefault(key, library)


def from_cache(key: str, kind: type[ctypes.CDLL] = ctypes.CDLL) -> Any:
    """Return the object from the cache; None if it is not there, or does not load and is removed.

    It is loaded from a private copy: another process may truncate or replace the file in the cache, which would kill
    every process that has it mapped.
    """
    data = cache.find(key)
    if data is None:
        return None
    refused = False
    for folder in cache.workplaces():  # the first may be full, or mounted noexec
        try:
            return load_bytes(data, key[:16], str(folder), kind)
        except OSError as error:
            # the loader refused it, not the system: a full disk is not the object's fault
            refused |= error.errno is None
    if refused:
        cache.remove(key)
    return None


def load_bytes(data: bytes, name: str, folder: str, kind: type[ctypes.CDLL] = ctypes.CDLL) -> Any:
    """Load the object `data` from a file that is removed at once; raise OSError if the loader refuses it.

    Each time it is a new file: macOS remembers the signature, which the linker put into the bytes, with the file.
    The file is named like others that are not complete, which the cache removes where a process was killed.
    """
    import tempfile  # not needed by `import theano`

    handle, path = tempfile.mkstemp(prefix=f".part-{name}-", suffix=host().ending, dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        return kind(path)
    finally:
        # Windows keeps the file of a loaded object open; the folder is removed when the process ends
        with suppress(OSError):
            os.unlink(path)


def _new(key: str, text: str, found: Compiler, options: list[str]) -> ctypes.CDLL:
    if found is PACKS:
        raise CannotCompile(NOT_PACKED + no_compiler())
    problem: object = None
    for folder in cache.workplaces():
        try:
            data = _compile(text, key, found, options, folder)
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


def _compile(text: str, key: str, found: Compiler, options: list[str], workplace: Path) -> bytes | None:
    """Return the bytes of the object; None if the compiler ran out of space in `workplace`."""
    try:
        with waiting.explained(found.command):
            return _with_or_without_options(text, found, options, workplace)
    except Refused as refused:
        kept = cache.keep_failed(key, text, refused.words)
        problem = first_error(refused.words)
    raise CannotCompile(
        f"the C compiler {' '.join(found.command)} refused a program ({problem}); its text and the compiler's words "
        f"are in {kept}. The function runs in Python."
    )


def _with_or_without_options(text: str, found: Compiler, options: list[str], workplace: Path) -> bytes | None:
    """Compile a unit; where the compiler refuses, once more with the options that results depend on, and no others.

    An older compiler may not know an option, nor its assembler this processor, and Apple's
    clang leaves some of OpenMP out. Raises Refused with the words of the second attempt, which are about the text.
    """
    try:
        pieces = 1 if for_packs() else number_of_pieces(text)
        return compile_file("unit.c", text, found.command, options, host().libraries, workplace, pieces)
    except Refused as refused:
        why = first_error(refused.words)
    data = compile_file("unit.c", text, found.command, needed(options), host().libraries, workplace)
    if data is not None and found.command not in _without_options:
        _without_options.add(found.command)
        warn(
            f"the C compiler {' '.join(found.command)} refused its options ({why}): functions are compiled without "
            "them, and may run more slowly.",
            RuntimeWarning,
        )
    return data


_without_options: set[tuple[str, ...]] = set()  # compilers of which the user was told


def needed(options: list[str]) -> list[str]:
    """Return the options without which a unit would be another function, or no shared object."""
    return [one for one in options if one in (*NEEDED, *host().shared) or one.startswith(("-D", "-W"))]


NEEDED = ("-std=gnu11", "-O3", "-O1", "-fwrapv", "-w", *SAME_BITS)


class Refused(Exception):
    """The compiler rejected a text; `words` is its output."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def compile_file(
    name: str,
    text: str,
    program: tuple[str, ...],
    options: Sequence[str],
    libraries: Sequence[str],
    workplace: Path,
    pieces: int = 1,
) -> bytes | None:
    """Compile `text`, in a file of that name, and return the bytes of the object; None if there was no space.

    pieces: so many compilers work on it side by side. Raises Refused, and CannotCompile where it takes too long.
    """
    import tempfile  # not needed by `import theano`

    with tempfile.TemporaryDirectory(prefix="theano-compat-", dir=workplace, ignore_cleanup_errors=True) as folder:
        source, target = Path(folder) / name, Path(folder) / "unit.so"
        source.write_text(text, encoding="utf-8")
        run, sources = partial(_run, folder, program), [name]
        done: list[CompletedProcess[str]] = []
        if pieces > 1:
            sources, done = objects(options, name, pieces, run)
        failed = next((one for one in done if one.returncode), None)
        last = failed or run([*options, "-o", target.name, *sources, *libraries])
        if last.returncode == 0:
            return target.read_bytes()
        if not source.exists() or any(words in last.stderr for words in NO_ROOM):
            return None
    raise Refused(last.stderr)


def _run(folder: str, program: tuple[str, ...], arguments: list[str]) -> CompletedProcess[str]:
    """Run a compiler in a folder; raise CannotCompile where it takes too long."""
    import subprocess  # not needed by `import theano`

    try:
        return subprocess.run(
            [*program, *arguments],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=600,
            stdin=subprocess.DEVNULL,
            cwd=folder,
            env=_environment(),
            umask=PRIVATE_UMASK,  # zig's cache lies beside ours
        )
    except subprocess.TimeoutExpired as error:
        raise CannotCompile(
            f"the C compiler {' '.join(program)} failed ({error}): functions run in Python, more slowly."
        ) from None


NO_ROOM = ("No space left on device", "Disk quota exceeded", "File too large", "Read-only file system")


def _environment() -> dict[str, str]:
    """Return an environment in which the compiler's temporary files go to its working directory, a private folder.

    TMPDIR is "." and not the folder's name: clang would replace each % in it by digits.
    """
    ours = {"TMPDIR": ".", "TEMP": ".", "TMP": ".", "LC_ALL": "C"}
    return {"ZIG_GLOBAL_CACHE_DIR": str(cache.directory() / "zig"), **os.environ, **ours}


SAYS_WHY = ("error:", "undefined reference", "undefined symbol", "cannot find", "not found")
NOT_WHY = ("warning:", "note:")


def first_error(words: str) -> str:
    """Return the first line in which the compiler, assembler or linker says what is wrong, for a warning."""
    for line in words.splitlines():
        lower = line.lower()
        if any(one in lower for one in SAYS_WHY) and not any(one in lower for one in NOT_WHY):
            return line.split("error:")[-1].strip()[:160]
    return words.strip().splitlines()[0][:160] if words.strip() else "no message"
