"""Regular files for reading: a pipe or a device may never end, or block until something writes to it."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


class NoRegularFile(OSError):
    """The path is a pipe, a device or a socket."""


def regular(path: str | os.PathLike[str]) -> Path:
    """Return the path if it is a regular file or a link to one.

    Raises NoRegularFile, or OSError if there is nothing.
    """
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise NoRegularFile(errno.EINVAL, "it is no regular file", os.fspath(path))
    return Path(path)
