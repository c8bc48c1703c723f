"""Names that other libraries and Python had in Theano's time and have dropped.

`python -m tools.gone` writes `dropped_names.txt.gz` from the releases themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .coverage import packed_lines


@dataclass(frozen=True)
class Fewer:
    """Arguments that a function no longer accepts: more than `most` by position (None: no change), these `words`."""

    most: int | None
    words: frozenset[str]


@cache
def names() -> frozenset[str]:
    """Return qualified names of modules, their contents, and attributes of classes; nothing below a dropped one."""
    return frozenset(line for line in _lines() if ": " not in line)


@cache
def arguments() -> dict[str, Fewer]:
    """Return the dropped arguments by the qualified name of a function, a class or a method."""
    found = {}
    for line in _lines():
        name, separator, rest = line.partition(": ")
        if separator:
            most, *words = rest.split()
            found[name] = Fewer(None if most == "*" else int(most), frozenset(words))
    return found


@cache
def _lines() -> list[str]:
    return packed_lines(Path(__file__).with_name("dropped_names.txt.gz"))
