"""Annotations of GitHub Actions: workflow commands on standard output, which show at the line of a pull request."""

from __future__ import annotations

from theano_common.printing import printable

from ..control.baseline import seen_from
from ..results import Report
from ..rules.rule import Finding

LEVELS = {"breaks": "error", "differs": "warning", "style": "notice"}


def render(report: Report) -> str:
    return "\n".join(map(_command, report.findings))


def _command(finding: Finding) -> str:
    from pathlib import Path

    place = {
        "file": seen_from(finding.path, Path.cwd()),
        "line": finding.line,
        "endLine": finding.end_line,
        "col": finding.column,
        "endColumn": finding.end_column,
        "title": f"{finding.code} {finding.severity}",
    }
    properties = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in place.items())
    return f"::{LEVELS[finding.severity]} {properties}::{_escaped(f'{finding.message}. {finding.do}')}"


def _escaped(text: str, also: str = "") -> str:
    """As the runner unescapes it: per cent signs, and in properties what separates them."""
    text = printable(text)
    for one in "%" + also:
        text = text.replace(one, f"%{ord(one):02X}")
    return text
