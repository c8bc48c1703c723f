"""The comparison as JUnit XML: a test case for the answer, for the replay and for each quantity."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

import numpy as np

from theano_common.printing import printable

from .replay_verdict import FAILED, NOT_POSSIBLE
from .verdict import AGREE, AGREE_REPLAYED, DIFFER

if TYPE_CHECKING:
    from .report import Report


def document(report: Report) -> str:
    """Return a suite whose first case is the answer; undecided ones are skipped, with the reason."""
    state = {AGREE: "", AGREE_REPLAYED: "", DIFFER: "failure"}.get(report.answer, "skipped")
    cases = [_case("the answer", state, f"{report.answer}: {report.reason}")]
    if report.replay is not None:
        state = {FAILED: "failure", NOT_POSSIBLE: "skipped"}.get(report.replay.status, "")
        cases.append(_case("replay", state, report.replay.message))
    for row in report.rows:
        listed = ", ".join(row.statistic_text(j) for j in range(len(row.statistics)) if not np.isnan(row.difference[j]))
        cases.append(_case(row.name, "failure" if row.beyond else "" if row.inside else "skipped", listed))
    failures, skipped = (sum(f"<{kind} " in case for case in cases) for kind in ("failure", "skipped"))
    head = f'<testsuite name="migrate-compare" tests="{len(cases)}" failures="{failures}" skipped="{skipped}">'
    return "\n".join(['<?xml version="1.0" encoding="utf-8"?>', head, *cases, "</testsuite>\n"])


def _case(name: str, state: str, listed: str) -> str:
    name, listed = printable(name), printable(listed)  # control characters are not allowed in XML
    head = f'  <testcase classname="posterior" name={quoteattr(name)}'
    if not state:
        return f"{head}><system-out>{escape(listed)}</system-out></testcase>"
    return f"{head}><{state} message={quoteattr(listed)}/></testcase>"
