"""A file of known findings, by rule, file and the text of the line, so that only new ones are reported.

Lines may move and be indented differently without making a finding new. If the same line occurs several times in a
file, as many findings pass as were counted. Entries that no longer occur are dropped when the file is rewritten, so
it only ever shrinks by itself.
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

Key = tuple[str, str, str]  # path relative to the file's folder, code, fingerprint


@dataclass(frozen=True)
class Baseline:
    """A baseline: `path` is the file; its findings are counted by key."""

    path: Path
    counts: Counter[Key] = field(default_factory=Counter)

    def key(self, finding: Finding) -> Key:
        return seen_from(finding.path, self.path.parent), finding.code, fingerprint(finding)

    def new(self, findings: Iterable[Finding]) -> tuple[list[Finding], Counter[Key]]:
        """Return the findings beyond those counted here, and the entries left over."""
        left, new = Counter(self.counts), []
        for finding in findings:
            key = self.key(finding)
            if left[key] > 0:
                left[key] -= 1
            else:
                new.append(finding)
        return new, +left

    def of(self, findings: Iterable[Finding]) -> Baseline:
        """Return a baseline of exactly these findings."""
        return Baseline(self.path, Counter(map(self.key, findings)))

    def document(self) -> str:
        rows = [
            {"path": path, "code": code, "line": line, "count": count}
            for (path, code, line), count in sorted(self.counts.items())
        ]
        lines = ",\n".join("    " + json_text(row, indent=None) for row in rows)
        return f'{{\n  "version": {VERSION},\n  "findings": [\n{lines}\n  ]\n}}\n'


def read(path: Path) -> Baseline:
    """Read a baseline. Raises WrongUse if the file is not one."""
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
    """Return a fingerprint of the finding and the text of its line, ignoring spaces."""
    fields = (finding.code, finding.name, " ".join(finding.excerpt.split()))
    return hashlib.sha256("\0".join(fields).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def seen_from(path: str, folder: Path) -> str:
    """Return a path relative to a folder."""
    return PurePath(os.path.relpath(path, folder)).as_posix()


def numbered(findings: Sequence[Finding]) -> list[str]:
    """Return a fingerprint for each of one file's findings; equal ones are numbered in order."""
    seen: Counter[str] = Counter()
    fields = []
    for one in map(fingerprint, findings):
        seen[one] += 1
        fields.append(f"{one}:{seen[one]}")
    return fields
