"""Writes a loop whose remainder, beyond whole vectors, is one more vector (nests/last_vectors.py)."""

from __future__ import annotations

from dataclasses import replace

from ..ir import ZERO, Expr, If, Int, Name, code, expression
from ..nests.nest import Loop
from ..target import LANES
from .loop_context import Where
from .writer_protocols import Writing


def write(w: Writing, loop: Loop, where: Where) -> None:
    """Write the loop over whole vectors, or over all points if there is no whole one; then the last vector."""
    n = expression(loop.length)
    whole: Expr = (
        Int(n.value // LANES * LANES)
        if isinstance(n, Int)
        else w.local("int64", code(f"{{}} >= {LANES} ? {{}} & ~{LANES - 1} : {{}}", n, n, n), "whole")
    )
    w.points(loop, ZERO, whole, where)
    with w.inside(new_names=False) as body:
        again = replace(where, new_point=code("{} >= {}", Name(f"i{loop.depth}"), whole))
        w.eight_points(loop, code(f"{{}} - {LANES}", n), again)
    w.add(If(code("{} < {}", whole, n), tuple(body), "the rest: as a vector that overlaps the one before"))


__all__ = ["write"]
