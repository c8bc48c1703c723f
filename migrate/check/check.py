"""Run a whole check: from paths and settings to a report."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path

from theano_common.system.folders import cache_folder

from ..atomic_write import write
from ..rewriting.errors import NoLibcst
from . import at_run_time
from .audit import Asked, Audit
from .audit_cache import NOTHING_KEPT, Kept
from .control import baseline, settings
from .control.selection import below, matches
from .control.settings import Settings, WrongUse
from .every_file import Fixing, Result, every_file
from .names import coverage as table
from .output.summary import count
from .results import Report
from .rules.rule import Finding
from .source.files import python_files

MOST_LISTED = 12  # files outside of the check that are listed
NO_TABLE = "The coverage.toml of theano_compat was not found: names were not looked up in it."

Progress = Callable[[Iterable[Result], int], Iterable[Result]]


def run(
    paths: Sequence[str | os.PathLike[str]],
    wanted: Settings = Settings(),  # noqa: B008  (frozen)
    *,
    fixing: Fixing = Fixing(),  # noqa: B008  (frozen)
    runtime: str | os.PathLike[str] | None = None,
    update_baseline: bool = False,
    progress: Progress = lambda results, count: results,
    stdin: tuple[str, bytes] | None = None,
    processes: int = 1,
    keep: bool = False,
) -> Report:
    """Check files, notebooks, folders and patterns; for the path "-", `stdin` gives the name and the content.

    `processes` may be more than 1 if the caller's main module can be imported again. `keep`: audits are kept in the
    user's cache folder, and unchanged files are not audited again.
    `fixing` carries fixes out or shows them. `runtime` is what `theano-compat run --report FILE` wrote.
    `update_baseline` writes what is found to the baseline that the settings name. Raises WrongUse; NoLibcst where fixes
    are asked for and libcst is missing.
    """
    if (fixing.fix or fixing.diff) and find_spec("libcst") is None:
        raise NoLibcst
    given = [os.fspath(path) for path in paths]
    files, missing = python_files([path for path in given if path != "-" or stdin is None])
    if missing:
        raise WrongUse(f"no such file or folder: {', '.join(missing)}")
    handed = {Path(stdin[0]): stdin[1]} if stdin is not None and "-" in given else {}
    coverage = table.installed()
    wanted = settings.checked(wanted, coverage)
    known = _baseline(wanted, update_baseline)
    chosen = [file for file in [*files, *handed] if not _excluded(str(file), wanted)]
    ran = at_run_time.read(Path(runtime)) if runtime is not None else None
    asked = Asked(coverage, wanted.wanted, through=wanted.through)
    done = _Done(notes=[] if coverage else [NO_TABLE])
    store = Kept(cache_folder()) if keep else NOTHING_KEPT
    with closing(store):
        results = every_file(chosen, asked, fixing, handed, processes, store)
        for result in progress(results, len(chosen)):
            done.add(result)
    done.notes += _not_asked_for([one for one in done.beside if not _excluded(one.path, wanted)])
    report = done.report(excluded=len(files) + len(handed) - len(chosen))
    if ran is not None:
        report = at_run_time.merged(report, ran, coverage)
    if known is None:
        return report
    if update_baseline:
        return _updated(report, known)
    return _without(report, known)


@dataclass
class _Done:
    """The files done so far. beside: audits of files that were not named."""

    notes: list[str]
    audits: list[Audit] = field(default_factory=list)
    beside: list[Audit] = field(default_factory=list)
    diffs: list[str] = field(default_factory=list)
    not_fixed: list[str] = field(default_factory=list)
    fixed: int = 0

    def add(self, result: Result) -> None:
        audit = result.audit
        if not result.asked_for:
            self.beside.append(audit)
            return
        self.audits.append(audit if audit.findings else replace(audit, text=""))
        self.notes += [f"{audit.path} was not audited: {audit.note}."] if audit.note else []
        self.diffs.append(result.diff)
        self.fixed += result.fixes
        self.not_fixed += [f"{audit.path}: fixes were left out, because {result.left_out}."] if result.left_out else []

    def report(self, excluded: int) -> Report:
        return Report(
            tuple(self.audits),
            tuple(self.notes),
            excluded,
            fixed=self.fixed,
            not_fixed=tuple(self.not_fixed),
            diff="".join(self.diffs),
        )


def _not_asked_for(beside: Sequence[Audit]) -> list[str]:
    """Return the findings in files that were not named but are imported by those that were."""
    remarks = []
    for audit in beside:
        if findings := len(audit.findings):
            breaks = sum(one.severity == "breaks" for one in audit.findings)
            kinds = f", {breaks:,} of which {'breaks' if breaks == 1 else 'break'}" if breaks else ""
            remarks.append(
                f"{audit.path} is imported and was not asked for: {count(findings, 'finding')} there{kinds}."
            )
    more = [f"And so in {len(remarks) - MOST_LISTED} files more."] if len(remarks) > MOST_LISTED else []
    return remarks[:MOST_LISTED] + more


def _excluded(path: str, wanted: Settings) -> bool:
    return bool(wanted.exclude) and any(matches(below(path, wanted.base), glob) for glob in wanted.exclude)


def _baseline(wanted: Settings, update: bool) -> baseline.Baseline | None:
    if not wanted.baseline:
        if update:
            raise WrongUse("--update-baseline needs a file: --baseline FILE, or `baseline` in pyproject.toml")
        return None
    path = Path(wanted.baseline)
    return baseline.Baseline(path) if update and not path.exists() else baseline.read(path)


def _without(report: Report, known: baseline.Baseline) -> Report:
    """Return the report without known findings; entries of files that were not checked now are left alone."""
    new, left = known.new(report.findings)
    by_file: dict[str, list[Finding]] = {}
    for finding in new:
        by_file.setdefault(finding.path, []).append(finding)
    files = tuple(replace(file, findings=tuple(by_file.get(file.path, ()))) for file in report.files)
    looked_at = {baseline.seen_from(file.path, known.path.parent) for file in report.files}
    gone = sum(count for (path, _, _), count in left.items() if path in looked_at or not _exists(known, path))
    return replace(report, files=files, known=len(report.findings) - len(new), gone=gone)


def _updated(report: Report, known: baseline.Baseline) -> Report:
    """Write the baseline with the findings; entries of files that were not checked now stay."""
    looked_at = {baseline.seen_from(file.path, known.path.parent) for file in report.files}
    kept = Counter({key: n for key, n in known.counts.items() if key[0] not in looked_at and _exists(known, key[0])})
    now = known.of(report.findings)
    gone = sum((known.counts - now.counts - kept).values())
    try:
        write(known.path, baseline.Baseline(known.path, now.counts + kept).document().encode())
    except OSError as error:
        raise WrongUse(f"the baseline {known.path} could not be written: {error.strerror or error}") from None
    files = tuple(replace(file, findings=()) for file in report.files)
    return replace(report, files=files, known=len(report.findings), gone=gone)


def _exists(known: baseline.Baseline, path: str) -> bool:
    return (known.path.parent / path).exists()
