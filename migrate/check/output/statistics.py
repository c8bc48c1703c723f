"""Counts of findings by rule, most frequent first."""

from __future__ import annotations

from ..results import Report
from . import summary


def render(report: Report) -> str:
    """Return the table of counts."""
    by_rule: dict[tuple[str, str, str], list[bool]] = {}
    for one in report.findings:
        by_rule.setdefault((one.code, one.severity, one.title), []).append(one.fix is not None)
    rows = sorted(by_rule.items(), key=lambda row: (-len(row[1]), row[0]))
    table = [
        f"{len(fixes):6d}  {code}  {severity:8}{f'{sum(fixes)} fixable' if any(fixes) else '':14}{title}"
        for (code, severity, title), fixes in rows
    ]
    return "\n".join([*table, *summary.lines(report)])
