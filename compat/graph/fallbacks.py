"""What runs in Python although C was wanted, and why: kept for who asks (`theano-compat run --report`)."""

from __future__ import annotations

from collections import Counter

from compat.graph.origin import user_line

_counts: Counter[tuple[str, str, int]] = Counter()


def called_from_c(op: object) -> str:
    """Word the reason why an Op without C is called in Python."""
    return f"{op} has no C: it is called in Python, out of C"


def falls_to_python(reason: str) -> None:
    """Count a fall to Python, for `reason`.

    Called where it happens; the user's line is looked up here.
    """
    at = user_line()
    _counts[reason, at.filename if at else "", at.line if at else 0] += 1


def fallbacks() -> dict[tuple[str, str, int], int]:
    """Return (reason, file, line) -> how often."""
    return dict(_counts)
