"""A loop whose remainder, beyond whole vectors, is one more vector (nests/last_vectors.py)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from ..ir import ZERO, Expr, If, Int, Name, Temporary, expression, operation, point
from ..nests.nest import Loop
from ..target import LANES
from .loop_context import Where
from .points import eight_points, points


def loop(loop: Loop, where: Where, inside: Callable[[Sequence[Any], Where], list[Any]]) -> list[Any]:
    """Return the loop over whole vectors, or over all points if there is no whole one; then the last vector.

    inside: makes the statements of nodes.
    """
    n = expression(loop.length)
    found: list[Any] = []
    whole: Expr
    if isinstance(n, Int):
        whole = Int(n.value // LANES * LANES)
    else:
        whole = Name(f"whole'{loop.depth}")
        rounded = operation("&", n, operation("~", LANES - 1))
        found.append(Temporary(whole.name, "int64", operation("?", operation(">=", n, LANES), rounded, n)))
    found.append(points(loop, ZERO, whole, inside(loop.body, where)))
    again = replace(where, new_point=operation(">=", point(loop.depth), whole))
    last = eight_points(loop, n - LANES, inside(loop.body, again))
    return [*found, If(operation("<", whole, n), (last,), "the rest: as a vector that overlaps the one before")]


__all__ = ["loop"]
