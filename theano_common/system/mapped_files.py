"""Files that are mapped into memory."""

from __future__ import annotations

import mmap
import os
from pathlib import Path


def written(path: Path, size: int) -> mmap.mmap:
    """Map a file for reading and writing; it is made, or brought to so many bytes.

    Raises OSError. Where the system can, all of its room is taken on the disk: a disk that became full later would end
    the process by a signal.
    """
    is_new = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    try:
        if os.fstat(handle).st_size != size:
            os.ftruncate(handle, size)
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(handle, 0, size)
        return mmap.mmap(handle, size, access=mmap.ACCESS_WRITE)
    except OSError:
        if is_new:
            os.truncate(path, 0)
        raise
    finally:
        os.close(handle)


def read(path: Path, size: int) -> mmap.mmap:
    """Map the first bytes of a file; changes stay in memory. Raises OSError, and ValueError if it is too short."""
    with open(path, "rb") as file:
        return mmap.mmap(file.fileno(), size, access=mmap.ACCESS_COPY)


def give_back(memory: mmap.mmap) -> None:
    """Let the system take the memory of what is on the disk; it is read again on use."""
    if hasattr(memory, "madvise") and hasattr(mmap, "MADV_DONTNEED"):
        memory.madvise(mmap.MADV_DONTNEED)
