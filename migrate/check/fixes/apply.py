"""Apply fixes: change the text at their places and nowhere else."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from ..names.module import LINE_END
from .edit import Edit, Fix


def applied(text: str, fixes: Iterable[Fix]) -> tuple[str, int]:
    """Return the text with these fixes, and the number applied: of two that overlap, the first."""
    starts = [text.startswith("\ufeff"), *(end.end() for end in LINE_END.finditer(text))]
    done: list[tuple[int, int, str]] = []  # sorted and disjoint
    count = 0
    for fix in fixes:
        edits = [_offsets(edit, starts) for edit in fix.edits]
        if edits and not any(_overlap(one, other) for one in edits for other in _near(one, done)):
            for edit in edits:
                insort(done, edit)
            count += 1
    parts, at = [], 0
    for start, end, new in done:
        parts += [text[at:start], new]
        at = max(at, end)
    return "".join([*parts, text[at:]]), count


def _near(edit: tuple[int, int, str], done: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return the edits that begin within this one, and the one before: no others can touch it, as they are disjoint."""
    first = bisect_left(done, (edit[0],))
    last = bisect_left(done, (max(edit[1], edit[0] + 1),))
    return done[max(first - 1, 0) : last]


def _offsets(edit: Edit, starts: list[int]) -> tuple[int, int, str]:
    (line, column), (end_line, end_column) = edit.start, edit.end
    return starts[line - 1] + column - 1, starts[end_line - 1] + end_column - 1, edit.text


def _overlap(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    """Say whether two edits touch the same text; two that begin at one place do."""
    return one[0] == other[0] or (one[0] < other[1] and other[0] < one[1])
