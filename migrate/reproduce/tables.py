"""Tables in printed text, as pandas writes them: rows, columns, and the numbers of both."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .numbers import PROFILE, Number, is_number, number

LEFT_OUT = ("...", "…", "⋮")  # pandas writes it for what has no room
OTHER_CELLS = (*LEFT_OUT, "None", "True", "False")
OF_ARRAY = re.compile(r"[\[(]*-?\d+\.\d*(?:e[-+]\d+)?\]*,")  # no name of a column
Cell = tuple[str, int]  # a word, where it begins


@dataclass(frozen=True)
class Table:
    """The numbers of a table by the names of row and column; a row's name that comes again gets its count."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Number]


@dataclass(frozen=True)
class Block:
    """A text with the tables in it, whose numbers point into it. rest: (start, end) of the text around them."""

    text: str
    tables: tuple[Table, ...] = ()
    rest: tuple[tuple[int, int], ...] = ()


@dataclass
class _Part:
    """Lines below one header. wrapped: pandas goes on with further columns of the same rows. end: of the header."""

    header: list[str]
    wrapped: bool
    end: int = 0
    rows: list[tuple[str, list[Cell]]] = field(default_factory=list)


def of_text(text: str) -> Block:
    """Find the tables that pandas printed, up to a profile of Theano's."""
    parts: list[_Part] = []
    rest: list[tuple[int, int]] = []
    part, at = _Part([], False), 0
    for line in text.splitlines(keepends=True):
        if PROFILE.match(line):
            break
        start, at = at, at + len(line)
        words = [(found.group(), found.start() + start) for found in re.finditer(r"\S+", line)]
        wrapped = words[-1:] != [] and words[-1][0] == "\\"
        words = words[:-1] if wrapped else words
        end = len(line.rstrip("\\ \n"))
        if _is_row(words, part, end):
            parts += [] if part.rows else [part]
            count = len(part.header)
            part.rows.append((" ".join(word for word, _ in words[:-count]), words[-count:]))
            continue
        rest.append((start, at))
        if any(is_number(word) or OF_ARRAY.fullmatch(word) for word, _ in words):
            part = _Part([], False)
        elif words and line[:1] in " \t":
            part = _Part([word for word, _ in words], wrapped, end)
        elif part.rows or len(words) != 1:  # else it is the name of the index, below the header
            part = _Part([], False)
    return Block(text, tuple(_table(group) for group in _grouped(parts)), tuple(rest))


def _is_row(words: Sequence[Cell], part: _Part, end: int) -> bool:
    """Say whether a line has a name and a cell for each column of the header above.

    Texts are cells, too, where their number leaves one word for the name, and the line ends below the header's end.
    """
    count = len(part.header)
    if not 0 < count < len(words):
        return False
    cells = [_is_cell(word) for word, _ in words[-count:]]
    return all(cells) or (end == part.end and len(words) == count + 1 > 2 and any(cells))


def _is_cell(word: str) -> bool:
    return word in OTHER_CELLS or is_number(word)


def _grouped(parts: Sequence[_Part]) -> list[list[_Part]]:
    """Put the parts of each wrapped table together."""
    groups: list[list[_Part]] = []
    for part in parts:
        last = groups[-1][-1] if groups else None
        if last is not None and last.wrapped and [name for name, _ in last.rows] == [name for name, _ in part.rows]:
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _table(parts: Sequence[_Part]) -> Table:
    names = counted([name for name, _ in parts[0].rows])
    columns = counted([one for part in parts for one in part.header])
    cells, first = {}, 0
    for part in parts:
        for name, (_, values) in zip(names, part.rows, strict=True):
            for column, (word, start) in zip(columns[first : first + len(part.header)], values, strict=True):
                if is_number(word):
                    cells[name, column] = number(word, start)
        first += len(part.header)
    return Table(tuple(names), tuple(columns), cells)


def counted(names: Sequence[str]) -> list[str]:
    """Return names that are all different: the second `x` is `x #2`."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} #{seen[name]}")
    return found
