"""The files to check: named ones, those in named folders, those that match a pattern."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

SUFFIXES = (".py", ".pyi", ".ipynb")
SKIPPED = frozenset({"__pycache__", "node_modules", "site-packages"})


def python_files(paths: Sequence[str]) -> tuple[list[Path], list[str]]:
    """Return (files, names without a file). Hidden folders, caches and environments are skipped unless named.

    A file with several names or links is returned once, by a name without links if it has one.
    """
    found: list[tuple[bool, Path]] = []  # whether it was reached through a link
    missing = []
    for path in paths:
        matching = _matching(path)
        if not matching:
            missing.append(path)
        for one in matching:
            if os.path.isdir(one):
                found += _below(one)
            elif one == path or one.lower().endswith(SUFFIXES):
                found.append((os.path.islink(one), Path(one)))
    names: dict[object, tuple[bool, Path]] = {}
    for linked, file in found:
        key = _identity(file)
        if key not in names or names[key][0] and not linked:
            names[key] = linked, file  # a name without a link replaces one with a link
    return [file for _, file in names.values()], missing


def _matching(path: str) -> list[str]:
    """Return the path itself, or its matches as a pattern (`src/**/*.py`), for shells that do not expand them."""
    if os.path.lexists(path):
        return [path]
    return sorted(glob.glob(path, recursive=True)) if glob.has_magic(path) else []


def _below(top: str) -> Iterator[tuple[bool, Path]]:
    """Yield (reached through a link, file); each folder once, even if links form a circle."""
    seen: set[object] = set()
    linked_folders: list[str] = []
    todo, through_link = [top], os.path.islink(top)
    while todo:
        folder = todo.pop()
        if (key := _identity(folder)) in seen:
            continue
        seen.add(key)
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            yield through_link, Path(folder)  # reading it reports the error
            continue
        deeper: list[str] = []
        for entry in entries:
            if entry.is_dir():
                if not _left_out(entry):
                    (linked_folders if entry.is_symlink() else deeper).append(entry.path)
            elif entry.name.lower().endswith(SUFFIXES) and (entry.is_file() or entry.is_symlink()):
                yield through_link or entry.is_symlink(), Path(entry.path)
        todo += reversed(deeper)
        if not todo:
            todo, linked_folders, through_link = linked_folders, [], True


def _left_out(entry: os.DirEntry[str]) -> bool:
    name = entry.name
    return name.startswith(".") or name in SKIPPED or os.path.exists(os.path.join(entry.path, "pyvenv.cfg"))


def _identity(path: str | Path) -> object:
    try:
        state = os.stat(path)
    except OSError:
        return os.path.abspath(path)  # a dangling link, for example
    return (state.st_dev, state.st_ino) if state.st_ino else os.path.realpath(path)
