"""What ArviZ tells otherwise than it did: numbers that no run of today's can have."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from .judging import CANNOT_TELL, DIFFERS, EXPLAINED, Judged
from .tables import Block

TAILS = re.compile(r"^\s*\(-Inf, 0\.5\].*(?:\n\s*\(.*)*", re.M)  # the classes of Pareto's k
TAILS_TODAY = "(-Inf, 0.7"
COMPARES = re.compile(r"(?:\b(?:az|arviz)\.|(?<![\w.]))compare\s*\(")
SAID = "has changed from BB-pseudo-BMA to stacking"  # by 0.11, beside the new default
RANKS = "rank"  # a column of ArviZ's today: not of a table that emulates an earlier release, whose weights are of then
OF_TAILS = "ArviZ counts the tails by other classes now"
OF_WEIGHTS = "ArviZ weighted models by BB-pseudo-BMA before 0.11, and by stacking now, where nobody says how"
OF_ERRORS = "ArviZ had the standard errors of compare in the order of what it was given before 0.19"
ALIKE = 0.05  # of a standard error, that of another row: a bootstrap of 1,000 knows its own to 2 %


def changed(found: Sequence[Judged], source: str, old: Sequence[Block], new: Sequence[Block]) -> list[Judged]:
    """Turn `cannot tell` and `differs` to `explained` where ArviZ changed. old, new: the outputs of the cell."""
    tails = [TAILS.search(block.text) for block in old] if any(TAILS_TODAY in block.text for block in new) else []
    compares = COMPARES.search(source) is not None
    weights = compares and "method" not in source and not any(SAID in block.text for block in old)
    weights = weights and any(RANKS in table.columns for block in new for table in block.tables)
    errors = [one for one in found if compares and one.place.endswith(", se") and one.new is not None]
    told = []
    for one in found:
        why = ""
        if one.verdict in (CANNOT_TELL, DIFFERS):
            part = tails[one.old_block] if tails else None
            if part is not None and part.start() <= one.old.start < part.end():
                why = OF_TAILS
            elif weights and one.new is not None and one.place.endswith(", weight"):
                why = OF_WEIGHTS
            elif one in errors and _of_another_row(one, errors):
                why = OF_ERRORS
        told.append(replace(one, verdict=EXPLAINED, reason=why, z=math.nan) if why else one)
    return told


def _of_another_row(one: Judged, errors: Sequence[Judged]) -> bool:
    others = [other.new.value for other in errors if other is not one and other.new is not None]
    return any(math.isclose(one.old.value, value, rel_tol=ALIKE) for value in others)
