"""The comparison as JUnit XML: a test case for the answer, for the replay and for each quantity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..junit import HEAD, case, suite
from .replay_verdict import FAILED, NOT_POSSIBLE
from .verdict import AGREE, AGREE_REPLAYED, DIFFER

if TYPE_CHECKING:
    from .report import Report


def document(report: Report) -> str:
    """Return a suite whose first case is the answer; undecided ones are skipped, with the reason."""
    state = {AGREE: "", AGREE_REPLAYED: "", DIFFER: "failure"}.get(report.answer, "skipped")
    cases = [case("posterior", "the answer", state, f"{report.answer}: {report.reason}")]
    if report.replay is not None:
        state = {FAILED: "failure", NOT_POSSIBLE: "skipped"}.get(report.replay.status, "")
        cases.append(case("posterior", "replay", state, report.replay.message))
    for row in report.rows:
        listed = ", ".join(row.statistic_text(j) for j in range(len(row.statistics)) if not np.isnan(row.difference[j]))
        cases.append(case("posterior", row.name, "failure" if row.beyond else "" if row.inside else "skipped", listed))
    return f"{HEAD}\n{suite('migrate-compare', cases, ('failure', 'skipped'))}\n"
