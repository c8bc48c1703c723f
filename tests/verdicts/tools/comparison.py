"""migrate-compare's report of one row."""

from theano_common.verdict import Row, Status
from theano_migrate.compare.html_report import page
from theano_migrate.compare.junit_report import document
from theano_migrate.compare.report import Report

from .shown import Shown


def shown(status):
    report = Report((Row("mu", status, "" if status is Status.EQUAL else "for a reason"),))
    text = report.text()
    return Shown(text.splitlines()[-1], text, report.exit_code, page(report), report.json(), document(report))
