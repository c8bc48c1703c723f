"""A loop whose remainder, beyond whole vectors, is one more vector (nests/last_vectors.py)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from ..ir import ZERO, Expr, If, Int, Name, Temporary, code, expression, point
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
        found.append(Temporary(whole.name, "int64", code(f"{{}} >= {LANES} ? {{}} & ~{LANES - 1} : {{}}", n, n, n)))
    found.append(points(loop, ZERO, whole, inside(loop.body, where)))
    again = replace(where, new_point=code("{} >= {}", point(loop.depth), whole))
    last = eight_points(loop, code(f"{{}} - {LANES}", n), inside(loop.body, again))
    return [*found, If(code("{} < {}", whole, n), (last,), "the rest: as a vector that overlaps the one before")]


__all__ = ["loop"]
