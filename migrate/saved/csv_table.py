"""A CSV file of numbers under one line of names."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import numpy as np

from migrate.saved.errors import CannotRead
from migrate.saved.wide_columns import variables

WORDS = {"": np.nan, "True": 1.0, "False": 0.0}  # as pandas writes a missing value and a truth value
WHOLE = re.compile(r"[+-]?\d+")
INDEX = re.compile("|Unnamed: 0")  # the column of row numbers that to_csv writes unless told not to


def looks_like_csv(head: bytes) -> bool:
    """Whether a file that begins so has a line of names and a line of as many numbers."""
    try:
        lines = head.decode("utf-8", errors="ignore").splitlines()[:2]
        names, values = csv.reader(lines)
        return len(names) == len(values) and bool([_number(cell) for cell in values])
    except (ValueError, csv.Error):
        return False


def read(path: str | Path) -> dict[str, np.ndarray]:
    """name -> (draws, *shape). Columns written without a point are whole numbers."""
    try:
        names, *lines = Path(path).read_text(encoding="utf-8").splitlines()
        [columns] = csv.reader([names])
    except (ValueError, csv.Error) as error:
        raise CannotRead(f"no table of draws: {error}") from None
    if not lines:
        raise CannotRead("no draws: there is nothing under the line of names")
    table = _numbers(columns, lines)
    kept = [i for i, name in enumerate(columns) if not INDEX.fullmatch(name)]
    names_kept, first = [columns[i] for i in kept], lines[0].split(",")
    whole = variables(names_kept, np.array([[bool(WHOLE.fullmatch(first[i])) for i in kept]]))
    found = variables(names_kept, table[:, kept])
    return {name: _as_whole(array) if whole[name].all() else array for name, array in found.items()}


def _numbers(columns: list[str], lines: list[str]) -> np.ndarray:
    """(draws, columns)"""
    try:
        table = np.loadtxt(lines, delimiter=",", comments=None, ndmin=2)
        if table.shape[1] == len(columns):
            return table
    except ValueError:  # words, missing values, or a line that is cut off
        pass
    table = np.empty((len(lines), len(columns)))
    for i, cells in enumerate(csv.reader(lines)):
        if len(cells) != len(columns):
            raise CannotRead(f"line {i + 2} has {len(cells)} cells under {len(columns)} names: it is damaged")
        for j, cell in enumerate(cells):
            try:
                table[i, j] = _number(cell)
            except ValueError:
                raise CannotRead(f"line {i + 2}, column {columns[j]!r}: {cell!r} is no number") from None
    return table


def _number(cell: str) -> float:
    return WORDS[cell] if cell in WORDS else float(cell)


def _as_whole(array: np.ndarray) -> np.ndarray:
    same = np.isfinite(array).all() and bool((array == np.rint(array)).all()) and bool((np.abs(array) < 2**53).all())
    return array.astype(np.int64) if same else array
