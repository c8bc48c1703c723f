"""Tiled loops as statements; nests/tiling.py decides which loops are tiled, and how."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ....rules import thresholds
from ..computations.computation import Computation
from ..ctype import ctype
from ..ir.expressions import ZERO, Expr, Group, Int, Load, expression, named, operation, point
from ..ir.statements import Array, Assign, Block, For, Let, Simd, Variable
from ..naming import (
    accumulator_of,
    copies_of,
    lane,
    lanes_of,
    promoted,
    register_of,
    spilled_of,
    tile,
    tile_end,
    together,
    vector,
    vector_of,
)
from ..nests.nest import Loop, Phase, Tiled
from ..target import LANES
from .accumulate import added_lanes, close_accumulator, open_accumulator
from .context import Context
from .loop_context import Where, place_in_tile
from .points import eight_points, points

Inside = Callable[[Sequence[Any], Where], list[Any]]  # makes the statements of nodes


def tiled_loop(c: Context, loop: Loop, first: Expr, end: Expr, where: Where, inside: Inside) -> list[Any]:
    """Return a tiled loop: for each tile, one phase after the other."""
    plan = loop.how
    assert isinstance(plan, Tiled)
    # gcc has no vectors of _Bool in memory
    found: list[Any] = [
        Array(spilled_of(i), ctype("int64" if i.dtype == "bool" else i.dtype), plan.size)
        for i in loop.computations
        if i.number in plan.spilled
    ]
    body = _tile(c, loop, plan, end, where, inside)
    return [*found, For(tile(loop.depth), first, end, tuple(body), step=plan.size)]


def _tile(c: Context, loop: Loop, plan: Tiled, end: Expr, where: Where, inside: Inside) -> list[Any]:
    d = loop.depth
    found: list[Any] = []
    if plan.size != LANES:
        shorter = operation("?", operation("<", end - tile(d), plan.size), end, tile(d) + plan.size)
        found.append(Let(tile_end(d), "int64", shorter))
    fed = dict(where.fed)
    for computation in plan.in_lanes:
        found.append(Array(vector_of(computation), ctype(computation.accumulator), LANES))
        fed[computation.number] = Load(vector_of(computation), place_in_tile(loop))
    for k, phase in enumerate(plan.phases):
        found += _phase(c, phase, replace(where, tiles=(*where.tiles, (loop, k)), fed=fed), inside)
    for computation in plan.in_lanes:
        found.append(added_lanes(lanes_of(computation), vector_of(computation), computation.accumulator))
    return found


def _phase(c: Context, phase: Loop, where: Where, inside: Inside) -> list[Any]:
    d = phase.depth
    h, e, m, i = tile(d), tile_end(d), lane(d), point(d)
    match phase.how:
        case Phase.WRITTEN_OUT:
            return _written_out(c, phase, where, inside)
        case Phase.INTERCHANGED:
            return _by_four(c, phase, where, inside)
        case Phase.VECTOR:
            return [eight_points(phase, h, inside(phase.body, where))]
        case Phase.OVER_LANES:
            place = Let(m, "int64", i - h)
            body = [place, *inside(phase.body, replace(where, lane=m))]
            return [points(phase, h, h + LANES, body, [])]
        case Phase.VECTORS:
            eight = eight_points(phase, vector(d), inside(phase.body, replace(where, lane=m)))
            return [For(vector(d), h, e, (eight,), step=LANES)]
    return [points(phase, h, e, inside(phase.body, replace(where, lane=Group(operation("&", i, LANES - 1)))))]


def open_copies(c: Context, stores: Sequence[Computation]) -> list[Any]:
    """Return, before the function's own loop, the declarations of the copies of privatised sums."""
    return [Array(copies_of(i), ctype(i.dtype), Int(LANES) * c.size(i.stored_in), zero=True) for i in stores]


def close_copies(c: Context, stores: Sequence[Computation]) -> list[Any]:
    """Return the loops that add up the copies of privatised sums, after the loop."""
    k = named("k")
    found = []
    for computation in stores:
        copies, size = copies_of(computation), c.size(computation.stored_in)
        sums: list[Expr] = [Load(copies, k + Int(number) * size) for number in range(LANES)]
        while len(sums) > 1:
            sums = [Group(a + b) for a, b in zip(sums[::2], sums[1::2], strict=True)]
        add_up = Assign(Load(c.memory(computation.stored_in), k), sums[0], "+=")
        found.append(For(k, ZERO, size, (add_up,), Simd()))
    return found


@dataclass(frozen=True)
class _Sums:
    """The sums of a phase around one loop: over that loop (rows), the tile (columns), or both (totals)."""

    rows: list[Computation]
    columns: list[Computation]
    totals: list[Computation]

    @classmethod
    def of(cls, phase: Loop) -> _Sums:
        d, sums = phase.depth, [c for c in phase.computations if c.kind == "reduce"]
        over_tile = [c for c in sums if d in c.reduced]
        columns = [c for c in over_tile if d + 1 in c.result]
        return cls([c for c in sums if d not in c.reduced], columns, [c for c in over_tile if c not in columns])


def _written_out(c: Context, phase: Loop, where: Where, inside: Inside) -> list[Any]:
    """Return the loop over the tile around the points of a short loop, one after the other."""
    inner, sums = phase.body[0], _Sums.of(phase)
    before = [s for i in inner.accumulators for s in open_accumulator(c, i, where)]
    after = [s for i in inner.accumulators for s in close_accumulator(c, i, where)]
    return _over_tile(c, phase, [Int(n) for n in range(inner.length)], sums, before, after, where, inside)


def _by_four(c: Context, phase: Loop, where: Where, inside: Inside) -> list[Any]:
    """Return the inner loop outside, four points at a time, each with its own statements in the loop over the tile.

    The remaining points follow. The sums of the four points are independent, and what the tile adds to is read once for
    all four. Sums over the inner loop go on from what was spilled.
    """
    inner, sums = phase.body[0], _Sums.of(phase)
    d, k, j = phase.depth, named("k"), together(inner.depth)
    size, at = tile_end(d) - tile(d), point(d) - tile(d)
    found = [For(k, ZERO, size, (Assign(Load(spilled_of(i), k), ZERO),)) for i in sums.rows]
    before = [Variable(register_of(i), ctype(i.accumulator), Load(spilled_of(i), at)) for i in sums.rows]
    after = [Assign(Load(spilled_of(i), at), register_of(i)) for i in sums.rows]
    where = replace(where, fed={**where.fed, **{i.number: register_of(i) for i in sums.rows}})
    length, four = expression(inner.length), thresholds.INTERCHANGED_POINTS_TOGETHER
    whole = operation("/", length, four) * four
    for first, end, count in ((ZERO, whole, four), (whole, length, 1)):
        places = [j + n if n else j for n in range(count)]
        body = _over_tile(c, phase, places, sums, before, after, where, inside)
        found.append(For(j, first, end, tuple(body), step=count))
    return found


def _over_tile(
    c: Context,
    phase: Loop,
    places: Sequence[Expr],
    sums: _Sums,
    before: Sequence[Any],
    after: Sequence[Any],
    where: Where,
    inside: Inside,
) -> list[Any]:
    """Return one loop over the tile, in which each of some points of the inner loop has statements of its own.

    before, after: what is done with its sums over the inner loop.
    """
    inner, d, numbers = phase.body[0], phase.depth, range(len(places))
    zeros = [Variable(promoted(i, n), ctype(i.accumulator), ZERO) for i in sums.columns for n in numbers]
    body = [*before]
    for n, place in enumerate(places):
        fed = {**where.fed, **{i.number: promoted(i, n) for i in sums.columns}}
        here = Let(point(d + 1), "int64", place)
        body.append(Block((here, *inside(inner.body, replace(where, interchanged=True, fed=fed)))))
    added = [promoted(i, n) for i in sums.columns for n in numbers] + [accumulator_of(i) for i in sums.totals]
    loop = points(Loop(d, "", (), inner.computations), tile(d), tile_end(d), [*body, *after], added)
    totals = [
        Assign(c.memory_at(i, [place if p == d + 1 else point(p) for p in i.result]), promoted(i, n), "+=")
        for i in sums.columns
        for n, place in enumerate(places)
    ]
    return [*zeros, loop, *totals]
