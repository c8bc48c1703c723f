"""Which findings are reported: by code, by severity, by file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePath

from ..rules.rule import SEVERITIES


@dataclass(frozen=True)
class Wanted:
    """`severity`: the lowest that is shown; `per_file`: (glob of paths below `base`, codes ignored there)."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: str = SEVERITIES[-1]
    per_file: tuple[tuple[str, tuple[str, ...]], ...] = ()
    base: str = ""

    def code(self, code: str, path: str = "") -> bool:
        """Say whether a code is reported: "MC5" means all that begin with it; the longest match decides."""
        yes = max((len(s) for s in self.select if code.startswith(s)), default=0 if self.select else 1)
        no = max((len(s) for s in self.ignore if code.startswith(s)), default=0)
        if yes <= no:
            return False
        if not self.per_file:
            return True
        seen = below(path, self.base)
        return not any(code.startswith(codes) and matches(seen, glob) for glob, codes in self.per_file)

    def as_severe(self, severity: str) -> bool:
        return SEVERITIES.index(severity) <= SEVERITIES.index(self.severity)


def matches(path: str, glob: str) -> bool:
    """Say whether a glob matches a path, a part of it or a folder above it: `old/*.py`, `setup.py`, `docs`."""
    parts, glob = PurePath(path).parts, glob.strip("/")
    spans = ((start, end) for start in range(len(parts)) for end in range(start + 1, len(parts) + 1))
    return any(fnmatchcase("/".join(parts[start:end]), glob) for start, end in spans)


def below(path: str, base: str) -> str:
    """Return `path` relative to `base`, so that globs do not see the folders above; unchanged if it is not below."""
    seen = os.path.relpath(path, base or os.curdir)
    return path if seen.startswith(os.pardir) else seen
