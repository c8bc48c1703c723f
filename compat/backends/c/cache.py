"""The cache directory: objects by content, each beside a record with its checksum.

A directory that others can write to, or that is not the user's, is refused; where nothing can be written, a
temporary directory of this process serves.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import shutil
import stat
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from compat.settings import config


class Entry(NamedTuple):
    """One object in the cache."""

    key: str
    path: Path
    size: int
    used: float


@lru_cache(maxsize=8)
def _usable(name: str) -> Path:
    wanted = Path(name)
    try:
        wanted.mkdir(parents=True, exist_ok=True, mode=0o700)
        state = wanted.stat()
        if hasattr(os, "getuid") and state.st_uid != os.getuid():
            raise PermissionError(f"{wanted} belongs to another user")
        if os.name == "posix" and state.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise PermissionError(f"{wanted} can be written by others")
        probe = tempfile.NamedTemporaryFile(dir=wanted, prefix=".probe-")
        probe.close()
        return wanted
    except OSError:
        return _own_directory()


@lru_cache(maxsize=1)
def _own_directory() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="theano-compat-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def directory() -> Path:
    """Where objects are kept: `config.cache_dir` if it is safe and writable."""
    return _usable(str(config.cache_dir))


def scratch() -> str:
    """A folder for work in progress, on the same file system as the cache."""
    return str(directory())


def find(key: str) -> Path | None:
    """The object of `key` if it is there and its bytes are those that were stored; a damaged one is removed."""
    path, record = directory() / f"{key}.so", directory() / f"{key}.json"
    try:
        facts = json.loads(record.read_text())
        data = path.read_bytes()
    except (OSError, ValueError):
        return None
    if not isinstance(facts, dict) or hashlib.sha256(data).hexdigest() != facts.get("sha256"):
        _remove(key)
        return None
    try:
        os.utime(record)
    except OSError:
        pass
    return path


def store(key: str, built: Path, text: str) -> Path:
    """Move a built object into the cache, its record first complete, then visible."""
    folder = directory()
    final, record = folder / f"{key}.so", folder / f"{key}.json"
    data = built.read_bytes()
    facts = json.dumps({"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "text": text.count("\n")})
    try:
        source = folder / f"{key}.c"
        _write_atomically(source, text.encode())
        os.replace(built, final)
        _write_atomically(record, facts.encode())
        if key.startswith(("00", "40", "80", "c0")):  # one in 64: looking through a large cache takes long
            _trim()
        return final
    except OSError:  # a full disk, a loaded library that cannot be replaced: serve this process alone
        own = _own_directory() / f"{key}.so"
        own.write_bytes(data)
        return own


def _write_atomically(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _trim(limit: int = 512 * 2**20) -> None:
    """Least recently used objects go when the cache is larger than `limit` bytes."""
    kept = entries()
    total = sum(e.size for e in kept)
    for entry in sorted(kept, key=lambda e: e.used):
        if total <= limit:
            break
        _remove(entry.key)
        total -= entry.size


def _remove(key: str) -> None:
    for ending in (".json", ".so", ".c"):
        try:
            (directory() / f"{key}{ending}").unlink(missing_ok=True)
        except OSError:
            pass


def entries() -> list[Entry]:
    """Every object with a record."""
    found, folder = [], directory()
    with os.scandir(folder) as listed:
        for record in listed:
            if not record.name.endswith(".json"):
                continue
            key = record.name.removesuffix(".json")
            path = folder / f"{key}.so"
            try:
                found.append(Entry(key, path, os.stat(path).st_size, record.stat().st_mtime))
            except OSError:
                continue
    return found


def verify() -> list[Entry]:
    """Remove and return the entries whose bytes are not those that were stored."""
    return [e for e in entries() if find(e.key) is None]


def clear() -> int:
    """Remove everything; the number of objects that went."""
    count = 0
    for entry in entries():
        _remove(entry.key)
        count += 1
    for rest in directory().iterdir():
        if rest.is_dir() and rest.name.startswith("theano-compat-"):  # of a process that was killed
            shutil.rmtree(rest, ignore_errors=True)
        elif rest.name.startswith(("compiler-", ".part-", "failed-")):
            rest.unlink(missing_ok=True)
    return count


def keep_failed(key: str, text: str, words: str) -> Path:
    """What the compiler refused, for a report."""
    path = directory() / f"failed-{key[:16]}.c"
    try:
        _write_atomically(path, (text + "\n/*\n" + words.replace("*/", "* /") + "\n*/\n").encode(errors="replace"))
    except OSError:
        pass
    return path


def read_note(name: str) -> str | None:
    """A short remembered fact."""
    try:
        return (directory() / name).read_text() or None
    except OSError:
        return None


def write_note(name: str, text: str) -> None:
    try:
        _write_atomically(directory() / name, text.encode())
    except OSError:
        pass
