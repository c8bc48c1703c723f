"""File names in a document's text: the folder that they are relative to, and where a missing file lies instead."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path, PurePosixPath

QUOTED = re.compile(r"""(['"])((?:(?!\1)[^\n]){1,200})\1""")
_TEXT = r"""['"][^'"\n]+['"]"""
JOINED = re.compile(  # join("a", "b"), Path("a") / "b"
    rf"\bjoin\(\s*((?:{_TEXT}\s*,\s*)+{_TEXT})\s*\)|((?:{_TEXT}\s*\)?\s*/\s*)+{_TEXT})"
)
MADE = re.compile(r"[{%*?]|\$")  # of a name that is put together, or a pattern: what stands before is a folder
LOOKS_LIKE_A_FILE = re.compile(r"[\w)-]\.\w{1,8}$")
ABSOLUTE = re.compile(r"^(?:/|~|[A-Za-z]:|\w+://)")
MISSING = re.compile(
    r"No such file or directory: b?(?P<q>['\"])(?P<named>.+?)(?P=q)|\bname = '(?P<hdf>[^'\n]+)'"
    r"|^File (?:b?['\"])?(?P<pandas>.+?)['\"]? does not exist"
    r"|^(?:\[Errno 2\] )?['\"]?(?P<numpy>[^\s'\"]+)['\"]? not found\.?$",
    re.M,
)


def missing(message: str) -> str:
    """Return the file that an error's message says is missing, as the program wrote it; "" where it names none."""
    match = MISSING.search(message)
    if match is None:
        return ""
    found = next(match[kind] for kind in ("named", "hdf", "pandas", "numpy") if match[kind])
    return found.replace("\\\\", "\\") if match["named"] else found


def relative(source: str) -> set[str]:
    """Return the relative paths that a text names, with `/` between their parts; of patterns the folder."""
    return {name for name in _paths(source) if name not in ("", ".")}


def last_parts(source: str) -> set[str]:
    """Return the last parts of the quoted texts that look like paths of files, on whatever system."""
    ends = (re.split(r"[\\/]+", text)[-1] for _, text in QUOTED.findall(source))
    return {one for one in ends if LOOKS_LIKE_A_FILE.search(one)}


def _paths(source: str) -> Iterator[str]:
    for match in JOINED.finditer(source):
        parts = [part for _, part in QUOTED.findall(match[1] or match[2])]
        yield from _path("/".join(parts))
    for _, text in QUOTED.findall(source):
        yield from _path(text)


def _path(text: str) -> Iterator[str]:
    name = re.sub(r"\\+|/+", "/", text)
    if ABSOLUTE.match(text) or set("\n<>|\"'") & set(name):
        return
    if cut := MADE.search(name):
        name = name[: cut.start()].rpartition("/")[0]
    elif "/" not in name and name != ".." and not LOOKS_LIKE_A_FILE.search(name):
        return
    yield name.rstrip("/")


def working_folder(source: str, folder: Path, top: Path) -> Path:
    """Return the folder that a script was run in: its own, or one above it where more of the files that it names are.

    source: its text, with the modules that it imports. folder: its own; top: the highest one that counts.
    """
    if "chdir(" in source or folder == top or top not in folder.parents:
        return folder
    named = relative(source)
    around = [folder, *(one for one in folder.parents if one == top or top in one.parents)]
    counts = [_there(named, one, top) for one in around]
    return around[counts.index(max(counts))]


def _there(named: set[str], folder: Path, top: Path) -> tuple[int, int]:
    """Count the names that are there, and those whose folder is: they may be written."""
    places = [Path(os.path.normpath(folder / name)) for name in named]
    inside = [(one, "/" in name) for one, name in zip(places, named, strict=True) if one == top or top in one.parents]
    return sum(one.exists() for one, _ in inside), sum(deep and one.parent.is_dir() for one, deep in inside)


def instead(name: str, folder: Path, files: Sequence[PurePosixPath]) -> tuple[str, bool]:
    """Return what is said of a missing file that the repository has; and whether it is where the program looks.

    folder: the one that the program ran in, and `files`, both relative to the top of the repository. "" of what is
    nowhere.
    """
    asked = PurePosixPath(os.path.normpath(folder / name.replace("\\", "/")).replace(os.sep, "/"))
    for one in files:
        if str(one).lower() == str(asked).lower():
            why = "its path is written as Windows has it" if "\\" in name else "upper and lower case differ"
            return f"{one} is there: {why}", True
    last = asked.name.lower()
    alike = [one for one in files if one.name.lower() == last]
    other = min(alike, key=lambda one: (-common_end(_lower(one), _lower(asked)), len(one.parts), one), default=None)
    return ("", False) if other is None or not last else (f"the repository has {other}", False)


def common_end(one: Sequence[str], other: Sequence[str]) -> int:
    """Count the last parts that two paths have in common."""
    pairs = zip(reversed(one), reversed(other), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _lower(path: PurePosixPath) -> list[str]:
    return [part.lower() for part in path.parts]
