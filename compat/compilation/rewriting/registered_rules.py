"""The rules and optimizers that users registered for every function compiled from then on."""

from __future__ import annotations

from typing import Any

WHOLE: list[tuple[float, Any, frozenset[str]]] = []  # (position, optimizer, tags) of optimizers of whole graphs
REGISTERED: dict[str, dict[str, Any]] = {"canonicalise": {}, "stabilise": {}, "specialise": {}}


def for_all(rule_set: str) -> list[Any]:
    """Return the optimizers of whole graphs that users registered for every function."""
    if not WHOLE or rule_set == "none":
        return []
    tag = "fast_run" if rule_set == "all" else "fast_compile"
    return [o.query("+" + tag) if hasattr(o, "query") else o for _, o, tags in WHOLE if tag in tags]
