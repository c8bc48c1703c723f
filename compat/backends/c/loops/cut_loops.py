"""Writes large loops that are cut into parts for threads (passes/parts.py makes a function of a part)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..computations.computation import Computation
from ..ctype import ctype
from ..ir import Expr, Field, Length, Name, Parts, SegmentLength, Sum, code, joined
from ..nests.nest import Loop, Tiled
from ..nests.parallel_loops import cost
from ..target import LANES
from .accumulate import open_accumulator
from .loop_context import Where
from .writer_protocols import Writing


def write(w: Writing, loop: Loop, sums: Sequence[Computation], where: Where) -> None:
    """Write the loop in parts. sums: accumulated over it; their initial values are already declared."""
    with w.inside() as body:
        for computation in sums:
            open_accumulator(w, computation, where)
        w.over(loop, replace(where, ends=(Field(Name("part"), "first"), Field(Name("part"), "end"))))
    with w.inside(new_names=False) as memory:
        w.scratch(w.schedule.private_to(loop))
    arrays = [
        Sum(w.memory(c), ctype(c.accumulator), c.combine, c.accumulator, size=w.size(c))
        for c in sums
        if c.in_memory_accumulator
    ]
    work = _work(loop)
    if arrays:  # adding up the copies takes time too
        work = code(
            f"fewer({{}}, {' + '.join(['{}'] * len(arrays))})", work, *(a.size for a in arrays if a.size is not None)
        )
    w.add(
        Parts(
            w.part_name(),
            tuple(body),
            tuple(memory),
            (*(r for c in sums if not c.in_memory_accumulator for r in _registers(c, where)), *arrays),
            loop.length,
            _step(loop),
            joined(" * ", _factors(max((c.space for c in loop.computations), key=len))),
            work,
            w.fewest_points,
        )
    )


def _step(loop: Loop) -> int:
    if isinstance(loop.how, Tiled):
        return loop.how.size
    return LANES if all(len(c.space) == 1 for c in loop.computations) else 1


def _registers(computation: Computation, where: Where) -> list[Sum]:
    """Return the variables that accumulate `computation`: a vector or a number, and a flag for NaN."""
    n, dtype, kind = computation.number, ctype(computation.accumulator), (computation.combine, computation.accumulator)
    if n in where.lanes:
        return [Sum(f"s{n}", f"LANES({dtype})", *kind)]
    nan = [Sum(f"nan{n}", "int", *kind, flag=True)] if computation.watches_nan else []
    return [Sum(f"a{n}", dtype, *kind), *nan]


def _work(loop: Loop) -> Expr:
    """Return the cost of the loop."""
    of: dict[tuple[Any, ...], int] = {}
    for computation in loop.computations:
        lengths = _factors(computation.space)
        of[lengths] = of.get(lengths, 0) + cost(computation)
    terms = [(" * ".join([f"{points}.0", *["{}"] * len(lengths)]), lengths) for lengths, points in of.items()]
    return code(" + ".join(template for template, _ in terms), *(n for _, lengths in terms for n in lengths))


def _factors(space: tuple[Length, ...]) -> tuple[Length, ...]:
    """Return factors whose product is the number of points of `space`."""
    return (space[-1].total,) if space and isinstance(space[-1], SegmentLength) else space


__all__ = ["write"]
