"""Findings that are known: a file of them, by rule, file and what the line says, so that only new ones are reported.

Lines may move and be indented otherwise without a finding becoming new. Where the same line stands several times in a
file, so many of its findings are let pass as were counted. Entries that no longer occur are dropped when the file is
written again, so it only ever shrinks by itself.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from theano_common.printing import json_text
from theano_common.regular_file import regular

from ..rules.rule import Finding
from .settings import WrongUse

VERSION = 1

Key = tuple[str, str, str]  # path from the folder of the file, code, fingerprint


@dataclass(frozen=True)
class Baseline:
    """`path` is the file; findings in it are counted by their keys."""

    path: Path
    counts: Counter[Key] = field(default_factory=Counter)

    def key(self, finding: Finding) -> Key:
        return seen_from(finding.path, self.path.parent), finding.code, fingerprint(finding)

    def new(self, findings: Iterable[Finding]) -> tuple[list[Finding], Counter[Key]]:
        """Return the findings beyond those counted here, and the entries that are left over."""
        left, new = Counter(self.counts), []
        for finding in findings:
            key = self.key(finding)
            if left[key] > 0:
                left[key] -= 1
            else:
                new.append(finding)
        return new, +left

    def of(self, findings: Iterable[Finding]) -> Baseline:
        """One with these findings and no others."""
        return Baseline(self.path, Counter(map(self.key, findings)))

    def document(self) -> str:
        rows = [
            {"path": path, "code": code, "line": line, "count": count}
            for (path, code, line), count in sorted(self.counts.items())
        ]
        lines = ",\n".join("    " + json_text(row, indent=None) for row in rows)
        return f'{{\n  "version": {VERSION},\n  "findings": [\n{lines}\n  ]\n}}\n'


def read(path: Path) -> Baseline:
    """Raises WrongUse for a file that is none of ours."""
    try:
        document = json.loads(regular(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise WrongUse(f"no baseline {path}: --update-baseline writes one") from None
    except (OSError, ValueError, RecursionError) as error:
        raise WrongUse(f"the baseline {path} could not be read: {error}") from None
    try:
        if document["version"] != VERSION:
            raise WrongUse(f"the baseline {path} is of version {document['version']}; this is for {VERSION}")
        rows = [(str(row["path"]), row["code"], row["line"], int(row["count"])) for row in document["findings"]]
        counts = Counter({tuple(key): count for *key, count in rows})
    except (KeyError, TypeError, ValueError) as error:
        if isinstance(error, WrongUse):
            raise
        raise WrongUse(f"{path} is no baseline of migrate-check") from None
    return Baseline(path, counts)


def fingerprint(finding: Finding) -> str:
    """Of what was found and the line it stands in, whatever its spaces."""
    fields = (finding.code, finding.name, " ".join(finding.excerpt.split()))
    return hashlib.sha256("\0".join(fields).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def seen_from(path: str, folder: Path) -> str:
    return PurePath(os.path.relpath(path, folder)).as_posix()


def numbered(findings: Sequence[Finding]) -> list[str]:
    """Return a fingerprint for each of one file's findings; equal ones are told apart by their order."""
    seen: Counter[str] = Counter()
    fields = []
    for one in map(fingerprint, findings):
        seen[one] += 1
        fields.append(f"{one}:{seen[one]}")
    return fields
