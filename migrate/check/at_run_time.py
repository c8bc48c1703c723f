"""Combine the names that a run used (`theano-compat run --report FILE SCRIPT`) with the findings."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from theano_common.regular_file import regular

from .audit import Audit
from .control.settings import WrongUse
from .names.coverage import Coverage, canonical
from .results import OnlyAtRunTime, Report
from .rules.rule import Finding

VERSION = 1


@dataclass(frozen=True)
class Run:
    """(file, line) -> name -> how often it was read there; `missing`: names whose reading failed."""

    used: Mapping[tuple[str, int], Counter[str]]
    missing: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()


def read(path: Path) -> Run:
    """Read the report of a run. Raises WrongUse if the file is not one."""
    try:
        document = json.loads(regular(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise WrongUse(f"{path} could not be read: {error.strerror or error}") from None
    except (ValueError, RecursionError):
        document = None
    try:
        if document["version"] != VERSION:
            raise WrongUse(f"{path} is a report of version {document['version']}; this is for {VERSION}")
        used: dict[tuple[str, int], Counter[str]] = {}
        for row in (*document["names"], *document["missing"]):
            for use in row["uses"]:
                used.setdefault((use["path"], use["line"]), Counter())[row["name"]] += use["count"]
        missing = frozenset(row["name"] for row in document["missing"])
        return Run(used, missing, tuple(_notes(document)))
    except (KeyError, TypeError) as error:
        raise WrongUse(f"{path} is no report of `theano-compat run --report`") from error


def _notes(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield what else the run reports: how it ended, and what was slow."""
    if document["ended"] != "normally":
        yield f"The run did not end normally ({document['ended']}): what comes behind was not seen."
    for row in document["in_python"]:
        place = f"{row['path']}:{row['line']}: " if row["path"] else ""
        yield f"Ran in Python, not in C: {place}{row['reason']}"


def merged(report: Report, run: Run, coverage: Coverage) -> Report:
    """Return the report with findings marked that the run reached, and with names that only the run knew."""
    real = [os.path.realpath(file.path) for file in report.files]
    by_file: dict[str, dict[int, Counter[str]]] = {}
    for (path, line), names in run.used.items():
        by_file.setdefault(os.path.realpath(path), {})[line] = names
    pairs = [(file, by_file.get(path, {})) for file, path in zip(report.files, real, strict=True)]
    marked = tuple(_marked(file, lines) for file, lines in pairs)
    only = [one for file, lines in pairs for one in _only(file, lines, run, coverage)]
    beside = sum(names.total() for path, lines in by_file.items() if path not in real for names in lines.values())
    notes = (*report.notes, *run.notes)
    if beside:
        notes += (f"{beside:,} uses by the run were in files that were not checked now.",)
    return replace(report, files=marked, at_run_time=tuple(only), notes=notes)


def _marked(file: Audit, lines: Mapping[int, Counter[str]]) -> Audit:
    if not lines or not file.findings:
        return file
    return replace(file, findings=tuple(_seen(one, lines) for one in file.findings))


def _seen(finding: Finding, lines: Mapping[int, Counter[str]]) -> Finding:
    """Return the finding, marked with how often the run read its name, or an attribute of it, in its lines."""
    name = canonical(finding.name.removesuffix("()"))
    count = sum(
        n
        for line in range(finding.line, finding.end_line + 1)
        for used, n in lines.get(line, Counter()).items()
        if name and _is_or_below(used, name)
    )
    return replace(finding, seen_at_run_time=count) if count else finding


def _only(file: Audit, lines: Mapping[int, Counter[str]], run: Run, coverage: Coverage) -> Iterator[OnlyAtRunTime]:
    """Yield the names that the check resolved nowhere in the file, at the first line of the run that used them."""
    first: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for line, names in sorted(lines.items()):
        for name, n in names.items():
            first.setdefault(name, line)
            counts[name] += n
    for name, line in sorted(first.items(), key=lambda item: (item[1], item[0])):
        state = coverage.lookup(name)
        if state is None or any(_is_or_below(known, state.name) for known in file.names):
            continue
        status = "absent" if name in run.missing and state.status == "supported" else state.status
        yield OnlyAtRunTime(name, file.path, line, counts[name], status, state.reason)


def _is_or_below(name: str, other: str) -> bool:
    return name == other or name.startswith(other + ".")
