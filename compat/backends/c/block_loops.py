"""Writing a loop in blocks (blocks.py says which and how). `w` is the writer."""

from __future__ import annotations

from typing import Any

from compat.backends.c.access import bare
from compat.backends.c.blocks import BLOCK, Blocked, Phase
from compat.backends.c.ctype import ctype
from compat.backends.c.item import Item
from compat.backends.c.schedule import Loop


def in_block(w: Any) -> str:
    """The place of a point in its block."""
    return f"i{w.block.loop.depth} - h{w.block.loop.depth}"


def handed(w: Any, item: Item) -> str | None:
    """Where `item`, which another phase of the block computes, lies for this one."""
    if w.block is None or w.block.phase_of.get(item.number, w.phase) == w.phase:
        return None
    if item.number not in w.block.handed:
        return None
    text = f"w{item.number}[{in_block(w)}]"
    return f"({text} != 0)" if item.dtype == "bool" else text


def loop_in_blocks(w: Any, plan: Blocked) -> None:
    """One phase after the other over a block of points, block by block."""
    loop, d = plan.loop, plan.loop.depth
    for item in (i for i in loop.items if i.number in plan.handed):
        dtype = "int64" if item.dtype == "bool" else item.dtype  # gcc has no vectors of _Bool in memory
        w.line(f"_Alignas(64) {ctype(dtype)} w{item.number}[{BLOCK}];")
    spread = plan.spread
    for item in spread:
        w.line(f"_Alignas(64) {ctype(item.dtype)} l{item.number}[8 * {w.size(item.target)}] = {{0}};")
    w.line(f"for (int64_t h{d} = 0; h{d} < {loop.length}; h{d} += {BLOCK}) {{")
    w.indent += 1
    w.line(f"const int64_t e{d} = {loop.length} - h{d} < {BLOCK} ? {loop.length} : h{d} + {BLOCK};")
    w.block, w.own = plan, w.own | plan.own
    w.spread = {item.number for item in spread}
    for w.phase, phase in enumerate(plan.phases):
        if phase.inside_out:
            _inside_out(w, phase, d)
        else:
            serial = not all(item.injective for item in phase.items)
            w.points(Loop(d, loop.length, phase.body, phase.items, serial), f"h{d}", f"e{d}")
    w.block, w.spread = None, set()
    w.indent -= 1
    w.line("}")
    for item in spread:
        n, size = item.number, w.size(item.target)
        sums = [f"l{n}[k + {lane} * {size}]" for lane in range(8)]
        while len(sums) > 1:
            sums = [f"({a} + {b})" for a, b in zip(sums[::2], sums[1::2], strict=True)]
        w.line("#pragma omp simd")
        w.line(f"for (int64_t k = 0; k < {size}; k++) {w.memory(item.target)}[k] += {bare(sums[0])};")


def _inside_out(w: Any, phase: Phase, d: int) -> None:
    """Sums over the inner loop's points and over the block's, with the inner loop outside."""
    inner, j = phase.body[0], f"i{d + 1}"
    rows = [item for item in phase.items if item.kind == "reduce" and d not in item.reduced]
    columns = [item for item in phase.items if item.kind == "reduce" and d in item.reduced]
    for item in rows:
        w.line(f"for (int64_t k = 0; k < e{d} - h{d}; k++) w{item.number}[k] = 0;")
        w.fed[item.number] = f"w{item.number}[{in_block(w)}]"
    w.line(f"for (int64_t {j} = 0; {j} < {inner.length}; {j}++) {{")
    w.indent += 1
    for item in columns:
        if d + 1 in item.result:
            w.line(f"{ctype(item.accumulator)} s{item.number} = 0;")
            w.fed[item.number] = f"s{item.number}"
    sums = [w.fed.get(item.number, f"a{item.number}") for item in columns]
    w.points(Loop(d, "", inner.body, phase.items), f"h{d}", f"e{d}", sums)
    for item in columns:
        if d + 1 in item.result:
            del w.fed[item.number]
            w.line(f"{w.memory_at(item, [f'i{p}' for p in item.result])} += s{item.number};")
    for item in rows:
        del w.fed[item.number]
    w.indent -= 1
    w.line("}")
