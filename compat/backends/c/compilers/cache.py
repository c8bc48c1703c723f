"""The cache directory: objects by content, each beside a record with its checksum.

Three files belong to the key of an object: `.c` its text, `.so` the object (`.txt` and `.xla`, where JAX compiled it),
`.json` the record, written last, each to a temporary name and renamed. An `.entry` stands alone: what
compilation/cache/compile_cache.py remembers of a graph, under the graph's key, with its own checksum. There are no
locks: double work is allowed, torn files are not. What does not agree with its record is removed and built again. A
directory that others can write to or replace is refused; where nothing can be written, a temporary directory of this
process serves. COMPAT_PACKING names another folder: what is compiled there runs on other machines (portable.py).
"""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import shutil
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from theano_common.system.files import create_private, read_regular, replace_or_keep
from theano_common.system.ownership import who_else_writes
from theano_common.users_lines import warn

from ....settings import config

LIMIT = 512 * 2**20  # bytes, all files together
LARGEST = 2**30  # an object cannot be larger: a record that says so is damaged
ZIG = 128 * 2**20  # of zig's own cache: headers and start files, some 50 MB, and something for each object
STALE = 24 * 3600.0  # seconds: temporary files older than this belong to a process that was killed
LARGEST_ENTRY = 2**20
_TEXT_OF = {"so": "c", "xla": "txt"}  # by kind of object
# The record first: an object without one is never run. `.plan` is an `.entry` of an earlier release, which is stale.
_ENDINGS = ("json", *_TEXT_OF, *_TEXT_OF.values(), "entry", "plan")
_REST = ("compiler-", "sources-", "failed-", ".part-", ".probe-")
PACKS = "packs"  # the note of what was added from other machines


@dataclass(frozen=True)
class Entry:
    """One object in the cache. `size` counts all of its files, in bytes; `used` is when, in seconds of the epoch."""

    key: str
    path: Path
    size: int
    used: float


@lru_cache(maxsize=8)
def _usable(name: str) -> Path:
    wanted = Path(os.path.abspath(name))
    try:
        wanted.mkdir(parents=True, exist_ok=True, mode=0o700)
        wanted = wanted.resolve()
        reason = who_else_writes(wanted)
        if reason:
            warn(
                f"compiled objects are not kept, since others could put their own there: {reason}. Each "
                "process compiles for itself.",
                RuntimeWarning,
            )
            return _own_directory()
        probe = wanted / f".probe-{os.getpid()}-{time.monotonic_ns()}"
        create_private(probe)
        os.unlink(probe)
        return wanted
    except OSError:
        return _own_directory()


_own: dict[int, Path] = {}  # by process: a forked child must not remove its parent's


def _own_directory() -> Path:
    if os.getpid() not in _own:
        import tempfile  # not needed by `import theano`

        folder = Path(tempfile.mkdtemp(prefix="theano-compat-"))
        _own[os.getpid()] = folder
        atexit.register(_leave, os.getpid())
    return _own[os.getpid()]


def _leave(process: int) -> None:
    if process == os.getpid():
        shutil.rmtree(_own[process], ignore_errors=True)


def directory() -> Path:
    """Return the directory of the cache: `config.cache_dir` if it is safe and writable."""
    return _usable(os.environ.get("COMPAT_PACKING") or str(config.cache_dir))


def workplaces() -> Iterator[Path]:
    """Yield folders for temporary files: the cache, then one of this process in case the first is full."""
    if not directory().is_dir():  # removed since the last check: create it again
        _usable.cache_clear()
    yield directory()
    if _own.get(os.getpid()) != directory():
        yield _own_directory()


# ---- objects


def find(key: str, kind: str = "so") -> bytes | None:
    """Return the object of `key` if its bytes match its checksum, and mark it as the most recently used."""
    data = _checked(key, kind)
    if data is not None:
        try:
            os.utime(directory() / f"{key}.json")
        except OSError:
            pass
    return data


def _checked(key: str, kind: str) -> bytes | None:
    """Return the object of `key`; None if there is none, or if it is damaged and therefore removed."""
    folder = directory()
    try:
        facts = json.loads(read_regular(f"{folder}/{key}.json", 10_000))
        size, checksum, named = facts["size"], facts["sha256"], facts["key"]
        data = read_regular(f"{folder}/{key}.{kind}", LARGEST)
    except FileNotFoundError:
        return None  # another process is writing it, or it was never stored
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        remove(key)
        return None
    if named != key or len(data) != size or hashlib.sha256(data).hexdigest() != checksum:
        remove(key)
        return None
    return data


def store(key: str, data: bytes, text: str, kind: str = "so") -> None:
    """Store an object. If that fails (a full disk), the next process builds it again."""
    folder = directory()
    facts = {"key": key, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
    try:
        _write_atomically(folder / f"{key}.{_TEXT_OF[kind]}", text.encode())
        _write_atomically(folder / f"{key}.{kind}", data)
        _write_atomically(folder / f"{key}.json", json.dumps(facts).encode())
        if key.startswith(("00", "40", "80", "c0")):  # for one key in 64, as listing a large cache takes long
            trim()
    except OSError:
        remove(key)  # remove what was written: it takes space


def _write_atomically(path: Path, data: bytes) -> None:
    import tempfile  # an import of ours does without it

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        replace_or_keep(name, path)
    except BaseException:
        try:
            os.unlink(name)
        except OSError:
            pass
        raise


def remove(key: str, endings: Collection[str] = _ENDINGS) -> None:
    """Remove an object, its record first: an object without one is never run. endings: of the files that it has."""
    folder = directory()
    for ending in _ENDINGS:
        if ending in endings:
            _unlink(f"{folder}/{key}.{ending}")


def _unlink(path: Path | str) -> None:
    try:
        os.unlink(path)
    except OSError:
        pass


# ---- cache entries


def find_entry(key: str) -> str | None:
    """Return the cache entry of `key` if its checksum matches, and mark it as the most recently used."""
    text = read_note(f"{key}.entry", LARGEST_ENTRY)
    try:
        if text is not None:
            os.utime(directory() / f"{key}.entry")
        elif (directory() / f"{key}.entry").exists():
            remove(key)
    except OSError:
        pass
    return text


def keep_entry(key: str, text: str) -> None:
    """Store the text of a cache entry under `key`, with its checksum."""
    if len(text) < LARGEST_ENTRY // 2:
        write_note(f"{key}.entry", text)


# ---- the cache as a whole


def entries() -> list[Entry]:
    """Return all objects that have a record."""
    return [_entry(key, files) for key, files in _files().items() if "json" in files]


def _entry(key: str, files: _Files) -> Entry:
    size = sum(s.st_size for s in files.values())
    return Entry(key, directory() / f"{key}.{_kind(files)}", size, files["json"].st_mtime)


def _kind(files: _Files) -> str:
    return "xla" if "xla" in files else "so"


_Files = dict[str, os.stat_result]  # of one key: ending -> what `os.stat` says of the file


def _files() -> dict[str, _Files]:
    """Return the files of each key."""
    found: dict[str, _Files] = {}
    with os.scandir(directory()) as listed:
        for one in listed:
            key, _, ending = one.name.partition(".")
            if ending in _ENDINGS and len(key) == 64 and set(key) <= set("0123456789abcdef"):
                try:
                    found.setdefault(key, {})[ending] = one.stat(follow_symlinks=False)
                except OSError:  # removed by another process
                    continue
    return found


def trim(limit: int | None = None) -> None:
    """Remove the least recently used objects until `limit` bytes remain, and files that killed processes left."""
    before = time.time() - STALE
    objects: list[tuple[float, str, int]] = []
    for key, files in _files().items():
        used = max(s.st_mtime for s in files.values())
        if "json" not in files and "entry" not in files and used < before:
            remove(key, files)
        else:
            objects.append((used, key, sum(s.st_size for s in files.values())))
    total, limit = sum(size for _, _, size in objects), LIMIT if limit is None else limit
    for _, key, size in sorted(objects):
        if total <= limit:
            break
        remove(key)
        total -= size
    _sweep(before)


def _sweep(before: float) -> None:
    """Remove temporary files, notes and rejected texts older than `before`, and zig's cache if it has grown."""
    with os.scandir(directory()) as listed:
        for one in listed:
            try:
                old = one.stat(follow_symlinks=False).st_mtime < before
            except OSError:  # removed by another process
                continue
            if one.name == "zig":
                if before == float("inf") or _weight(one.path) > ZIG:
                    shutil.rmtree(one.path, ignore_errors=True)
            elif old and one.name.startswith(_REST):
                _unlink(one.path)
            elif old and one.name.startswith("theano-compat-"):
                shutil.rmtree(one.path, ignore_errors=True)


def _weight(folder: str) -> int:
    """Return the bytes of all files under `folder`."""
    total = 0
    for path, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(path, name)).st_size
            except OSError:
                continue
    return total


def verify() -> list[Entry]:
    """Remove and return the objects whose bytes do not match their checksum; remove damaged cache entries too."""
    damaged = []
    for key, files in _files().items():
        if "entry" in files and read_note(f"{key}.entry", LARGEST_ENTRY) is None:
            remove(key)
        if "json" in files and _checked(key, _kind(files)) is None:
            damaged.append(_entry(key, files))
    return damaged


def clear() -> int:
    """Remove all our files; return the number of objects removed."""
    found = _files()
    for key, files in found.items():
        remove(key, files)
    _unlink(directory() / PACKS)
    _sweep(float("inf"))
    return sum("json" in files for files in found.values())


# ---- other files


def keep_failed(key: str, text: str, words: str) -> Path:
    """Store a text that the compiler rejected, with its output, for a bug report."""
    path = directory() / f"failed-{key[:16]}.c"
    try:
        _write_atomically(path, (text + "\n/*\n" + words.replace("*/", "* /") + "\n*/\n").encode(errors="replace"))
    except OSError:
        pass
    return path


def read_note(name: str, most: int = 10_000) -> str | None:
    """Return a note of at most so many bytes; None if there is none, or it is damaged."""
    try:
        checksum, _, text = read_regular(directory() / name, most).decode().partition(" ")
    except (OSError, ValueError):
        return None
    return text if checksum == hashlib.sha256(text.encode()).hexdigest() else None


def write_note(name: str, text: str) -> None:
    """Store a short fact about this machine under `name`, with its checksum."""
    try:
        _write_atomically(directory() / name, f"{hashlib.sha256(text.encode()).hexdigest()} {text}".encode())
    except OSError:
        pass
