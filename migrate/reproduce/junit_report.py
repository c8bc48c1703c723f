"""The results as JUnit XML: a suite for each document, a case for each cell that printed numbers or failed."""

from __future__ import annotations

from textwrap import indent

from ..junit import HEAD, case, suite
from .judging import CANNOT_TELL, DIFFERS
from .results import CellResult, DocumentResult, Results
from .text_report import failure

MOST = 10  # numbers that a message lists


def document(results: Results) -> str:
    """Return the XML. What failed is an error, what differs a failure, what cannot be told is skipped."""
    suites = [indent(_suite(one, results), "  ") for one in results.documents]
    return "\n".join([HEAD, "<testsuites>", *suites, "</testsuites>\n"])


def _suite(one: DocumentResult, results: Results) -> str:
    new = {(cell.number, found.place) for path, cell, found in results.differing() if path is one}
    cases = [_case(one, cell, new) for cell in one.cells if cell.judged or cell.failed]
    if one.stopped:
        cases.append(case(one.path, "to its end", "error", one.stopped, one.seconds))
    return suite(one.path, cases, ("failure", "error", "skipped"))


def _case(one: DocumentResult, cell: CellResult, new: set[tuple[int, str]]) -> str:
    name = f"cell {cell.number}"
    if cell.failed:
        return case(one.path, name, "error", failure(cell), cell.seconds)
    differing = [found for found in cell.judged if (cell.number, found.place) in new]
    if differing:
        listed = "; ".join(
            f"{f.place}: {f.old.text} then, {f.new.text if f.new else '-'} now" for f in differing[:MOST]
        )
        return case(one.path, name, "failure", listed, cell.seconds)
    said = ", ".join(f"{sum(f.verdict == v for f in cell.judged)} {v}" for v in {f.verdict: 0 for f in cell.judged})
    state = "skipped" if cell.verdict == CANNOT_TELL else ""
    return case(one.path, name, state, said + (" (in the baseline)" if cell.verdict == DIFFERS else ""), cell.seconds)
