"""A pass that puts functions of inner graphs before the function that calls them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..ir.statements import Definition, Function, Functions, Nested


def lifted(unit: Sequence[Definition]) -> list[Definition]:
    """Return a unit whose functions have no functions inside."""
    found: list[Definition] = []
    for d in unit:
        if isinstance(d, Function):
            body = _without_functions(d.body, found)
            d = replace(d, body=body)
        found.append(d)
    return found


def _without_functions(body: Sequence[Any], found: list[Definition]) -> tuple[Any, ...]:
    """Return statements without the functions among them, which are added to `found`."""
    kept = []
    for s in body:
        if isinstance(s, Functions):
            found += lifted(s.definitions)
        else:
            kept.append(replace(s, body=_without_functions(s.body, found)) if isinstance(s, Nested) else s)
    return tuple(kept)
