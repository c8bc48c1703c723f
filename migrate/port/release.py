"""The release of PyMC3 that a file was written for, where something tells it.

What the file says of itself does (a release, columns of summaries, arguments that only some releases took), a
requirement of its repository for one release, and the day of its last change, for which no later release can be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from theano_common.version_numbers import version_numbers

from ..reproduce import releases, requirements

ARGUMENTS = (
    (re.compile(r"\bpm\.(?:stats\.)?hpd\([^()]*\balpha\s*="), "3.7", "alpha= of pm.hpd"),
    (re.compile(r"(?:\.|\[['\"])(?:[pd]?WAIC|[pd]?LOO|dSE)\b"), "3.7", "WAIC or LOO in capitals"),
)
ONE = re.compile(r"(?:==|~=)(\d+(?:\.\d+)*)")


@dataclass(frozen=True)
class Release:
    """A release; where it is not `exact`, the file may be of an older one. The `evidence` says why."""

    version: str
    evidence: str
    exact: bool = True

    def is_before(self, release: str) -> bool | None:
        """Say whether it is older than another; None if that cannot be told."""
        if version_numbers(self.version)[:2] < version_numbers(release):
            return True
        return False if self.exact else None


def of_file(text: str, path: str) -> Release | None:
    """Return what is known of a file's release of PyMC3; None where nothing tells it."""
    return _of_text(text) or (_of_place(Path(path).absolute()) if Path(path).is_file() else None)


def _of_text(text: str) -> Release | None:
    said = releases.SAID.search(text)
    named = said[1] if said is not None else releases.named(text).get("pymc3")
    if named is not None:
        return Release(named, f"the file says {named}")
    columns = "\n".join(releases.READ.findall(text))
    for these, _, last in releases.COLUMNS:
        if re.search(these, columns):
            return Release(last, f"the columns of its summary are those of {last}")
    for pattern, last, what in ARGUMENTS:
        if pattern.search(text):
            return Release(last, f"{what} is of {last} and before")
    return None


def _of_place(path: Path) -> Release | None:
    bounds, file = requirements.asked(path.parent, "pymc3")
    if (exact := ONE.search(bounds)) is not None:
        return Release(exact[1], f"{file} asks for pymc3{bounds}")
    day = releases.date_of(path.parent, path)
    found = releases.by_date(day).get("pymc3") if day is not None else None
    return Release(found.version, found.evidence, exact=False) if found is not None else None
