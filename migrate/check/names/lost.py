"""What other libraries and Python had in the years of Theano and have no more.

`python -m tools.gone` writes `lost.txt.gz` from the releases themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .coverage import packed_lines


@dataclass(frozen=True)
class Fewer:
    """What a function takes less: `most` by position (None: as before), and none of these `words` by keyword."""

    most: int | None
    words: frozenset[str]


@cache
def names() -> frozenset[str]:
    """Qualified names of modules, of what is in them, and of attributes of classes; nothing below a lost one."""
    return frozenset(line for line in _lines() if ": " not in line)


@cache
def arguments() -> dict[str, Fewer]:
    """By the qualified name of a function, a class or a method of a class."""
    found = {}
    for line in _lines():
        name, separator, rest = line.partition(": ")
        if separator:
            most, *words = rest.split()
            found[name] = Fewer(None if most == "*" else int(most), frozenset(words))
    return found


@cache
def _lines() -> list[str]:
    return packed_lines(Path(__file__).with_name("lost.txt.gz"))
