"""The comparison as JUnit XML: a test case for the answer, for the replay and for each part that was compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from theano_common.verdict import OUTCOMES, Status

from ..junit import HEAD, case, suite
from .findings import DENSITY, JOINT

if TYPE_CHECKING:
    from .report import Report


def document(report: Report) -> str:
    """Return a suite whose first case is the answer, with what was not compared; undecided cases are skipped."""
    cases = [case("posterior", "the answer", report.headline.outcome.junit, report.sentence)]
    quantities = {row.name: row for row in report.rows}
    for one in report.found:
        said, state = one.why, OUTCOMES[one.status].junit
        if one.name == DENSITY and report.replay is not None:
            cases.append(case("posterior", "replay", state, report.replay.message))
            continue
        if (row := quantities.get(one.name)) is not None:
            told = [row.statistic_text(j) for j in range(len(row.statistics)) if not np.isnan(row.difference[j])]
            said = ", ".join(told)
        elif one.name == JOINT or (one.status is Status.NOT_COMPARED and not one.needed):
            continue  # the answer tells these
        cases.append(case("posterior", one.name, state, said))
    return f"{HEAD}\n{suite('migrate-compare', cases, ('failure', 'skipped'))}\n"
