"""Printed numbers that say nothing of a result: subscripts, counters, row labels, ids and sizes of tables.

They are compared, and a difference counts; that they are the same is no evidence, so that they are not counted then.
"""

from __future__ import annotations

import math
import re
from itertools import pairwise

from .numbers import Number, tokens
from .tables import Block, Table

IDS = r"(?:id|ids|idx|index|seed|subject|subj|participant|patient|obs|observation|rank)"
INTEGERS = r"\d+(?:\s*,\s*\d+)*,?"
# Each number inside of a match is one.
LABELS = tuple(
    re.compile(pattern, re.M | re.I)
    for pattern in (
        rf"(?<=\w)\[\s*{INTEGERS}\s*\]",  # theta[0, 1]
        r"\b(?:epoch|iteration|iter|step|chain|fold|batch)s?\b[^\w\n.+-]{0,3}\d+(?![\w.])",
        rf"\b{IDS}\b[^\w\n.+-]{{0,3}}\d+(?![\w.])",
        rf"\b(?:shape|size|dims?)\b[^\w\n]{{0,3}}[(\[]\s*{INTEGERS}\s*[)\]]",
        rf"^\s*\(\s*{INTEGERS}\s*\)\s*$",  # what `.shape` shows
        r"^\s*\[?\d+ rows [x×] \d+ columns\]?",
        r"^.*\bLength: \d+|^\w*Index: \d+ entries.*|^Data columns \(total \d+.*",
        r"^.*\b\d+ non-null\b|^dtypes?: .*",
        r"^\s+(?:[a-z]\w*\s+)+(?:\d+(?:\.\d+)?%\s+)+(?:\d+(?:\.\d+)?%|[a-z]\w*)",  # mean 25% 50% max
    )
)
COLUMN = re.compile(rf"(?:.*[\W_])?{IDS}|unnamed: 0", re.I)
ROWS = ("count",)  # of describe(): how long a column is
FIRST = re.compile(r"^\s*(\d+)\s+\S", re.M)


def starts(block: Block) -> frozenset[int]:
    """Return where in the text of a block such numbers begin."""
    found: set[int] = set()
    for start, end in block.rest:
        text = block.text[start:end]
        for pattern in LABELS:
            for match in pattern.finditer(text):
                found |= {one.start for one in tokens(match.group(), start + match.start()) if isinstance(one, Number)}
    found |= _counted_lines(block)
    for table in block.tables:
        found |= {one.start for (row, column), one in table.cells.items() if _names(table, row, column)}
    return frozenset(found)


def says_nothing(one: Number) -> bool:
    """Say whether a number, found again as it was, tells nothing: NaN and the infinities."""
    return not math.isfinite(one.value)


def _counted_lines(block: Block) -> set[int]:
    """Return the first numbers of lines that count: `0  1.5`, `1  2.5`, as a Series is printed."""
    lines = [
        (int(match[1]), start + match.start(1))
        for start, end in _joined(block.rest)
        for match in FIRST.finditer(block.text[start:end])
    ]
    pairs = [(one, other) for one, other in pairwise(lines) if other[0] == one[0] + 1]
    return {at for pair in pairs for _, at in pair}


def _joined(spans: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """Return spans with those that touch each other made one."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _names(table: Table, row: str, column: str) -> bool:
    """Say whether a cell of a table only names or counts: an id, a length, or a column that counts its rows."""
    if row.strip().lower() in ROWS:
        return True
    held = [table.cells[name, column] for name in table.rows if (name, column) in table.cells]
    if any(one.half or not math.isfinite(one.value) for one in held):
        return False
    steps = all(b.value - a.value == 1 for a, b in pairwise(held))
    return COLUMN.fullmatch(column.strip()) is not None or len(held) > 1 and steps and held[0].value in (0, 1)
