"""Files that are opened for reading: a pipe or a device may never end, or wait for ever for a writer."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


class NoRegularFile(OSError):
    """What is to be read is a pipe, a device or a socket."""


def regular(path: str | os.PathLike[str]) -> Path:
    """Return the path, where a regular file (or a link to one) stands.

    Raises NoRegularFile, or OSError where nothing is.
    """
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise NoRegularFile(errno.EINVAL, "it is no regular file", os.fspath(path))
    return Path(path)
