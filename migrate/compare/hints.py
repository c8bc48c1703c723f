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
TODAYS = re.compile(r"^\s*(?:import|from)\s+pymc\b", re.MULTILINE)
EVERY_RELEASE = "4"  # the old library ended before it


def hints(script: str, versions: Mapping[str, Version]) -> tuple[str, ...]:
    """Return possible faults of the saved side, from the script's text and the versions found in the saved file."""
    version = versions.get("pymc3", UNKNOWN)
    return tuple(text(row, version) for row in _relevant(script, version))


def text(row: Difference, version: Version) -> str:
    """Return one sentence; `version` bounds the version that saved the draws."""
    if not row.before:
        return f"In PyMC3 {row.then}; today {row.now} ({row.source})."
    if version.most and _number(version.most) < _number(row.before):
        return f"They were saved by PyMC3 {version}, and before {row.before} {row.then} ({row.source})."
    return f"If they were saved by PyMC3 before {row.before}: {row.then} ({row.source})."


def _relevant(script: str, version: Version) -> Iterator[Difference]:
    for row in differences():
        if row.library != "PyMC3" or not row.faulty or not re.search(row.faulty, script):
            continue
        if not row.before and not TODAYS.search(script):
            continue
        if not version.least or _number(version.least) < _number(row.before or EVERY_RELEASE):
            yield row


def _number(version: str) -> tuple[int, ...]:
    """Return (3, 11, 2) for "3.11.2" or "3.11.2rc1"."""
    found = [int(part) for part in re.findall(r"\d{1,9}", version)[:3]]
    return tuple(found + [0] * (3 - len(found)))
