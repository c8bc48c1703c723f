"""Which findings are asked for: by code, by severity, by file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePath

from ..rules.rule import SEVERITIES


@dataclass(frozen=True)
class Wanted:
    """`severity` is the least that is shown; `per_file` are (glob of paths below `base`, codes ignored there)."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: str = SEVERITIES[-1]
    per_file: tuple[tuple[str, tuple[str, ...]], ...] = ()
    base: str = ""

    def code(self, code: str, path: str = "") -> bool:
        """ "MC5" stands for all that begin so; the longest match decides."""
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
    """Whether a path, a part of it or a folder above it is what the glob says: `old/*.py`, `setup.py`, `docs`."""
    parts, glob = PurePath(path).parts, glob.strip("/")
    spans = ((start, end) for start in range(len(parts)) for end in range(start + 1, len(parts) + 1))
    return any(fnmatchcase("/".join(parts[start:end]), glob) for start, end in spans)


def below(path: str, base: str) -> str:
    """`path` as seen from `base`, so that a glob says nothing of the folders above; unchanged where it is elsewhere."""
    seen = os.path.relpath(path, base or os.curdir)
    return path if seen.startswith(os.pardir) else seen
