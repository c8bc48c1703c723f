"""Which names belong to the old libraries."""

from __future__ import annotations

OLD = ("pymc3", "theano")


def is_old(name: str) -> bool:
    """Say whether it is a name of the old libraries, or a value of one of their classes."""
    return name.rstrip("()") in OLD or name.startswith(("pymc3.", "theano."))
