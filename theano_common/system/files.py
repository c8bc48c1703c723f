"""Opening and replacing files where several processes use them, and who may read them."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from .name import is_windows

# For a child process: only the user reads what it writes. Windows has no umask; -1 leaves it alone.
PRIVATE_UMASK = 0o077 if os.name == "posix" else -1
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_regular(path: Path | str, most: int) -> bytes:
    """Return the bytes of a regular file (not a link) of at most so many bytes; raise OSError for anything else."""
    handle = os.open(path, _READ)
    with os.fdopen(handle, "rb") as file:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode) or state.st_size > most:
            raise OSError(f"{path} is no object")
        return file.read(state.st_size)  # `most` may be a gigabyte, which would be reserved


def create_private(path: Path) -> None:
    """Create an empty file that only the user may read; raise OSError if it exists or cannot be created."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def write_whole(path: Path, data: bytes, mode: int | None = None, durable: bool = False) -> None:
    """Write a file so that it is whole or, after an error, as it was before.

    mode: its permissions; without it those of new files. durable: it is so after a power cut, too.
    """
    import tempfile  # most processes write no such file

    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".partial")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(handle)
        os.chmod(temporary, 0o666 & ~umask() if mode is None else mode)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def replace_or_keep(new: str | Path, path: Path) -> None:
    """Rename `new` to `path`, over the file there. Windows refuses while a process has that open: then it stays."""
    try:
        os.replace(new, path)
    except PermissionError:
        if not is_windows() or not path.exists():
            raise
        os.unlink(new)


def umask() -> int:
    """Return the permissions that new files of this process lack."""
    now = os.umask(0)
    os.umask(now)
    return now
