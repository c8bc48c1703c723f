"""The sets of rules by name, which `lists.py` fills: steps of loops are rewritten by the set that their loop is in."""

from __future__ import annotations

from .engine import Rules

RULE_SETS: dict[str, tuple[tuple[str, Rules], ...]] = {}
