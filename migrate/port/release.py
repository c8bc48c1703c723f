"""Whether a file was written before a release of PyMC3, where something tells it.

What the file says of itself (a release, columns of summaries) tells it, a requirement of its repository for one release,
and the day of its last change where that was before the release came out. A later day tells nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from theano_common.version_numbers import version_numbers

from ..reproduce import releases, requirements

# What only some releases took.
ARGUMENTS = ((re.compile(r"\bpm\.(?:stats\.)?hpd\([^()]*\balpha\s*="), "3.7", "alpha= of pm.hpd"),)
ONE = re.compile(r"(?:==|~=|<=?)(\d+(?:\.\d+)*)")


@dataclass(frozen=True)
class Release:
    """The `last` release that the file can be of, or the one that it is of; the `evidence` says why."""

    last: str
    evidence: str

    def is_before(self, release: str) -> bool:
        """Say whether it is older than another."""
        return version_numbers(self.last)[:2] < version_numbers(release)


def of_file(text: str, path: str) -> Release | None:
    """Return what is known of a file's release of PyMC3; None where nothing tells it."""
    if (said := releases.SAID.search(text)) is not None:
        return Release(said[1], f"the file says {said[1]}")
    if (named := releases.named(text).get("pymc3")) is not None:
        return Release(named, f"the file says {named}")
    columns = "\n".join(releases.READ.findall(text))
    for columns_of, _, last in releases.COLUMNS:
        if re.search(columns_of, columns):
            return Release(last, f"the columns of its summary are those of {last}")
    for pattern, last, what in ARGUMENTS:
        if pattern.search(text):
            return Release(last, f"{what} is of {last} and before")
    place = Path(path)
    if not place.is_file():
        return None
    bounds, file = requirements.asked(place.absolute().parent, "pymc3")
    if (exact := ONE.search(bounds)) is not None:
        return Release(exact[1], f"{file} asks for pymc3{bounds}")
    day = releases.date_of(place.absolute().parent, place.absolute())
    found = releases.by_date(day).get("pymc3") if day is not None else None
    return Release(found.version, f"{found.evidence}") if found is not None and version_numbers(found.version) < (3, 8) else None
