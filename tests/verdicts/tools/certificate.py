"""`migrate-port --verify`: a model of one row."""

from __future__ import annotations

from tests.verdicts.tools.shown import Shown
from theano_common.verdict import Row, Status
from theano_migrate.port.certificate.html_report import page
from theano_migrate.port.certificate.report import ModelReport, Report

WHY = {Status.EQUAL: "", Status.NEAR: "moved by 1e-7 nats", Status.ONE_SIDE: "the port lacks it"}


def shown(status: Status) -> Shown:
    """Return the report of a row that the comparison of numbers does not have itself."""
    row = Row("the start", status, WHY.get(status, "2 then, 3 now"))
    versions = {side: {"library": "a", "version": "1"} for side in ("old", "new")}
    report = Report("old.py", "new.py", versions, (ModelReport("1", others=(row,)),))
    return Shown(report.sentence(), report.text(), report.exit_code, page(report), report.json())
