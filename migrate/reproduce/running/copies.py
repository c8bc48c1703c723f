"""Copies of a folder in which documents run: one for all of them, and a fresh one for each repeated run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from ..documents import SKIPPED, Contents, kept_empty
from ..errors import CannotReproduce

LEFT_BEHIND = shutil.ignore_patterns(*SKIPPED)


def copy(contents: Contents, path: Path, to: Path) -> None:
    """Copy a folder; of a single document the folder that it lies in, for the data beside it.

    path: what errors name. Raises CannotReproduce.
    """
    try:
        shutil.copytree(contents.root, to, symlinks=True, ignore=LEFT_BEHIND, dirs_exist_ok=True)
    except shutil.Error as error:
        raise CannotReproduce(f"{path} could not be copied: {error.args[0][0][2]}") from None
    except OSError as error:
        raise CannotReproduce(f"{path} could not be copied: {error.strerror or error}") from None
    for folder in kept_empty(contents.root):
        (to / folder).mkdir(parents=True, exist_ok=True)


def written(root: Path, copied: Path) -> frozenset[Path]:
    """Return the files of a copy, relative to it, that are not what was copied: documents wrote them."""
    return frozenset(
        path.relative_to(copied)
        for at, _, names in os.walk(copied)
        for path in (Path(at, name) for name in names)
        if path.is_file() and _stamp(path) != _stamp(root / path.relative_to(copied))
    )


def bring(files: Iterable[Path], copied: Path, to: Path) -> None:
    """Copy files of one copy to another, where they are still there."""
    for file in files:
        if (copied / file).is_file():
            (to / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(copied / file, to / file)


def _stamp(path: Path) -> tuple[int, int] | None:
    """Return size and time of a file; a copy keeps both."""
    try:
        held = path.stat()
    except OSError:
        return None
    return held.st_size, held.st_mtime_ns
