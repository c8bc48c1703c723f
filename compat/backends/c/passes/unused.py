"""A pass that removes declarations which nothing reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..ir.expressions import Name, names
from ..ir.statements import Array, Block, For, If, Let, Parts, Table, Together, Variable, names_in


def without_unused(body: Sequence[Any]) -> list[Any]:
    """Return `body` without removable declarations that no later statement reads; their values have no side effects."""
    return _kept(body, set())


def _kept(body: Sequence[Any], read: set[Name]) -> list[Any]:
    """Remove unused variables from a block, last statement first.

    read: the names that later statements read; those that the block reads are added.
    """
    kept = []
    for s in reversed(body):
        if isinstance(s, Let | Variable | Array | Table) and _is_removable(s) and s.name not in read:
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
            if isinstance(s, Parts):
                s = replace(s, body=tuple(_kept(s.body, set())))
            read |= names_in(s)
        kept.append(s)
    return kept[::-1]


def _is_removable(s: Let | Variable | Array | Table) -> bool:
    return isinstance(s, Table) or s.removable
