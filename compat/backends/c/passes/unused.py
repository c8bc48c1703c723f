"""Variables that were declared for an expression which then did without them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..ir import Block, For, If, Let, Together, names, names_in


def without_unused(body: Sequence[Any]) -> list[Any]:
    """`body` but for the removable variables that no later statement reads; their values have no effects."""
    return _kept(body, set())


def _kept(body: Sequence[Any], read: set[str]) -> list[Any]:
    """Return the same, `read` being what is read behind the body; it grows by what the body reads."""
    kept = []
    for s in reversed(body):
        if isinstance(s, Let) and s.removable and s.name not in read:
            continue
        if isinstance(s, For | If | Block | Together):
            s = replace(s, body=tuple(_kept(s.body, read)))
            read |= (
                names(s.first) | names(s.end)
                if isinstance(s, For)
                else names(s.condition)
                if isinstance(s, If)
                else set()
            )
        else:
            read |= names_in(s)
        kept.append(s)
    return kept[::-1]


__all__ = ["without_unused"]
