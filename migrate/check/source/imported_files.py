"""Files of a project that the checked ones import: running `script.py` runs its helpers too."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from ..names.project import SERVED

MOST = 300  # files; a larger project should be named by its folder


def imported(words: Mapping[str, frozenset[str]], words_of: Callable[[Path], frozenset[str] | None]) -> list[Path]:
    """Return the files that some import from their own project, and the imports of these, near ones first.

    words: path -> the words of its imports. `words_of` reads those of a file; None if it cannot be read. Nothing is
    imported or run.
    """
    known = {os.path.realpath(path) for path in words}
    found: list[Path] = []
    todo = deque(words.items())
    listed = cache(_listed)
    while todo and len(found) < MOST:
        path, statements = todo.popleft()
        for one in _meant(os.path.dirname(path), statements, listed):
            real = os.path.realpath(one)
            if real not in known:
                known.add(real)
                if (inner := words_of(Path(one))) is not None:
                    todo.append((one, inner))
                    found.append(Path(one))
    return found[:MOST]


def _meant(folder: str, words: frozenset[str], listed: Callable[[str], frozenset[str]]) -> Iterator[str]:
    """Yield modules that these words may name: beside the file, in packages around it, beside those, and below."""
    todo, seen = list(_starts(folder, listed)), set()
    while todo:
        start = todo.pop(0)
        if start in seen:
            continue
        seen.add(start)
        names = listed(start)
        if "__init__.py" in names:
            yield os.path.join(start, "__init__.py")
        for word in sorted(words):
            if f"{word}.py" in names:
                yield os.path.join(start, f"{word}.py")
            package = os.path.join(start, word)
            if word in names and word not in SERVED and "__init__.py" in listed(package):
                todo.append(package)


def _starts(folder: str, listed: Callable[[str], frozenset[str]]) -> Iterator[str]:
    while True:
        yield folder
        yield os.path.join(folder, "src")
        above = os.path.normpath(os.path.join(folder, ".."))
        if "__init__.py" not in listed(folder) or above == folder:
            return
        folder = above


def _listed(folder: str) -> frozenset[str]:
    try:
        return frozenset(os.listdir(folder or "."))
    except OSError:
        return frozenset()
