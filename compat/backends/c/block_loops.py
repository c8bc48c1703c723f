"""Writing a loop in blocks (blocks.py says which and how). `w` is the writer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from compat.backends.c.access import bare
from compat.backends.c.blocks import Blocked, Open, Phase
from compat.backends.c.ctype import ctype
from compat.backends.c.fission import calls
from compat.backends.c.item import Item
from compat.backends.c.lengths import Ragged
from compat.backends.c.schedule import Loop
from compat.ops.by_group import LANES

WRITTEN_OUT = 8  # points of an inner loop, times the sums over it, that have registers


def handed(w: Any, item: Item) -> str | None:
    """Where `item`, which another phase of a block that is open computes, lies for this one."""
    for block in w.blocks:
        plan = block.plan
        if item.number in plan.handed and plan.phase_of[item.number] != block.phase:
            text = f"w{item.number}[{plan.place}]"
            return f"({text} != 0)" if item.dtype == "bool" else text
    return None


def loop_in_blocks(w: Any, plan: Blocked) -> None:
    """One phase after the other over a block of points, block by block."""
    loop, d = plan.loop, plan.loop.depth
    first, end = w.ends_of(loop)
    for item in (i for i in loop.items if i.number in plan.handed):
        dtype = "int64" if item.dtype == "bool" else item.dtype  # gcc has no vectors of _Bool in memory
        w.line(f"_Alignas(64) {ctype(dtype)} w{item.number}[{plan.size}];")
    w.line(f"for (int64_t h{d} = {first}; h{d} < {end}; h{d} += {plan.size}) {{")
    w.indent += 1
    if plan.size != LANES:
        w.line(f"const int64_t e{d} = {end} - h{d} < {plan.size} ? {end} : h{d} + {plan.size};")
    for item in plan.in_lanes:
        w.line(f"_Alignas(64) {ctype(item.accumulator)} t{item.number}[{LANES}];")
        w.fed[item.number] = f"t{item.number}[{plan.place}]"
    w.own |= dict.fromkeys(plan.own, d)
    w.blocks.append(Open(plan))
    for w.blocks[-1].phase, phase in enumerate(plan.phases):
        if phase.inside_out:
            _inside_out(w, phase, d)
        else:
            _phase(w, plan, phase, d)
    w.blocks.pop()
    for item in plan.in_lanes:
        w.line(f"s{item.number} += *(const LANES({ctype(item.accumulator)}) *)t{item.number};")
        del w.fed[item.number]
    w.indent -= 1
    w.line("}")


def _phase(w: Any, plan: Blocked, phase: Phase, d: int) -> None:
    serial = any(d in item.coincident for item in phase.items)
    part = Loop(d, plan.loop.length, phase.body, phase.items, serial)
    if plan.size == LANES and not serial and not any(map(calls, phase.items)):
        w.eight_points(part, f"h{d}", [])
    elif plan.size == LANES:  # around calls, and for sums by index, gcc does better with a loop (measured)
        w.lane = f"m{d}"
        w.points(part, f"h{d}", f"h{d} + {LANES}", [], declared=f"const int64_t m{d} = i{d} - h{d};")
    elif serial and isinstance(plan.loop.length, Ragged):  # vector by vector: then the lanes are constants of the text
        w.lane = f"m{d}"
        w.line(f"for (int64_t g{d} = h{d}; g{d} < e{d}; g{d} += {LANES}) {{")
        w.indent += 1
        w.eight_points(part, f"g{d}", [])
        w.indent -= 1
        w.line("}")
    else:
        w.lane = f"(i{d} & 7)"
        w.points(part, f"h{d}", f"e{d}")


def open_copies(w: Any, loop: Loop) -> list[Item]:
    """Before `loop`, of the function's own: copies of what points in blocks in it add to; says which stores do."""
    plans = [w.plan_of(loop), *(w.plan_of(n) for n in loop.body if isinstance(n, Loop) and w.opens(n, [loop]))]
    spread = [item for plan in plans if plan is not None for item in plan.spread]
    w.lanes = {item.number for plan in plans if plan is not None for item in plan.in_lanes}
    for item in spread:
        w.line(f"_Alignas(64) {ctype(item.dtype)} l{item.number}[8 * {w.size(item.target)}] = {{0}};")
    w.spread = {item.number for item in spread}
    return spread


def close_copies(w: Any, spread: Sequence[Item]) -> None:
    """Behind the loop: the copies added up."""
    for item in spread:
        n, size = item.number, w.size(item.target)
        sums = [f"l{n}[k + {lane} * {size}]" for lane in range(8)]
        while len(sums) > 1:
            sums = [f"({a} + {b})" for a, b in zip(sums[::2], sums[1::2], strict=True)]
        w.line("#pragma omp simd")
        w.line(f"for (int64_t k = 0; k < {size}; k++) {w.memory(item.target)}[k] += {bare(sums[0])};")
    w.spread, w.lanes = set(), set()


def _inside_out(w: Any, phase: Phase, d: int) -> None:
    """Sums over the inner loop and over the block, the inner loop outside; a short one is written out."""
    inner, j = phase.body[0], f"i{d + 1}"
    rows = [item for item in phase.items if item.kind == "reduce" and d not in item.reduced]
    columns = [item for item in phase.items if item.kind == "reduce" and d in item.reduced and d + 1 in item.result]
    totals = [f"a{item.number}" for item in phase.items
              if item.kind == "reduce" and d in item.reduced and d + 1 not in item.result]
    w.turned = True
    if isinstance(inner.length, int) and inner.length * max(1, len(columns)) <= WRITTEN_OUT:
        _written_out(w, inner, d, rows, columns, totals)
    else:
        for item in rows:
            w.line(f"for (int64_t k = 0; k < e{d} - h{d}; k++) w{item.number}[k] = 0;")
            w.fed[item.number] = f"w{item.number}[i{d} - h{d}]"
        w.line(f"for (int64_t {j} = 0; {j} < {inner.length}; {j}++) {{")
        w.indent += 1
        for item in columns:
            w.line(f"{ctype(item.accumulator)} s{item.number} = 0;")
            w.fed[item.number] = f"s{item.number}"
        sums = [*(w.fed[item.number] for item in columns), *totals]
        w.points(Loop(d, "", inner.body, phase.items), f"h{d}", f"e{d}", sums)
        for item in columns:
            w.line(f"{w.memory_at(item, [f'i{p}' for p in item.result])} += s{item.number};")
        w.indent -= 1
        w.line("}")
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
            w.line(f"{ctype(item.accumulator)} r{item.number} = 0;")
            w.fed[item.number] = f"r{item.number}"
        for k in numbers:
            for item in columns:
                w.fed[item.number] = f"s{item.number}_{k}"
            w.line("{")
            w.indent += 1
            w.line(f"const int64_t i{d + 1} = {k};")
            w.nodes_in_a_block(inner.body)
            w.indent -= 1
            w.line("}")
        for item in rows:
            w.line(f"w{item.number}[i{d} - h{d}] = r{item.number};")
    sums = [*(f"s{item.number}_{k}" for item in columns for k in numbers), *totals]
    w.points(Loop(d, "", [], list(inner.items)), f"h{d}", f"e{d}", sums, statements)
    for item in columns:
        for k in numbers:
            place = [str(k) if p == d + 1 else f"i{p}" for p in item.result]
            w.line(f"{w.memory_at(item, place)} += s{item.number}_{k};")
