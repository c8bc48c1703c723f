"""The report as one self-contained HTML page: overview by folder, filters, and the source with its findings."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path, PurePosixPath

from ...page import document, table
from ..audit import Audit
from ..control.baseline import seen_from
from ..names.module import LINE_END
from ..results import Report
from ..rules.rule import SEVERITIES, Finding
from . import effort, summary
from .text import seen_at_run_time

NEAR = 4  # lines of source shown around a finding
OPEN_FILES = 3
MOST_SOURCE = 20_000_000  # characters: beyond, the page only has the lines around findings


def render(report: Report) -> str:
    """Return the page."""
    style, script = (
        files(__package__).joinpath(name).read_text(encoding="utf-8") for name in ("report.css", "report.js")
    )
    return document(
        "migrate-check",
        "\n".join([_head(report), _overview(report), _rules(report), _coverage(report), _files(report)]),
        style,
        script,
    )


def _head(report: Report) -> str:
    totals = report.summary
    total = sum(totals.by_severity.values())
    answer = "Nothing found" if not total else f"{totals.by_severity['breaks']:,} things break"
    if totals.by_severity["breaks"] == 1:
        answer = "One thing breaks"
    elif total and not totals.by_severity["breaks"]:
        answer = "Nothing breaks"
    kind = "differ" if totals.by_severity["breaks"] else "agree"
    words = {"breaks": "raises, or cannot run", "differs": "runs, and means something else", "style": "runs as it is"}
    counts = "".join(
        f"<span title='{words[one]}'><b class='{one}'>{n:,}</b>{one}</span>" for one, n in totals.by_severity.items()
    )
    minutes = effort.minutes(report.findings)
    counts += f"<span><b>{effort.in_words(minutes)}</b>of edits, as a guess</span>"
    lines = [
        line[:-1] + "." if line.endswith(":") else line for line in summary.lines(report) if not line.startswith("  ")
    ]
    return (
        f"<h1>What in this code breaks or differs under theano-compat?</h1><p class='answer {kind}'>{answer}</p>"
        f"<div class='counts'>{counts}</div><p class='soft'>{escape(effort.BASIS)}</p>"
        f"<p>{'<br>'.join(map(escape, lines))}</p>"
    )


def _overview(report: Report) -> str:
    by_folder: dict[str, list[Audit]] = {}
    for file in report.files:
        by_folder.setdefault(str(PurePosixPath(_shown(file.path)).parent), []).append(file)
    found = {folder: inside for folder, inside in by_folder.items() if _findings(inside)}
    clean = {folder: inside for folder, inside in by_folder.items() if folder not in found}
    order = sorted(found, key=lambda folder: (-effort.minutes(_findings(found[folder])), folder))
    heads = ["folder", "files", "with findings", *SEVERITIES, "fixable", "effort"]
    parts = [table(heads, [_folder(folder, found[folder]) for folder in order])] if found else []
    if clean:
        files = summary.count(sum(map(len, clean.values())), "file")
        names = "".join(f"<li>{escape(folder)}</li>" for folder in sorted(clean))
        parts.append(
            f"<details><summary class='soft'>{summary.count(len(clean), 'folder')} with {files}: "
            f"nothing found</summary><ul class='folders'>{names}</ul></details>"
        )
    return "<h2>By folder</h2>" + "".join(parts)


def _folder(folder: str, inside: Sequence[Audit]) -> str:
    found = _findings(inside)
    counts = [sum(one.severity == severity for one in found) for severity in SEVERITIES]
    cells = [
        len(inside),
        sum(bool(file.findings) for file in inside),
        *counts,
        sum(one.fix is not None for one in found),
    ]
    minutes = effort.minutes(found)
    return (
        f"<td data-folder='{escape(folder, quote=True)}' title='show only this'>{escape(folder)}</td>"
        + "".join(f"<td data-v='{n}'>{n or '<span class=soft>0</span>'}</td>" for n in cells)
        + f"<td data-v='{minutes}'>{effort.in_words(minutes) if minutes else '<span class=soft>none</span>'}</td>"
    )


def _findings(audits: Iterable[Audit]) -> list[Finding]:
    return [finding for audit in audits for finding in audit.findings]


def _rules(report: Report) -> str:
    by_rule: dict[tuple[str, str], list[Finding]] = {}
    for one in report.findings:
        by_rule.setdefault((one.code, one.severity), []).append(one)
    rows = [
        f"<td>{code} <span class='{severity}'>{severity}</span></td><td data-v='{len(found)}'>{len(found)}</td>"
        f"<td data-v='{len({one.path for one in found})}'>{len({one.path for one in found})}</td>"
        f"<td>{escape(found[0].title)}</td>"
        for (code, severity), found in sorted(by_rule.items(), key=lambda row: -len(row[1]))
    ]
    heads = ["rule", "findings", "files", "what"]
    return f"<h2>By rule</h2><div class='rules'>{table(heads, rows)}</div>" if rows else ""


def _coverage(report: Report) -> str:
    coverage = report.coverage
    parts = []
    if coverage.unknown:
        rows = [f"<td>{escape(name)}</td><td data-v='{n}'>{n}</td>" for name, n in coverage.unknown.items()]
        parts.append("<h2>Names that are in no table</h2>" + table(["name", "uses"], rows))
    if coverage.unseen:
        rows = [f"<td>{escape(_shown(one.path))}:{one.line}</td><td>{escape(one.of)}</td>" for one in coverage.unseen]
        parts.append("<h2>Read by a name that only the run knows</h2>" + table(["where", "of"], rows))
    if report.at_run_time:
        rows = [
            f"<td>{escape(one.name)}</td><td>{escape(_shown(one.path))}:{one.line}</td><td>{one.count}</td>"
            f"<td>{escape(one.status)}</td>"
            for one in report.at_run_time
        ]
        parts.append(
            "<h2>Used by the run, not seen in the files</h2>" + table(["name", "where", "times", "in the table"], rows)
        )
    return "".join(parts)


def _files(report: Report) -> str:
    found = [file for file in report.files if file.findings]
    if not found:
        return ""
    boxes = "".join(
        f"<label class='{one}'><input type='checkbox' value='{one}' checked> {one}</label>" for one in SEVERITIES
    )
    codes = "".join(f"<option>{code}</option>" for code in report.summary.by_code)
    bar = (
        f"<div class='filter'>{boxes}<select id='rule' aria-label='rule'><option value=''>every rule</option>{codes}"
        "</select><input type='search' id='text' placeholder='name, text or path' aria-label='text'>"
        "<button id='fold' type='button'>open or close all</button><output id='shown'></output></div>"
    )
    found.sort(key=lambda file: -effort.minutes(file.findings))
    whole = sum(len(file.text) for file in found) <= MOST_SOURCE
    return bar + "\n".join(_file(file, whole, at < OPEN_FILES) for at, file in enumerate(found))


def _file(file: Audit, whole: bool, is_open: bool) -> str:
    counts = "".join(
        f"<span class='{severity}'>{n} {severity}</span>"
        for severity in SEVERITIES
        if (n := sum(one.severity == severity for one in file.findings))
    )
    path = escape(_shown(file.path), quote=True)
    return (
        f"<details class='file' data-path='{path}'{' open' if is_open else ''}><summary>{path}{counts}</summary>"
        f"<div class='source'>{_source(file, whole)}</div></details>"
    )


def _source(file: Audit, whole: bool) -> str:
    lines = LINE_END.split(file.text) if file.text else []
    cells = {start: cell for cell, start in file.starts.items()}
    by_row: dict[int, list[Finding]] = {}
    for finding in file.findings:
        by_row.setdefault(min(max(file.row(finding), 1), len(lines) or 1), []).append(finding)
    if not lines:
        return "".join(_finding(one) for found in by_row.values() for one in found)
    near = {row for at in by_row for row in range(max(at - NEAR, 1), min(at + NEAR, len(lines)) + 1)}
    parts, row = [], 1
    while row <= len(lines):
        end = row
        while end < len(lines) and ((end + 1) in near) == (row in near):
            end += 1
        if row in near:
            parts += [_line(at, lines, by_row.get(at, []), cells) for at in range(row, end + 1)]
        else:
            text = "".join(_line(at, lines, [], cells) for at in range(row, end + 1)) if whole else ""
            parts.append(f"<details><summary>{summary.count(end - row + 1, 'line')}</summary>{text}</details>")
        row = end + 1
    return "".join(parts)


def _line(row: int, lines: Sequence[str], found: Sequence[Finding], cells: dict[int, int]) -> str:
    text = lines[row - 1]
    head = f"<pre><i></i><span class='soft'># cell {cells[row - 1]}</span></pre>" if row - 1 in cells else ""
    marked, at = "", 0
    for one in sorted(found, key=lambda one: one.column):
        end = one.end_column - 1 if one.end_line == one.line else len(text)
        start = max(one.column - 1, at)
        if start < end:
            marked += f"{escape(text[at:start])}<mark class='{one.severity}'>{escape(text[start:end])}</mark>"
            at = end
    marked += escape(text[at:])
    return f"{head}<pre><i>{row}</i>{marked}\n</pre>" + "".join(map(_finding, found))


def _finding(one: Finding) -> str:
    fixable = "" if one.fix is None else " &middot; --fix" if one.fix.safe else " &middot; --fix --unsafe"
    ran = f" &middot; {seen_at_run_time(one)}" if one.seen_at_run_time else ""
    return (
        f"<div class='finding {one.severity}' data-code='{one.code}' data-severity='{one.severity}'>"
        f"<b>{one.code}</b> {one.severity}<span class='soft'>{fixable}{ran}</span><p>{escape(one.message)}</p>"
        f"<p class='soft'>{escape(one.why)} {escape(one.do)}</p></div>"
    )


def _shown(path: str) -> str:
    seen = seen_from(path, Path.cwd())
    return Path(os.path.abspath(path)).as_posix() if seen.startswith("..") else seen
