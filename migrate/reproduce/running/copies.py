"""Copies of a folder in which documents run: one for all of them, and a fresh one for each repeated run."""

from __future__ import annotations

import os
import shutil
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


def keep(root: Path, copied: Path, to: Path) -> None:
    """Keep the files of a copy that are not what was copied, as documents have written them so far."""
    for at, _, names in os.walk(copied):
        for path in (Path(at, name) for name in names):
            file = path.relative_to(copied)
            if path.is_file() and _stamp(path) != _stamp(root / file):
                (to / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, to / file)


def bring(kept: Path, to: Path) -> None:
    """Put kept files into another copy."""
    if kept.is_dir():
        shutil.copytree(kept, to, dirs_exist_ok=True)


def restore(kept: Path, to: Path) -> None:
    """Make a folder hold again what a whole copy of it kept: no file or folder more, none less, none other."""
    for at, folders, names in os.walk(to, topdown=False):
        for path in (Path(at, name) for name in (*names, *folders)):
            other = kept / path.relative_to(to)
            if path.is_dir() and not path.is_symlink():
                if not other.is_dir() or other.is_symlink():
                    path.rmdir()  # what was in it is gone
            elif not os.path.lexists(other) or other.is_dir() and not other.is_symlink():
                path.unlink()
    for at, folders, names in os.walk(kept):
        for folder in folders:
            (to / Path(at, folder).relative_to(kept)).mkdir(exist_ok=True)
        for path in (Path(at, name) for name in names):
            other = to / path.relative_to(kept)
            if _stamp(path) != _stamp(other):
                shutil.copy2(path, other, follow_symlinks=False)


def whole(copied: Path, to: Path) -> None:
    """Keep all files of a copy, with their times."""
    shutil.copytree(copied, to, symlinks=True)


def _stamp(path: Path) -> tuple[int, int] | None:
    """Return size and time of a file; a copy keeps both."""
    try:
        held = path.stat()
    except OSError:
        return None
    return held.st_size, held.st_mtime_ns
