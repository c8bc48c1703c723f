"""Large loops that are cut into parts for threads (passes/parts.py makes a function of a part)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ..computations.computation import Computation
from ..ctype import ctype
from ..ir.expressions import Expr, Field, Length, Literal, SegmentLength, call, joined, named
from ..ir.statements import PART, Parts, Sum
from ..naming import accumulator_of, lanes_of, loop_in_parts, nan_of
from ..nests.nest import Loop, Tiled
from ..nests.parallel_loops import cost
from ..target import LANES
from .accumulate import open_accumulator
from .context import Context
from .loop_context import Where
from .scratch import scratch


def parts(c: Context, loop: Loop, where: Where, run: Callable[[Loop, Where], list[Any]]) -> Parts:
    """Return the loop in parts. run: makes the statements of one; the sums have their initial values before."""
    sums = loop.accumulators
    body = [s for computation in sums for s in open_accumulator(c, computation, where)]
    body += run(loop, replace(where, ends=(Field(PART, named("first")), Field(PART, named("end")))))
    arrays = [
        Sum(c.memory(i), ctype(i.accumulator), i.combine, i.accumulator, size=c.size(i))
        for i in sums
        if i.in_memory_accumulator
    ]
    work = _work(loop)
    if arrays:  # adding up the copies takes time too
        sizes = [a.size for a in arrays if a.size is not None]
        work = call("fewer", work, joined("+", sizes))
    number = [node for node in c.schedule.body if isinstance(node, Loop) and node.cut].index(loop)
    return Parts(
        loop_in_parts(c.name, number),
        tuple(body),
        tuple(scratch(c, c.schedule.private_to(loop))),
        (*(r for i in sums if not i.in_memory_accumulator for r in _registers(i, where)), *arrays),
        loop.length,
        _step(loop),
        joined("*", _factors(max((i.space for i in loop.computations), key=len))),
        work,
        c.fewest_points,
    )


def _step(loop: Loop) -> int:
    if isinstance(loop.how, Tiled):
        return loop.how.size
    return LANES if all(len(c.space) == 1 for c in loop.computations) else 1


def _registers(computation: Computation, where: Where) -> list[Sum]:
    """Return the variables that accumulate `computation`: a vector or a number, and a flag for NaN."""
    dtype, kind = ctype(computation.accumulator), (computation.combine, computation.accumulator)
    if computation.number in where.lanes:
        return [Sum(lanes_of(computation), f"LANES({dtype})", *kind, in_lanes=True)]
    nan = [Sum(nan_of(computation), "int", *kind, flag=True)] if computation.watches_nan else []
    return [Sum(accumulator_of(computation), dtype, *kind), *nan]


def _work(loop: Loop) -> Expr:
    """Return the cost of the loop."""
    of: dict[tuple[Any, ...], int] = {}
    for computation in loop.computations:
        lengths = _factors(computation.space)
        of[lengths] = of.get(lengths, 0) + cost(computation)
    terms = [joined("*", [Literal(f"{points}.0", "float64"), *lengths]) for lengths, points in of.items()]
    return joined("+", terms)


def _factors(space: tuple[Length, ...]) -> tuple[Length, ...]:
    """Return factors whose product is the number of points of `space`."""
    return (space[-1].total,) if space and isinstance(space[-1], SegmentLength) else space
