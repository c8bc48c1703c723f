"""Write files completely or not at all."""

from __future__ import annotations

import stat
from io import FileIO
from pathlib import Path

from theano_common.system.files import write_whole


def write(path: Path, data: bytes) -> None:
    """Replace a file, keeping its permissions, or create one; after an error everything is as before.

    A file with several hard links keeps them all. Devices and pipes are written to directly.
    """
    path = path.resolve()  # write to a link's target
    there = path.stat() if path.exists() else None
    if there is not None and not stat.S_ISREG(there.st_mode):
        path.write_bytes(data)
        return
    if there is not None and there.st_nlink > 1:
        _into(path, data)
        return
    write_whole(path, data, None if there is None else there.st_mode & 0o7777)


def _into(path: Path, data: bytes) -> None:
    """Overwrite the file in place; after an error its old content is restored."""
    before = path.read_bytes()
    with open(path, "r+b", buffering=0) as file:
        try:
            _over(file, data)
        except BaseException:
            _over(file, before)
            raise


def _over(file: FileIO, data: bytes) -> None:
    file.seek(0)
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) or 0 :]
    file.truncate()
