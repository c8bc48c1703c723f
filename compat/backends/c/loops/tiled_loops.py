"""Writes tiled loops; tiling.py decides which loops are tiled, and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ....rules import thresholds
from ..computations.computation import Computation
from ..ctype import ctype
from ..ir import (
    ZERO,
    Array,
    Assign,
    Block,
    Code,
    Expr,
    For,
    Int,
    Let,
    Load,
    Name,
    Simd,
    Variable,
    code,
    expression,
)
from ..nests.nest import Interchanged, Lanes, Loop, Tiled, Vector, Vectors, loops
from ..target import LANES
from .loop_context import Where, place_in_tile
from .writer_protocols import Writing


def tiled_loop(w: Writing, loop: Loop, first: Expr, end: Expr, where: Where) -> None:
    """Write a tiled loop: for each tile, one phase after the other."""
    plan, d = loop.how, loop.depth
    assert isinstance(plan, Tiled)
    for computation in (i for i in loop.computations if i.number in plan.spilled):
        dtype = "int64" if computation.dtype == "bool" else computation.dtype  # gcc has no vectors of _Bool in memory
        w.add(Array(f"w{computation.number}", ctype(dtype), plan.size))
    with w.inside(new_names=False) as body:
        _tile(w, loop, plan, end, where)
    w.add(For(f"h{d}", first, end, tuple(body), step=plan.size))


def _tile(w: Writing, loop: Loop, plan: Tiled, end: Expr, where: Where) -> None:
    d = loop.depth
    if plan.size != LANES:
        h = Name(f"h{d}")
        w.add(Let(f"e{d}", "int64", code(f"{{}} - {{}} < {plan.size} ? {{}} : {{}} + {plan.size}", end, h, end, h)))
    fed = dict(where.fed)
    for computation in plan.in_lanes:
        w.add(Array(f"t{computation.number}", ctype(computation.accumulator), LANES))
        fed[computation.number] = Load(Name(f"t{computation.number}"), place_in_tile(loop))
    for k, phase in enumerate(plan.phases):
        _phase(w, phase, replace(where, tiles=(*where.tiles, (loop, k)), fed=fed))
    for computation in plan.in_lanes:
        vector = code(f"*(const LANES({ctype(computation.accumulator)}) *){{}}", Name(f"t{computation.number}"))
        w.add(Assign(Name(f"s{computation.number}"), vector, "+="))


def _phase(w: Writing, phase: Loop, where: Where) -> None:
    d = phase.depth
    h, e, m = Name(f"h{d}"), Name(f"e{d}"), Name(f"m{d}")
    match phase.how:
        case Interchanged(written_out):
            _interchanged(w, phase, written_out, where)
        case Vector():
            w.eight_points(phase, h, where, [])
        case Lanes():
            place = Let(m.name, "int64", Code("{} - {}", (Name(f"i{d}"), h)))
            w.points(phase, h, Code(f"{{}} + {LANES}", (h,)), replace(where, lane=m), [], declared=place)
        case Vectors():
            with w.inside(new_names=False) as body:
                w.eight_points(phase, Name(f"g{d}"), replace(where, lane=m), [])
            w.add(For(f"g{d}", h, e, tuple(body), step=LANES))
        case _:
            w.points(phase, h, e, replace(where, lane=Code(f"(i{d} & {LANES - 1})")))


def open_copies(w: Writing, loop: Loop) -> list[Computation]:
    """Declare, before the function's own `loop`, the copies of privatised sums; return the stores that add to them."""
    privatised = [c for n in loops([loop]) if isinstance(n.how, Tiled) for c in n.how.privatised]
    for computation in privatised:
        w.add(
            Array(
                f"l{computation.number}",
                ctype(computation.dtype),
                code(f"{LANES} * {{}}", w.size(computation.stored_in)),
                zero=True,
            )
        )
    return privatised


def in_lanes(loop: Loop) -> list[Computation]:
    """Return the sums in `loop` that are kept in the lanes of a vector."""
    return [c for n in loops([loop]) if isinstance(n.how, Tiled) for c in n.how.in_lanes]


def close_copies(w: Writing, privatised: Sequence[Computation]) -> None:
    """Add up the copies of privatised sums, after the loop."""
    k = Name("k")
    for computation in privatised:
        copies, size = Name(f"l{computation.number}"), w.size(computation.stored_in)
        sums: list[Expr] = [Load(copies, code(f"{{}} + {lane} * {{}}", k, size)) for lane in range(LANES)]
        while len(sums) > 1:
            sums = [Code("({} + {})", pair) for pair in zip(sums[::2], sums[1::2], strict=True)]
        add_up = Assign(Load(Name(w.memory(computation.stored_in)), k), sums[0], "+=")
        w.add(For("k", ZERO, size, (add_up,), Simd(), in_line=True))


def _interchanged(w: Writing, phase: Loop, written_out: bool, where: Where) -> None:
    """Write sums over the inner loop and the tile with the inner loop outside; a short inner loop is unrolled."""
    inner, d = phase.body[0], phase.depth
    rows = [c for c in phase.computations if c.kind == "reduce" and d not in c.reduced]
    columns = [c for c in phase.computations if c.kind == "reduce" and d in c.reduced and d + 1 in c.result]
    totals = [
        f"a{c.number}" for c in phase.computations if c.kind == "reduce" and d in c.reduced and d + 1 not in c.result
    ]
    where = replace(where, interchanged=True)
    if written_out:
        _written_out(w, inner, d, rows, columns, totals, where)
        return
    _by_four(w, inner, d, rows, columns, totals, where)


def _register(row: Computation, start: Expr) -> Variable:
    """Return the variable to which a sum over the inner loop is promoted."""
    return Variable(f"r{row.number}", ctype(row.accumulator), start)


def _by_four(
    w: Writing,
    inner: Loop,
    d: int,
    rows: Sequence[Computation],
    columns: Sequence[Computation],
    totals: Sequence[str],
    where: Where,
) -> None:
    """Write the inner loop four points at a time, each with its own statements in the loop over the tile.

    The remaining points follow. The sums of the four points are independent, and what the tile adds to is read once for
    all four.
    """
    h, e, k = Name(f"h{d}"), Name(f"e{d}"), Name("k")
    fed = dict(where.fed)
    for computation in rows:
        buffer = Name(f"w{computation.number}")
        w.add(For("k", ZERO, Code("{} - {}", (e, h)), (Assign(Load(buffer, k), ZERO),), in_line=True))
    at = Code("{} - {}", (Name(f"i{d}"), h))

    def step(first: Expr, count: int) -> None:
        numbers = range(count)
        for computation in columns:
            w.add(*(Variable(f"s{computation.number}_{n}", ctype(computation.accumulator), ZERO) for n in numbers))

        def statements() -> None:
            for computation in rows:
                w.add(_register(computation, Load(Name(f"w{computation.number}"), at)))
            for n in numbers:
                promoted: dict[int, Expr] = {c.number: Name(f"r{c.number}") for c in rows}
                promoted |= {c.number: Name(f"s{c.number}_{n}") for c in columns}
                with w.inside() as body:
                    w.add(Let(f"i{d + 1}", "int64", code(f"{{}} + {n}", first) if n else first))
                    w.nodes(inner.body, replace(where, fed={**fed, **promoted}))
                w.add(Block(tuple(body)))
            for computation in rows:
                w.add(Assign(Load(Name(f"w{computation.number}"), at), Name(f"r{computation.number}")))

        sums = [*(f"s{c.number}_{n}" for c in columns for n in numbers), *totals]
        w.points(Loop(d, "", (), inner.computations), h, e, where, sums, statements)
        for computation in columns:
            for n in numbers:
                there = code(f"{{}} + {n}", first) if n else first
                place = [there if p == d + 1 else Name(f"i{p}") for p in computation.result]
                w.add(Assign(w.memory_at(computation, place), Name(f"s{computation.number}_{n}"), "+="))

    length, j = expression(inner.length), Name(f"j{d + 1}")
    whole = code(
        f"{{}} / {thresholds.INTERCHANGED_POINTS_TOGETHER} * {thresholds.INTERCHANGED_POINTS_TOGETHER}", length
    )
    for first, end, count in ((ZERO, whole, thresholds.INTERCHANGED_POINTS_TOGETHER), (whole, length, 1)):
        with w.inside(new_names=False) as body:
            step(j, count)
        w.add(For(j.name, first, end, tuple(body), step=count))


def _written_out(
    w: Writing,
    inner: Loop,
    d: int,
    rows: Sequence[Computation],
    columns: Sequence[Computation],
    totals: Sequence[str],
    where: Where,
) -> None:
    """Write one loop over the tile, in which each point of the inner loop has statements of its own."""
    numbers = range(inner.length)
    for computation in columns:
        w.add(*(Variable(f"s{computation.number}_{k}", ctype(computation.accumulator), ZERO) for k in numbers))

    def statements() -> None:
        for computation in rows:
            w.add(_register(computation, ZERO))
        for k in numbers:
            fed: dict[int, Expr] = {c.number: Name(f"r{c.number}") for c in rows}
            fed |= {c.number: Name(f"s{c.number}_{k}") for c in columns}
            with w.inside() as body:
                w.add(Let(f"i{d + 1}", "int64", Int(k)))
                w.nodes(inner.body, replace(where, fed={**where.fed, **fed}))
            w.add(Block(tuple(body)))
        for computation in rows:
            at = Code("{} - {}", (Name(f"i{d}"), Name(f"h{d}")))
            w.add(Assign(Load(Name(f"w{computation.number}"), at), Name(f"r{computation.number}")))

    sums = [*(f"s{c.number}_{k}" for c in columns for k in numbers), *totals]
    w.points(Loop(d, "", (), inner.computations), Name(f"h{d}"), Name(f"e{d}"), where, sums, statements)
    for computation in columns:
        for k in numbers:
            place = [Int(k) if p == d + 1 else Name(f"i{p}") for p in computation.result]
            w.add(Assign(w.memory_at(computation, place), Name(f"s{computation.number}_{k}"), "+="))
