"""One line for each finding, as compilers write them."""

from __future__ import annotations

from theano_common.printing import printable

from ..results import Report
from . import summary


def render(report: Report) -> str:
    found = [printable(f"{one.where}: {one.code} {one.severity} {one.message}") for one in report.findings]
    return "\n".join([*found, *summary.lines(report)])
