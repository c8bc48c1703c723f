"""Versions as numbers, which can be compared."""

from __future__ import annotations

import re


def version_numbers(version: str) -> tuple[int, ...]:
    """Return (3, 11, 5) for "3.11.5": at most three numbers, without what stands behind a `+`."""
    return tuple(int(part) for part in re.findall(r"\d+", version.partition("+")[0])[:3])
