"""The rule sets by name, which `lists.py` fills: the step of a loop uses the set of the enclosing graph."""

from __future__ import annotations

from .engine import Rules

RULE_SETS: dict[str, tuple[tuple[str, Rules], ...]] = {}
