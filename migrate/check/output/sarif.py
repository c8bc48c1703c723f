"""SARIF 2.1.0, for code scanning. Paths below the current folder are relative to it.

A cell of a notebook is not a region of its file, so findings there have a logical location, "cell 3", and their line
in the message. Columns are in characters.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from theano_common.our_version import our_version
from theano_common.printing import json_text

from ..audit import Audit
from ..control.baseline import numbered, seen_from
from ..fixes.edit import Fix
from ..results import Report
from ..rules.rule import Finding
from .rule_help import Help, rules

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "SRCROOT"
FINGERPRINT = "migrateCheckLine/v1"
LEVELS = {"breaks": "error", "differs": "warning", "style": "note"}


def render(report: Report) -> str:
    """Return the report as SARIF text."""
    return json_text(document(report, Path.cwd()))


def document(report: Report, root: Path) -> dict[str, Any]:
    """Return the report as SARIF data."""
    met = {finding.code for finding in report.findings}
    helps = [one for one in rules() if one.code in met]
    indexes = {one.code: index for index, one in enumerate(helps)}
    run = {
        "tool": {
            "driver": {
                "name": "migrate-check",
                "version": our_version(),
                "rules": [_descriptor(one) for one in helps],
            }
        },
        "invocations": [
            {
                "executionSuccessful": not report.summary.unreadable,
                "toolExecutionNotifications": [
                    {
                        "level": "error",
                        "message": {"text": "This file could not be read."},
                        "locations": [{"physicalLocation": {"artifactLocation": location(path, root)}}],
                    }
                    for path in report.summary.unreadable
                ],
            }
        ],
        "originalUriBaseIds": {ROOT: {"uri": root.as_uri().rstrip("/") + "/"}},
        "columnKind": "unicodeCodePoints",
        "results": [result for file in report.files for result in _results(file, root, indexes)],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def location(path: str, root: Path) -> dict[str, str]:
    """Return the location of a file: relative to ROOT if it is below it, else absolute."""
    seen = seen_from(path, root)
    if seen.startswith(".."):
        return {"uri": Path(os.path.abspath(path)).as_uri()}
    return {"uri": quote(os.fsencode(seen)), "uriBaseId": ROOT}


def _descriptor(one: Help) -> dict[str, Any]:
    shown = (("Found in", one.before), ("With --fix", one.after))
    examples = [f"**{head}**\n\n```python\n{code}\n```" for head, code in shown if code]
    return {
        "id": one.code,
        "shortDescription": {"text": one.title or one.code},
        "fullDescription": {"text": f"{one.why} {one.do}"},
        "help": {"text": f"{one.why}\n\n{one.do}", "markdown": "\n\n".join([one.why, one.do, *examples])},
        "defaultConfiguration": {"level": LEVELS[one.severity]},
        "properties": {"tags": ["migration", one.severity]},
    }


def _results(file: Audit, root: Path, indexes: dict[str, int]) -> Iterator[dict[str, Any]]:
    for finding, mark in zip(file.findings, numbered(file.findings), strict=True):
        result: dict[str, Any] = {
            "ruleId": finding.code,
            "ruleIndex": indexes[finding.code],
            "level": LEVELS[finding.severity],
            "message": {"text": f"{_where(finding)}{finding.message}. {finding.do}"},
            "locations": [_place(finding, root)],
            "partialFingerprints": {FINGERPRINT: mark},
            "properties": {"severity": finding.severity, "name": finding.name},
        }
        if finding.fix is not None and finding.fix.edits and finding.cell is None:
            result["fixes"] = [_fix(finding.fix, finding, root)]
        yield result


def _where(finding: Finding) -> str:
    return "" if finding.cell is None else f"Cell {finding.cell}, line {finding.line}: "


def _place(finding: Finding, root: Path) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": location(finding.path, root)}
    if finding.cell is not None:
        name = f"cell {finding.cell}"
        return {"physicalLocation": physical, "logicalLocations": [{"name": name, "fullyQualifiedName": name}]}
    physical["region"] = _region(finding.place) | ({"snippet": {"text": finding.excerpt}} if finding.excerpt else {})
    return {"physicalLocation": physical}


def _region(place: tuple[int, int, int, int]) -> dict[str, int]:
    line, column, end_line, end_column = place
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _fix(fix: Fix, finding: Finding, root: Path) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region((*edit.start, *edit.end)), "insertedContent": {"text": edit.text}}
        for edit in fix.edits
    ]
    warning = "" if fix.safe else " (Unsafe: it may no longer run on the real library, or change numbers.)"
    return {
        "description": {"text": finding.do + warning},
        "artifactChanges": [{"artifactLocation": location(finding.path, root), "replacements": replacements}],
    }
