"""One line for each finding, in the form of compilers."""

from __future__ import annotations

from theano_common.printing import printable

from ..results import Report
from . import summary


def render(report: Report) -> str:
    """Return the findings, one a line."""
    found = [printable(f"{one.where}: {one.code} {one.severity} {one.message}") for one in report.findings]
    return "\n".join([*found, *summary.lines(report)])
