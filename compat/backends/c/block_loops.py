"""Writing a loop in blocks (blocks.py says which and how). `w` is the writer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from compat.backends.c.blocks import Blocked, Open, Phase
from compat.backends.c.ctype import ctype
from compat.backends.c.fission import calls
from compat.backends.c.ir import (
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
    Ragged,
    Simd,
    Variable,
    code,
    expression,
)
from compat.backends.c.item import Item
from compat.backends.c.schedule import Loop
from compat.ops.by_group import LANES

WRITTEN_OUT = 8  # points of an inner loop, times the sums over it, that have registers


def handed(w: Any, item: Item) -> Expr | None:
    """Where `item`, which another phase of a block that is open computes, lies for this one."""
    for block in w.blocks:
        plan = block.plan
        if item.number in plan.handed and plan.phase_of[item.number] != block.phase:
            at = Load(Name(f"w{item.number}"), plan.place)
            return Code("({} != 0)", (at,)) if item.dtype == "bool" else at
    return None


def loop_in_blocks(w: Any, plan: Blocked) -> None:
    """One phase after the other over a block of points, block by block."""
    loop, d = plan.loop, plan.loop.depth
    first, end = w.ends_of(loop)
    for item in (i for i in loop.items if i.number in plan.handed):
        dtype = "int64" if item.dtype == "bool" else item.dtype  # gcc has no vectors of _Bool in memory
        w.add(Array(f"w{item.number}", ctype(dtype), plan.size))
    with w.inside(new_names=False) as body:
        _block(w, plan, end)
    w.add(For(f"h{d}", first, end, tuple(body), step=plan.size))


def _block(w: Any, plan: Blocked, end: Expr) -> None:
    d = plan.loop.depth
    if plan.size != LANES:
        h = Name(f"h{d}")
        w.add(Let(f"e{d}", "int64", code(f"{{}} - {{}} < {plan.size} ? {{}} : {{}} + {plan.size}", end, h, end, h)))
    for item in plan.in_lanes:
        w.add(Array(f"t{item.number}", ctype(item.accumulator), LANES))
        w.fed[item.number] = Load(Name(f"t{item.number}"), plan.place)
    w.own |= dict.fromkeys(plan.own, d)
    w.blocks.append(Open(plan))
    for w.blocks[-1].phase, phase in enumerate(plan.phases):
        if phase.inside_out:
            _inside_out(w, phase, d)
        else:
            _phase(w, plan, phase, d)
    w.blocks.pop()
    for item in plan.in_lanes:
        vector = code(f"*(const LANES({ctype(item.accumulator)}) *){{}}", Name(f"t{item.number}"))
        w.add(Assign(Name(f"s{item.number}"), vector, "+="))
        del w.fed[item.number]


def _phase(w: Any, plan: Blocked, phase: Phase, d: int) -> None:
    serial = any(d in item.coincident for item in phase.items)
    part = Loop(d, plan.loop.length, phase.body, phase.items, serial)
    h, e, m = Name(f"h{d}"), Name(f"e{d}"), Name(f"m{d}")
    if plan.size == LANES and not serial and not any(map(calls, phase.items)):
        w.eight_points(part, h, [])
    elif plan.size == LANES:  # around calls, and for sums by index, gcc does better with a loop (measured)
        w.lane = m
        place = Let(m.name, "int64", Code("{} - {}", (Name(f"i{d}"), h)))
        w.points(part, h, Code(f"{{}} + {LANES}", (h,)), [], declared=place)
    elif serial and isinstance(plan.loop.length, Ragged):  # vector by vector: then the lanes are constants of the text
        w.lane = m
        with w.inside(new_names=False) as body:
            w.eight_points(part, Name(f"g{d}"), [])
        w.add(For(f"g{d}", h, e, tuple(body), step=LANES))
    else:
        w.lane = Code(f"(i{d} & 7)")
        w.points(part, h, e)


def open_copies(w: Any, loop: Loop) -> list[Item]:
    """Before `loop`, of the function's own: copies of what points in blocks in it add to; says which stores do."""
    plans = [w.plan_of(loop), *(w.plan_of(n) for n in loop.body if isinstance(n, Loop) and w.opens(n, [loop]))]
    spread = [item for plan in plans if plan is not None for item in plan.spread]
    w.lanes = {item.number for plan in plans if plan is not None for item in plan.in_lanes}
    for item in spread:
        w.add(Array(f"l{item.number}", ctype(item.dtype), code("8 * {}", w.size(item.target)), zero=True))
    w.spread = {item.number for item in spread}
    return spread


def close_copies(w: Any, spread: Sequence[Item]) -> None:
    """Behind the loop: the copies added up."""
    k = Name("k")
    for item in spread:
        copies, size = Name(f"l{item.number}"), w.size(item.target)
        sums: list[Expr] = [Load(copies, code(f"{{}} + {lane} * {{}}", k, size)) for lane in range(8)]
        while len(sums) > 1:
            sums = [Code("({} + {})", pair) for pair in zip(sums[::2], sums[1::2], strict=True)]
        add_up = Assign(Load(Name(w.memory(item.target)), k), sums[0], "+=")
        w.add(For("k", ZERO, size, (add_up,), Simd(), in_line=True))
    w.spread, w.lanes = set(), set()


def _inside_out(w: Any, phase: Phase, d: int) -> None:
    """Sums over the inner loop and over the block, the inner loop outside; a short one is written out."""
    inner = phase.body[0]
    rows = [item for item in phase.items if item.kind == "reduce" and d not in item.reduced]
    columns = [item for item in phase.items if item.kind == "reduce" and d in item.reduced and d + 1 in item.result]
    totals = [f"a{item.number}" for item in phase.items
              if item.kind == "reduce" and d in item.reduced and d + 1 not in item.result]
    w.turned = True
    if isinstance(inner.length, int) and inner.length * max(1, len(columns)) <= WRITTEN_OUT:
        _written_out(w, inner, d, rows, columns, totals)
    else:
        h, e, k = Name(f"h{d}"), Name(f"e{d}"), Name("k")
        for item in rows:
            own = Name(f"w{item.number}")
            w.add(For("k", ZERO, Code("{} - {}", (e, h)), (Assign(Load(own, k), ZERO),), in_line=True))
            w.fed[item.number] = Load(own, Code("{} - {}", (Name(f"i{d}"), h)))
        with w.inside(new_names=False) as body:
            for item in columns:
                w.add(Variable(f"s{item.number}", ctype(item.accumulator), ZERO))
                w.fed[item.number] = Name(f"s{item.number}")
            sums = [*(f"s{item.number}" for item in columns), *totals]
            w.points(Loop(d, "", inner.body, phase.items), h, e, sums)
            for item in columns:
                w.add(Assign(w.memory_at(item, [Name(f"i{p}") for p in item.result]), Name(f"s{item.number}"), "+="))
        w.add(For(f"i{d + 1}", ZERO, expression(inner.length), tuple(body)))
    w.turned = False
    for item in (*rows, *columns):
        del w.fed[item.number]


def _written_out(w: Any, inner: Loop, d: int, rows: Sequence[Item], columns: Sequence[Item],
                 totals: Sequence[str]) -> None:
    """One loop over the block, in which each point of the inner loop has statements of its own."""
    numbers = range(inner.length)
    for item in columns:
        names = ", ".join(f"s{item.number}_{k} = 0" for k in numbers)
        w.line(f"{ctype(item.accumulator)} {names};")

    def statements() -> None:
        for item in rows:
            w.add(Variable(f"r{item.number}", ctype(item.accumulator), ZERO))
            w.fed[item.number] = Name(f"r{item.number}")
        for k in numbers:
            for item in columns:
                w.fed[item.number] = Name(f"s{item.number}_{k}")
            with w.inside() as body:
                w.add(Let(f"i{d + 1}", "int64", Int(k)))
                w.nodes(inner.body)
            w.add(Block(tuple(body)))
        for item in rows:
            at = Code("{} - {}", (Name(f"i{d}"), Name(f"h{d}")))
            w.add(Assign(Load(Name(f"w{item.number}"), at), Name(f"r{item.number}")))
    sums = [*(f"s{item.number}_{k}" for item in columns for k in numbers), *totals]
    w.points(Loop(d, "", [], list(inner.items)), Name(f"h{d}"), Name(f"e{d}"), sums, statements)
    for item in columns:
        for k in numbers:
            place = [Int(k) if p == d + 1 else Name(f"i{p}") for p in item.result]
            w.add(Assign(w.memory_at(item, place), Name(f"s{item.number}_{k}"), "+="))
