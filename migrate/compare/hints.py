"""Where saved and new posteriors differ, the saved one may be wrong: rows of the table of differences.

A fault that we reproduce on purpose, since published numbers depend on it, explains a difference only where the new
draws are those of today's PyMC.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from theano_common.differences.table import Difference, differences
from theano_common.saved.versions import Version

UNKNOWN = Version("", "", "nothing tells")
LIBRARIES = {"PyMC3": "pymc3", "ArviZ": "arviz"}  # whose faults numbers may be of, as versions name them
TODAYS = re.compile(r"^\s*(?:import|from)\s+pymc\b", re.MULTILINE)
EVERY_RELEASE = "4"  # the old library ended before it


def hints(script: str, versions: Mapping[str, Version]) -> tuple[str, ...]:
    """Return possible faults of the saved side, from the script's text and the versions found in the saved file."""
    return tuple(text(row, version) for row, version in _relevant(script, versions))


def text(row: Difference, version: Version) -> str:
    """Return one sentence; `version` bounds the version that saved the draws."""
    name = row.library
    if not row.before:
        return f"In {name} {row.then}; today {row.now} ({row.source})."
    if version.most and _number(version.most) < _number(row.before):
        return f"They were saved by {name} {version}, and before {row.before} {row.then} ({row.source})."
    return f"If they were saved by {name} before {row.before}: {row.then} ({row.source})."


def _relevant(script: str, versions: Mapping[str, Version]) -> Iterator[tuple[Difference, Version]]:
    for row in differences():
        if row.library not in LIBRARIES or not row.faulty or not re.search(row.faulty, script):
            continue
        if not row.before and not TODAYS.search(script):
            continue
        version = versions.get(LIBRARIES[row.library], UNKNOWN)
        if row.since and version.most and _number(version.most) < _number(row.since):
            continue
        if not version.least or _number(version.least) < _number(row.before or EVERY_RELEASE):
            yield row, version


def _number(version: str) -> tuple[int, ...]:
    """Return (3, 11, 2) for "3.11.2" or "3.11.2rc1"."""
    found = [int(part) for part in re.findall(r"\d{1,9}", version)[:3]]
    return tuple(found + [0] * (3 - len(found)))
