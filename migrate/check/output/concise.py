"""One line for each finding, as compilers write them."""

from __future__ import annotations

from common.printing import printable
from migrate.check.output import summary
from migrate.check.results import Report


def render(report: Report) -> str:
    found = [printable(f"{one.where}: {one.code} {one.severity} {one.message}") for one in report.findings]
    return "\n".join([*found, *summary.lines(report)])
