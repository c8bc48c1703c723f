"""A loop over points as a statement, and what it promises to a compiler that makes vectors of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..computations.computation import Computation
from ..ctype import kind
from ..ir.expressions import ZERO, Expr, Int, Name, point
from ..ir.statements import For, Let, Simd
from ..naming import accumulator_of, lane, nan_of
from ..nests.fission import calls
from ..nests.nest import Loop
from ..target import LANES, current

_CLAUSE = {"sum": "+", "prod": "*", "max": "max", "min": "min", "all": "&", "any": "|"}


def points(loop: Loop, first: Expr, end: Expr, body: Sequence[Any], sums: Sequence[Name] | None = None) -> For:
    """Return the loop over its points from `first` up to, but not including, `end`. sums: what `body` adds to."""
    return For(point(loop.depth), first, end, tuple(body), _promise(loop, sums))


def eight_points(loop: Loop, first: Expr, body: Sequence[Any]) -> For:
    """Return the loop over eight points from `first` on, which accumulates nothing: the compiler knows their number."""
    here = Let(point(loop.depth), "int64", first + lane(loop.depth))
    return For(lane(loop.depth), ZERO, Int(LANES), (here, *body), _promise(loop, []))


def _promise(loop: Loop, sums: Sequence[Name] | None) -> Simd | None:
    """Return the promise that iterations are independent, apart from the sums; None if they are not."""
    if loop.serial or any(isinstance(n, Loop) for n in loop.body) or _is_written_out(loop):
        return None
    accumulates = bool(sums) if sums is not None else any(_is_sum_of_floats(c, loop) for c in loop.computations)
    if current().reproducible and accumulates:
        return None  # compilers have as many partial sums as their vectors have places
    if sums is not None:
        return Simd((("+", tuple(sums)),) if sums else ())
    return None if _is_ordered(loop) else Simd(_reductions(loop))


def _is_written_out(loop: Loop) -> bool:
    """Return whether gcc should unroll the points of `loop` rather than vectorise them.

    What one short loop stores by element and the next reads as a vector makes the processor wait.
    """
    return loop.length in (1, 2) or (loop.length in (3, 4) and not any(map(calls, loop.computations)))


def _is_ordered(loop: Loop) -> bool:
    """Return whether a computation needs the points in their order, or has no vectors."""
    targets: set[int] = set()
    for c in loop.computations:
        if "c" in (kind(c.dtype), kind(c.accumulator or c.dtype)) or c.combine == "argmax":
            return True
        if c.kind == "store" and c.target is not None and not c.apart:
            if c.target.number in targets:  # the places that two stores write may overlap
                return True
            targets.add(c.target.number)
        if c.kind == "reduce" and loop.depth in c.reduced and c.in_memory_accumulator:
            return True
    return False


def _is_sum_of_floats(c: Computation, loop: Loop) -> bool:
    return c.kind == "reduce" and loop.depth in c.reduced and kind(c.accumulator or c.dtype) == "f"


def _reductions(loop: Loop) -> tuple[tuple[str, tuple[Name, ...]], ...]:
    """Return what the loop accumulates, by operator."""
    clauses: dict[str, list[Name]] = {}
    for c in loop.computations:
        if c.kind == "reduce" and loop.depth in c.reduced:
            clauses.setdefault(_clause(c), []).append(accumulator_of(c))
            if c.watches_nan:
                clauses.setdefault("|", []).append(nan_of(c))
    return tuple((sign, tuple(names)) for sign, names in clauses.items())


def _clause(computation: Computation) -> str:
    """Return the operator of `computation` in an OpenMP reduction clause."""
    if computation.combine in ("max", "min") and kind(computation.accumulator) == "f":
        return "largest" if computation.combine == "max" else "smallest"
    return _CLAUSE[computation.combine]
