"""The results as JUnit XML: a suite for each document, a case for each cell that printed numbers or failed."""

from __future__ import annotations

from textwrap import indent

from theano_common.verdict import OUTCOMES, Status, worst

from ...junit import HEAD, case, suite
from ..judging import Judged
from ..results import CellResult, DocumentResult, Posterior, Results
from ..rows import STATUSES, TOO_LONG, documents, is_too_long
from .text_report import failure

MOST = 10  # numbers that a message lists
STATES = ("failure", "error", "skipped")


def document(results: Results) -> str:
    """Return the XML. What failed is an error, what differs a failure, what was not compared is skipped."""
    suites = [_suite(one, results) for one in results.documents]
    if results.posteriors:
        suites.append(suite("saved posteriors", list(map(_posterior, results.posteriors)), STATES))
    return "\n".join([HEAD, "<testsuites>", *(indent(one, "  ") for one in suites), "</testsuites>\n"])


def _suite(one: DocumentResult, results: Results) -> str:
    accepted = {id(found) for _, _, found in results.differing(accepted=True)}
    cases = [
        _case(one, cell, accepted)
        for cell in one.cells
        if cell.failed or is_too_long(cell) or any(f.counts for f in cell.judged)
    ]
    state = "error" if one.stopped else OUTCOMES[Status.NOT_COMPARED].junit
    cases += [case(one.path, "to its end", state, row.why, one.seconds) for row in documents(results, one)]
    return suite(one.path, cases, STATES)


def _case(one: DocumentResult, cell: CellResult, accepted: set[int]) -> str:
    name = f"cell {cell.number}"
    if cell.failed:
        state = "error" if cell.lost else OUTCOMES[Status.NOT_COMPARED].junit
        return case(one.path, name, state, failure(cell), cell.seconds)
    found = [(f, Status.NOT_COMPARED if id(f) in accepted else STATUSES[f.verdict]) for f in cell.judged if f.counts]
    status = worst([status for _, status in found] + [Status.NOT_COMPARED] * is_too_long(cell))
    if status is Status.DIFFERS:
        differing = [f for f, one in found if one is Status.DIFFERS]
        said = "; ".join(f"{f.place}: {f.old.text} then, {f.new.text if f.new else '-'} now" for f in differing[:MOST])
    else:
        said = ", ".join(_counts([f for f, _ in found], accepted) + [TOO_LONG] * is_too_long(cell))
    return case(one.path, name, OUTCOMES[status].junit, said, cell.seconds)


def _counts(found: list[Judged], accepted: set[int]) -> list[str]:
    words = [f"{one.verdict}{' (in the baseline)' if id(one) in accepted else ''}" for one in found]
    return [f"{words.count(word)} {word}" for word in dict.fromkeys(words)]


def _posterior(one: Posterior) -> str:
    said = f"{one.verdict or 'not compared'}: {one.reason}"
    return case("saved posteriors", one.path, OUTCOMES[STATUSES[one.verdict]].junit, said)
