"""migrate-reproduce: what it says of a run of one number, or of one saved posterior."""

from __future__ import annotations

import math

from tests.verdicts.tools.shown import Shown
from theano_common.verdict import Status
from theano_migrate.reproduce.answer import answer, badge, exit_code
from theano_migrate.reproduce.judging import AGREES, CANNOT_TELL, DIFFERS, NOT_THERE, SAME, Judged
from theano_migrate.reproduce.numbers import number
from theano_migrate.reproduce.reports import html_report, json_report, junit_report, text_report
from theano_migrate.reproduce.results import CellResult, DocumentResult, Posterior, Results

VERDICTS = {
    Status.EQUAL: SAME,
    Status.NEAR: AGREES,
    Status.NOT_COMPARED: CANNOT_TELL,
    Status.DIFFERS: DIFFERS,
}


def shown(status: Status) -> Shown:
    """Return the reports of a notebook of one cell with one number; a saved posterior alone has two sides."""
    results = Results("paper", (), (Posterior("t.nc", "a.py", NOT_THERE, "only in the new posterior: theta"),))
    if status in VERDICTS:
        found = Judged("mu, mean", number("1.5"), number("1.6"), VERDICTS[status], "why", math.nan, 0.1, inferred=True)
        results = Results("paper", (DocumentResult("a.ipynb", (CellResult(1, "", judged=(found,), infers=True),)),))
    return Shown(
        answer(results).said,
        text_report.text(results),
        exit_code(results, strict=True),
        html_report.page(results),
        json_report.document(results, strict=True),
        junit_report.document(results),
        badge(results),
    )
