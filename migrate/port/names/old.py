"""Which names are the old libraries'."""

from __future__ import annotations

OLD = ("pymc3", "theano")


def is_old(name: str) -> bool:
    """Whether it is a name of the old libraries, or a value of theirs."""
    return name.rstrip("()") in OLD or name.startswith(("pymc3.", "theano."))
