"""The results of a check: findings by file, how much of the code was understood, and the exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from .audit import Audit
from .rules.rule import SEVERITIES, Finding


@dataclass(frozen=True)
class Unseen:
    """A read of a legacy module by a name that is known only at run time: `getattr(T, name)`."""

    path: str
    line: int
    of: str


@dataclass(frozen=True)
class Coverage:
    """How many uses of names of theano, pymc3 and libraries on top of them the tables have, and which they lack."""

    resolved: int
    unknown: Mapping[str, int]
    on_top: Mapping[str, int] = field(default_factory=dict)  # uses of names of exoplanet, Keras, Lasagne, by library
    unseen: tuple[Unseen, ...] = ()


@dataclass(frozen=True)
class Summary:
    """Counts of the report. `known`: suppressed by the baseline; `gone`: in the baseline and no longer found."""

    files: int
    with_findings: int
    unreadable: tuple[str, ...]
    by_severity: Mapping[str, int]
    by_code: Mapping[str, int]
    safe_fixes: int
    unsafe_fixes: int
    excluded: int = 0
    known: int = 0
    gone: int = 0
    fixed: int = 0  # fixes that were applied, or are shown in `Report.diff`
    not_fixed: tuple[str, ...] = ()  # sentences about files whose fixes were left out


@dataclass(frozen=True)
class OnlyAtRunTime:
    """A name that the run used and the check did not see in that file."""

    name: str
    path: str
    line: int
    count: int
    status: str  # in the table of names: supported, flagged, absent, unknown
    reason: str = ""


@dataclass(frozen=True)
class Report:
    """The results of a check. `notes` are sentences about the check itself."""

    files: tuple[Audit, ...]
    notes: tuple[str, ...] = ()
    excluded: int = 0
    known: int = 0
    gone: int = 0
    fixed: int = 0
    not_fixed: tuple[str, ...] = ()
    diff: str = ""
    at_run_time: tuple[OnlyAtRunTime, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for file in self.files for finding in file.findings)

    @property
    def coverage(self) -> Coverage:
        unknown = Counter(name for file in self.files for name in file.unknown)
        on_top = Counter(library for file in self.files for library in file.on_top)
        unseen = tuple(Unseen(file.path, line, of) for file in self.files for line, of in file.unseen)
        resolved = sum(file.resolved for file in self.files)
        return Coverage(resolved, dict(unknown.most_common()), dict(sorted(on_top.items())), unseen)

    @property
    def summary(self) -> Summary:
        findings = self.findings
        severities = Counter(one.severity for one in findings)
        safe = sum(one.fix is not None and one.fix.safe for one in findings)
        return Summary(
            files=len(self.files),
            with_findings=sum(bool(file.findings) for file in self.files),
            unreadable=tuple(file.path for file in self.files if not file.readable),
            by_severity={severity: severities[severity] for severity in SEVERITIES},
            by_code=dict(sorted(Counter(one.code for one in findings).items())),
            safe_fixes=safe,
            unsafe_fixes=sum(one.fix is not None for one in findings) - safe,
            excluded=self.excluded,
            known=self.known,
            gone=self.gone,
            fixed=self.fixed,
            not_fixed=self.not_fixed,
        )

    @property
    def exit_code(self) -> int:
        """Return 0 if nothing was found, 1 for findings, 3 if a file could not be read or checked."""
        if any(not file.readable for file in self.files):
            return 3
        return 1 if any(file.findings for file in self.files) else 0
