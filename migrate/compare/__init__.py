"""Comparing a saved posterior with a new one: `load` a file, `compare` two `Draws`.

>>> from migrate.compare import compare, load
>>> print(compare(load("saved_trace.pkl"), new_draws).text())
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from migrate.compare.comparison import compare
    from migrate.saved.any_file import load

__all__ = ["compare", "load"]


def __getattr__(name: str) -> Any:
    """Import on first use, so that the child that replays a script loads nothing it does not need."""
    if name == "compare":
        from migrate.compare.comparison import compare

        return compare
    if name == "load":
        from migrate.saved.any_file import load

        return load
    raise AttributeError(f"module 'migrate.compare' has no attribute {name!r}")
