"""The results as JUnit XML: a suite for each document, a case for each cell that printed numbers or failed."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from theano_common.printing import printable

from .judging import CANNOT_TELL, DIFFERS
from .results import CellResult, DocumentResult, Results
from .text_report import failure

MOST = 10  # numbers that a message lists


def document(results: Results) -> str:
    """Return the XML. What failed is an error, what differs a failure, what cannot be told is skipped."""
    suites = [_suite(one, results) for one in results.documents]
    return "\n".join(['<?xml version="1.0" encoding="utf-8"?>', "<testsuites>", *suites, "</testsuites>\n"])


def _suite(one: DocumentResult, results: Results) -> str:
    new = {(cell.number, found.place) for path, cell, found in results.differing() if path is one}
    cases = [_case(one, cell, new) for cell in one.cells if cell.judged or cell.failed]
    if one.stopped:
        cases.append(_as_xml(one.path, "to its end", "error", one.stopped, one.seconds))
    counts = (f'{kind}="{sum(f"<{word} " in case for case in cases)}"' for kind, word in KINDS.items())
    head = f'  <testsuite name={quoteattr(printable(one.path))} tests="{len(cases)}" {" ".join(counts)}>'
    return "\n".join([head, *cases, "  </testsuite>"])


KINDS = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def _case(one: DocumentResult, cell: CellResult, new: set[tuple[int, str]]) -> str:
    name = f"cell {cell.number}"
    if cell.failed:
        return _as_xml(one.path, name, "error", failure(cell), cell.seconds)
    differing = [found for found in cell.judged if (cell.number, found.place) in new]
    if differing:
        listed = "; ".join(
            f"{f.place}: {f.old.text} then, {f.new.text if f.new else '-'} now" for f in differing[:MOST]
        )
        return _as_xml(one.path, name, "failure", listed, cell.seconds)
    said = ", ".join(f"{sum(f.verdict == v for f in cell.judged)} {v}" for v in {f.verdict: 0 for f in cell.judged})
    state = "skipped" if cell.verdict == CANNOT_TELL else ""
    return _as_xml(
        one.path, name, state, said + (" (in the baseline)" if cell.verdict == DIFFERS else ""), cell.seconds
    )


def _as_xml(path: str, name: str, state: str, message: str, seconds: float) -> str:
    head = f'    <testcase classname={quoteattr(printable(path))} name={quoteattr(name)} time="{seconds:.3f}"'
    if not state:
        return f"{head}><system-out>{escape(printable(message))}</system-out></testcase>"
    return f"{head}><{state} message={quoteattr(printable(message))}/></testcase>"
