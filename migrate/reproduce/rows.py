"""The rows of a run for its verdict: numbers, documents, cells, saved posteriors, with what was found of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from theano_common.verdict import Row, Status

from .judging import AGREES, CANNOT_TELL, DIFFERS, EXPLAINED, NOT_SETTLED, NOT_THERE, SAME, Judged
from .notebook_file import LEFT_OUT, LONGEST
from .results import CellResult, DocumentResult, Results

STATUSES = {
    SAME: Status.EQUAL,
    AGREES: Status.NEAR,
    EXPLAINED: Status.NOT_COMPARED,  # the reason is known; what the number would be without it is not
    CANNOT_TELL: Status.NOT_COMPARED,
    NOT_SETTLED: Status.NOT_COMPARED,
    DIFFERS: Status.DIFFERS,
    NOT_THERE: Status.ONE_SIDE,
    "": Status.NOT_COMPARED,  # of a posterior that was not read
}
WITHIN = "within their Monte Carlo error"
ACCEPTED = "they differ, and the baseline accepts it"
NOTHING_INFERRED = "it samples or fits, and no number printed by or after a cell that did was compared"
NO_NUMBER = "it ended, and prints no number that was stored"
AS_STORED = "it failed, and what is stored is an error, too"
TOO_LONG = f"its stored text is longer than {LONGEST:,} characters"
LOOKED_AT = "a person looks at them"
DETAIL = re.compile(r" \([^()]*\)$")  # of one number, behind the reason that others have, too


def rows(results: Results) -> list[Row]:
    """Return the rows of a run; numbers of one verdict and one reason are a row."""
    whole = [row for one in results.documents for row in documents(results, one)]
    return [*whole, *_cells(results), *_numbers(results), *_pictures(results)] + [
        Row(f"the saved posterior {one.path}", STATUSES[one.verdict], one.reason or "no reason was given")
        for one in results.posteriors
    ]


def _numbers(results: Results) -> Iterator[Row]:
    """Yield the rows of the numbers."""
    accepted = {id(found) for _, _, found in results.differing(accepted=True)}
    groups: Counter[tuple[Status, str]] = Counter()
    for _, _, found in results.numbers():
        status = Status.NOT_COMPARED if id(found) in accepted else STATUSES[found.verdict]
        groups[status, ACCEPTED if id(found) in accepted else _reason(found)] += 1
    for (status, why), count in groups.items():
        yield Row(counted(count, "number"), status, why)


def _reason(found: Judged) -> str:
    if found.verdict == SAME:
        return ""
    if found.verdict == AGREES:
        return WITHIN
    why = DETAIL.sub("", found.reason) or found.verdict
    return f"{EXPLAINED}: {why}" if found.verdict == EXPLAINED else why


def documents(results: Results, one: DocumentResult) -> Iterator[Row]:
    """Yield what a document as a whole lacks: its end, or a comparison of what it infers."""
    saved = {one.script for one in results.posteriors if STATUSES[one.verdict] is not Status.NOT_COMPARED}
    if one.stopped:
        yield Row(one.path, Status.NOT_COMPARED, f"{'it did not end' if one.began else 'not begun'}: {one.stopped}")
    elif any(cell.infers for cell in one.cells) and one.path not in saved:
        if not any(found.inferred for found in _compared(one)):
            yield Row(one.path, Status.NOT_COMPARED, NOTHING_INFERRED)
    elif one.ran and not one.counts.total():
        yield Row(one.path, Status.NOT_COMPARED, NO_NUMBER, needed=False)


def _compared(one: DocumentResult) -> list[Judged]:
    """Return the numbers of a document that were compared."""
    found = [found for cell in one.cells for found in cell.judged if found.counts]
    return [one for one in found if STATUSES[one.verdict] is not Status.NOT_COMPARED]


def is_too_long(cell: CellResult) -> bool:
    """Say whether a part of what a cell stored was left out."""
    return any(LEFT_OUT in block.text for block in cell.old)


def _cells(results: Results) -> Iterator[Row]:
    for one in results.documents:
        for cell in one.cells:
            name = f"{one.path} cell {cell.number}"
            if cell.lost:
                yield Row(name, Status.NOT_COMPARED, f"it failed: {cell.cause or 'an error'}")
            elif cell.failed:
                yield Row(name, Status.NOT_COMPARED, AS_STORED, needed=False)
            if is_too_long(cell):
                yield Row(f"the rest of {name}", Status.NOT_COMPARED, TOO_LONG)


def _pictures(results: Results) -> Iterator[Row]:
    count = sum(len(cell.old_pictures) for one in results.documents for cell in one.cells)
    if count:
        yield Row(counted(count, "picture"), Status.NOT_COMPARED, LOOKED_AT, needed=False)


def counted(number: int, word: str) -> str:
    """Return a count with its noun: `1 number`, `2 numbers`."""
    return f"{number} {word}{'s' * (number != 1)}"
