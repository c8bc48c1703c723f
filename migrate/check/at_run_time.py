"""What a run really used (`theano-compat run --report FILE SCRIPT`), beside what its files say."""

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
    """(file, line) -> name -> how often it was read there; `missing` are those names whose reading failed."""

    used: Mapping[tuple[str, int], Counter[str]]
    missing: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()


def read(path: Path) -> Run:
    """Raises WrongUse for a file that is no report of a run."""
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
    """Return what else the run tells: how it ended, and what was slow in it."""
    if document["ended"] != "normally":
        yield f"The run did not end normally ({document['ended']}): what comes behind was not seen."
    for row in document["in_python"]:
        place = f"{row['path']}:{row['line']}: " if row["path"] else ""
        yield f"Ran in Python, not in C: {place}{row['reason']}"


def merged(report: Report, run: Run, coverage: Coverage) -> Report:
    """Return the report with its findings marked where the run came by, and with the names that only the run knew."""
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
    """Marked with how often the run read the finding's name, or what is below it, in its lines."""
    name = canonical(finding.name.removesuffix("()"))
    count = sum(
        n
        for line in range(finding.line, finding.end_line + 1)
        for used, n in lines.get(line, Counter()).items()
        if name and _is_or_below(used, name)
    )
    return replace(finding, seen_at_run_time=count) if count else finding


def _only(file: Audit, lines: Mapping[int, Counter[str]], run: Run, coverage: Coverage) -> Iterator[OnlyAtRunTime]:
    """Names that the check did not resolve anywhere in the file, at the first line of the run that used them."""
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
