"""The report as a JSON object, described by `findings.schema.json` beside this file.

Lines and columns count from 1, columns in characters; ends are exclusive.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from theano_common.our_version import our_version
from theano_common.printing import json_text

from ..results import Report
from ..rules.rule import Finding

VERSION = 2


def render(report: Report) -> str:
    """Return the report as JSON text."""
    return json_text(document(report))


def document(report: Report) -> dict[str, Any]:
    """Return the report as JSON data."""
    coverage = report.coverage
    return {
        "version": VERSION,
        "tool": {"name": "migrate-check", "version": our_version()},
        "findings": [record(finding) for finding in report.findings],
        "summary": dataclasses.asdict(report.summary),
        "coverage": {
            "resolved": coverage.resolved,
            "unknown": dict(coverage.unknown),
            "on_top": dict(coverage.on_top),
            "unseen": [dataclasses.asdict(one) for one in coverage.unseen],
        },
        "at_run_time": [dataclasses.asdict(one) for one in report.at_run_time],
        "notes": list(report.notes),
    }


def record(finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON data."""
    entry = {
        field.name: getattr(finding, field.name)
        for field in dataclasses.fields(finding)
        if field.name not in ("fix", "above")
    }
    return {**entry, "message": finding.message, "fix": _fix(finding)}


def _fix(finding: Finding) -> dict[str, Any] | None:
    above = finding.above
    if finding.fix is None or not finding.fix.edits or any(one.start[0] <= above for one in finding.fix.edits):
        return None  # no edits, or edits of all cells together
    edits = [
        {
            "line": one.start[0] - above,
            "column": one.start[1],
            "end_line": one.end[0] - above,
            "end_column": one.end[1],
            "text": one.text,
        }
        for one in finding.fix.edits
    ]
    return {"safe": finding.fix.safe, "edits": edits}
