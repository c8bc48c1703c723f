"""A CSV file with a header of names and rows of numbers, read in chunks."""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from .errors import CannotRead
from .wide_columns import joined

WORDS = {"": np.nan, "True": 1.0, "False": 0.0}  # a missing value, and truth values, as pandas writes them
WHOLE = re.compile(r"[+-]?\d+")
INDEX = re.compile("|Unnamed: 0")  # the row numbers that to_csv writes by default
OF_STATISTICS = ": lines that begin with a name are a table of statistics, of summary() or describe(), and not draws"
LONGEST, LINES = 64 << 20, 20_000  # characters of a line, lines in a chunk
ENCODING = "utf-8-sig"  # with or without the byte-order mark that Excel writes
MARK = b"\xef\xbb\xbf"


def looks_like_csv(head: bytes) -> bool:
    """Say whether a file with this beginning has a line of names and a line of as many numbers."""
    if b"\0" in head[:4096]:
        return False
    try:
        lines = head.removeprefix(MARK).decode("utf-8", errors="ignore").splitlines()[:2]
        names, values = csv.reader(lines)
        return len(names) == len(values) and bool([number(cell) for cell in values])
    except (ValueError, csv.Error):
        return False


def read(path: str | Path) -> dict[str, np.ndarray]:
    """Read name -> (draws, *shape). Columns without a decimal point are integers."""
    return joined(columns(path))


def columns(path: str | Path) -> dict[str, np.ndarray]:
    """Read column -> (draws,)."""
    with open(path, encoding=ENCODING) as opened:
        rows = lines(opened)
        try:
            [names] = csv.reader([next(rows, "")])
        except (ValueError, csv.Error) as error:
            raise CannotRead(f"no table of draws: {error}") from None
        names = [name.strip() for name in names]
        check_names([name for i, name in enumerate(names) if i or not INDEX.fullmatch(name)])
        first = next(rows, None)
        if first is None:
            raise CannotRead("no draws: there is nothing under the line of names")
        table = numbers(names, itertools.chain([first], rows))
    cells = first.split(",")
    made: dict[str, np.ndarray] = {}
    for i, name in enumerate(names):
        if i or not INDEX.fullmatch(name):
            made[name] = _as_whole(table[:, i]) if WHOLE.fullmatch(cells[i]) else table[:, i]
    return made


def check_names(names: Sequence[str]) -> None:
    """Raise CannotRead where a column has no name, or two have the same: one would overwrite the other."""
    if twice := [name for name, count in Counter(names).items() if count > 1 and name]:
        raise CannotRead(f"two columns are called {twice[0]!r}: which of them is meant cannot be told")
    if not all(names):
        raise CannotRead(f"column {names.index('') + 1} of the variables has no name")


def lines(opened: Iterator[str]) -> Iterator[str]:
    """Yield the lines of a file without line ends. CannotRead for an endless line, or if it is not text."""
    number = 0
    try:
        while line := opened.readline(LONGEST):  # type: ignore[attr-defined]
            number += 1
            if len(line) >= LONGEST or "\0" in line:
                raise CannotRead(f"line {number} is no line of a table")
            yield line.rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise CannotRead(f"no table of draws: {error}") from None


def numbers(names: list[str], rows: Iterator[str], start: int = 2) -> np.ndarray:
    """Return (draws, columns). start: the line number of the first row in the file."""
    made = []
    while piece := list(itertools.islice(rows, LINES)):
        made.append(_numbers(names, piece, start))
        start += len(piece)
    return np.concatenate(made) if made else np.empty((0, len(names)))


def _numbers(names: list[str], rows: list[str], start: int) -> np.ndarray:
    try:
        table = np.loadtxt(rows, delimiter=",", comments=None, ndmin=2)
        if table.shape == (len(rows), len(names)):
            return table
    except ValueError:  # words, missing values, or a truncated line
        pass
    if len(rows[0]) < len(names):  # checked before memory is allocated by the number of names
        raise CannotRead(f"line {start} has fewer cells than the {len(names)} names: it is damaged")
    table = np.empty((len(rows), len(names)))
    for i, cells in enumerate(_cells(rows, start)):
        if len(cells) != len(names):
            raise CannotRead(f"line {start + i} has {len(cells)} cells under {len(names)} names: it is damaged")
        for j, cell in enumerate(cells):
            try:
                table[i, j] = number(cell)
            except ValueError:
                table_of = "" if j or not INDEX.fullmatch(names[0]) else OF_STATISTICS
                raise CannotRead(f"line {start + i}, column {names[j]!r}: {cell!r} is no number{table_of}") from None
    return table


def _cells(rows: list[str], start: int) -> Iterator[list[str]]:
    try:
        yield from csv.reader(rows)
    except csv.Error as error:
        raise CannotRead(f"from line {start} on: {error}") from None


def number(cell: str) -> float:
    """Return the number in a cell, which is a word if it is not finite."""
    return WORDS[cell] if cell in WORDS else float(cell)


def _as_whole(array: np.ndarray) -> np.ndarray:
    same = np.isfinite(array).all() and bool((array == np.rint(array)).all()) and bool((np.abs(array) < 2**53).all())
    return array.astype(np.int64) if same else array
