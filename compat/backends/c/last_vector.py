"""The points that a loop has beyond whole vectors: as a vector too, which overlaps the one before.

gcc takes them one by one, and a call of `exp` for one point costs no less than that for eight. What is met twice counts
once: a sum adds nothing the second time, and the largest stays the largest.
"""

from __future__ import annotations

from typing import Any

from compat.backends.c.accumulate import watches_nan
from compat.backends.c.ctype import kind
from compat.backends.c.fission import calls
from compat.backends.c.ir import ZERO, Expr, If, Int, Name, Ragged, code, expression
from compat.backends.c.item import Item
from compat.backends.c.schedule import Loop
from compat.ops.by_group import LANES


def is_worth_it(w: Any, loop: Loop) -> bool:
    """Whether `loop` only reduces, and calls functions or looks for the largest. `w` is the writer."""
    n, items = loop.length, [item for item in loop.items if item.kind != "done"]
    if loop.serial or any(isinstance(node, Loop) for node in loop.body) or w.ends_of(loop)[0] != ZERO:
        return False
    if not (isinstance(n, int) and n > LANES and n % LANES) and (isinstance(n, int | Ragged)):
        return False
    return all(_may_be_met_again(w, item) for item in items) and any(calls(i) or _is_extreme(i) for i in items)


def _may_be_met_again(w: Any, item: Item) -> bool:
    if item.kind == "pointwise":
        in_a_block = any(item.number in block.plan.handed for block in w.blocks)
        return item.number not in w.plan.memory_from and not in_a_block
    floats = item.kind == "reduce" and kind(item.accumulator) == "f" and kind(item.dtype) == "f"
    return floats and item.combine != "argmax" and not item.in_memory_accumulator and item.number not in w.fed


def _is_extreme(item: Item) -> bool:
    return item.kind == "reduce" and watches_nan(item)


def write(w: Any, loop: Loop) -> None:
    """The loop over whole vectors, or over all points where they are fewer than one; then the last vector."""
    n = expression(loop.length)
    whole: Expr = Int(n.value // LANES * LANES) if isinstance(n, Int) else \
        w.local("int64", code(f"{{}} >= {LANES} ? {{}} & ~{LANES - 1} : {{}}", n, n, n), "whole")
    w.points(loop, ZERO, whole)
    with w.inside(new_names=False) as body:
        w.new_point = code("{} >= {}", Name(f"i{loop.depth}"), whole)
        w.eight_points(loop, code(f"{{}} - {LANES}", n))
        w.new_point = None
    w.add(If(code("{} < {}", whole, n), tuple(body), "the rest: as a vector that overlaps the one before"))
