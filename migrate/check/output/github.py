"""Annotations for GitHub Actions: workflow commands on standard output, shown at the lines of a pull request."""

from __future__ import annotations

from theano_common.printing import printable

from ..control.baseline import seen_from
from ..results import Report
from ..rules.rule import Finding

LEVELS = {"breaks": "error", "differs": "warning", "style": "notice"}


def render(report: Report) -> str:
    """Return the annotations, one a line."""
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
    """Escape what the runner unescapes: per cent signs, line ends, and in properties the separators."""
    text = printable(text)
    for one in "%" + also:
        text = text.replace(one, f"%{ord(one):02X}")
    return text
