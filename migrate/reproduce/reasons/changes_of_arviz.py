"""What ArviZ tells otherwise than it did: numbers that no run of today's can have."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ..judging import CANNOT_TELL, DIFFERS, EXPLAINED, NOT_SETTLED, Judged
from ..notebook_file import Cell
from ..tables import Block
from .resting import resting_on

TAILS = re.compile(r"^\s*\(-Inf, 0\.5\].*(?:\n\s*\(.*)*", re.M)  # the classes of Pareto's k
TAILS_TODAY = "(-Inf, 0.7"
COMPARES = re.compile(r"(?:\b(?:az|arviz)\.|(?<![\w.]))compare\s*\(")
SAID = "has changed from BB-pseudo-BMA to stacking"  # by 0.11, beside the new default
RANKS = "rank"  # a column of ArviZ's today: not of a table that emulates an earlier release, whose weights are of then
EXAMPLES = re.compile(r"load_arviz_data\(\s*['\"](?:non_)?centered_eight['\"]")
OF_EXAMPLES = "ArviZ ships other draws of the eight schools now"
OF_TAILS = "ArviZ counts the tails by other classes now"
OF_WEIGHTS = "ArviZ weighted models by BB-pseudo-BMA before 0.11, and by stacking now, where nobody says how"
OF_ERRORS = "ArviZ had the standard errors of compare in the order of what it was given before 0.19"
ALIKE = 0.05  # of a standard error, that of another row: a bootstrap of 1,000 knows its own to 2 %


def of_examples(cells: Sequence[Cell]) -> frozenset[int]:
    """Return the numbers of the cells that read ArviZ's draws of the eight schools, or rest on them."""
    return resting_on(cells, EXAMPLES)


def changed(
    found: Sequence[Judged], source: str, old: Sequence[Block], new: Sequence[Block], of_example: bool = False
) -> list[Judged]:
    """Turn `cannot tell`, `not settled` and `differs` to `explained` where ArviZ changed.

    old, new: the outputs of the cell. of_example: whether its numbers may be of draws that ArviZ ships.
    """
    reasons: list[Callable[[Judged], str]] = [lambda one: OF_EXAMPLES] if of_example else []
    if any(TAILS_TODAY in block.text for block in new):
        reasons.append(_of_tails(old))
    if COMPARES.search(source):
        reasons.append(_of_errors(found))
        said = "method" in source or any(SAID in block.text for block in old)
        if not said and any(RANKS in table.columns for block in new for table in block.tables):
            reasons.append(lambda one: OF_WEIGHTS if one.new and one.place.endswith(", weight") else "")
    told = []
    for one in found:
        why = next(filter(None, (reason(one) for reason in reasons)), "")
        known = why and one.verdict in (CANNOT_TELL, NOT_SETTLED, DIFFERS)
        told.append(replace(one, verdict=EXPLAINED, reason=why, z=math.nan) if known else one)
    return told


def _of_tails(old: Sequence[Block]) -> Callable[[Judged], str]:
    parts = [TAILS.search(block.text) for block in old]

    def reason(one: Judged) -> str:
        part = parts[one.old_block]
        return OF_TAILS if part is not None and part.start() <= one.old.start < part.end() else ""

    return reason


def _of_errors(found: Sequence[Judged]) -> Callable[[Judged], str]:
    errors = [one for one in found if one.place.endswith(", se")]

    def reason(one: Judged) -> str:
        others = [other.new.value for other in errors if other is not one and other.new is not None]
        mixed = one in errors and any(math.isclose(one.old.value, value, rel_tol=ALIKE) for value in others)
        return OF_ERRORS if mixed else ""

    return reason
