"""Findings as text and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from migrate.check.audit import Audit
from migrate.check.names.module import LINE_END
from migrate.check.rules.rule import SEVERITIES, Finding


def text(audits: Sequence[Audit], notes: Sequence[str] = ()) -> str:
    """Each finding with the line it stands in, and for the first of a rule what to do; then the summary."""
    blocks = []
    advised: set[str] = set()  # what to do is said once for each rule
    for audit in audits:
        lines = LINE_END.split(audit.text)
        for finding in audit.findings:
            blocks.append(_finding(finding, lines, "" if finding.code in advised else finding.do))
            advised.add(finding.code)
    return "\n".join([*blocks, *summary(audits), *notes])


def summary(audits: Sequence[Audit]) -> list[str]:
    """What was found, in how many files, and how much of the code the answer covers."""
    findings = [finding for audit in audits for finding in audit.findings]
    by_severity = Counter(finding.severity for finding in findings)
    kinds = ", ".join(f"{by_severity[s]} {s}" for s in SEVERITIES if by_severity[s])
    fixable = sum(finding.fix is not None for finding in findings)
    head = f"{count(len(findings), 'finding')} in {count(len(audits), 'file')}"
    lines = [head + (f": {kinds}." if kinds else ".") + (f" {fixable} fixable with --fix." if fixable else "")]
    unread = sum(not audit.readable for audit in audits)
    if unread:
        lines.append(f"{count(unread, 'file')} could not be read.")
    resolved, unknown = totals(audits)
    uses = count(resolved + unknown, "use")
    lines.append(f"Coverage: {uses} of theano and pymc3 names resolved, {unknown} not in the table.")
    return lines


def totals(audits: Sequence[Audit]) -> tuple[int, int]:
    return sum(a.resolved for a in audits), sum(len(a.unknown) for a in audits)


def as_json(audits: Sequence[Audit], notes: Sequence[str] = ()) -> str:
    """The same as one JSON object; lines and columns count from 1, ends are exclusive."""
    resolved, unknown = totals(audits)
    findings = [_record(finding) for audit in audits for finding in audit.findings]
    document = {
        "version": 1,
        "findings": findings,
        "summary": {
            "files": len(audits),
            "unreadable": [audit.path for audit in audits if not audit.readable],
            "by_severity": {s: sum(f["severity"] == s for f in findings) for s in SEVERITIES},
            "names_resolved": resolved,
            "names_not_in_table": unknown,
        },
        "notes": list(notes),
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def count(n: int, noun: str) -> str:
    return f"{n} {noun}" + ("" if n == 1 else "s")


def _finding(finding: Finding, lines: Sequence[str], advice: str) -> str:
    what = ": ".join(part for part in (finding.name, finding.note or finding.title) if part)
    mark = " [fixable]" if finding.fix is not None else ""
    head = f"{finding.path}:{finding.line}:{finding.column}: {finding.code} {finding.severity}: {what}{mark}"
    if not 0 < finding.line <= len(lines):
        return head + "\n"
    source = lines[finding.line - 1].replace("\t", " ")
    end = finding.end_column if finding.end_line == finding.line else len(source) + 1
    number = f"{finding.line:5d} | "
    under = " " * (len(number) - 2) + "| " + " " * (finding.column - 1) + "^" * max(end - finding.column, 1)
    return f"{head}\n{number}{source}\n{f'{under} {advice}'.rstrip()}\n"


def _record(finding: Finding) -> dict[str, Any]:
    record = {k: v for k, v in vars(finding).items() if k != "fix"}
    return {**record, "fixable": finding.fix is not None}
