"""An estimate of the time for the edits. The minutes are assumptions, stated beside the sum, not measurements."""

from __future__ import annotations

from collections.abc import Iterable

from ..rules.rule import Finding

FIXED = {True: 1, False: 4}  # minutes to review a fix of --fix: safe, unsafe
FIRST = {"breaks": 20, "differs": 30, "style": 0}  # to understand the first finding of a rule and name in a file
AGAIN = {"breaks": 3, "differs": 5, "style": 0}  # each further one
BASIS = (
    f"Assumed, not measured: {FIXED[True]} minute to look over a safe fix, {FIXED[False]} an unsafe one; by hand "
    f"{FIRST['breaks']} minutes for what breaks and {FIRST['differs']} for what differs, {AGAIN['breaks']} and "
    f"{AGAIN['differs']} for each further one of the same rule and name in a file; nothing for style, which runs "
    "as it is."
)


def minutes(findings: Iterable[Finding]) -> int:
    """Return the minutes for these findings."""
    total, met = 0, set()
    for one in findings:
        kind = (one.path, one.code, one.name)
        if one.severity == "style":
            continue
        if one.fix is not None:
            total += FIXED[one.fix.safe]
        else:
            total += AGAIN[one.severity] if kind in met else FIRST[one.severity]
            met.add(kind)
    return total


def in_words(n: int) -> str:
    """Return "45 min", "3.5 h", or "4 days" of eight hours."""
    if n < 90:
        return f"{n} min"
    return f"{n / 60:.1f} h" if n < 16 * 60 else f"{n / 480:.0f} days"
