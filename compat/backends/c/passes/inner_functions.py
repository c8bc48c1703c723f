"""Functions that a unit makes of graphs inside of its Ops: loops, and branches of lazy conditions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from compat.backends.c.items import Items
from compat.backends.c.loops import LengthsVary, loop
from compat.backends.c.passes.branches import branches
from compat.backends.c.passes.loops_by_step import loop_by_step
from compat.graph.variable import Apply
from compat.ops.scan.op import Scan


def inner_function(node: Apply, items: Items) -> Callable[[Any], Any]:
    """Return what writes the call of the function of `node`, one of `items`, and that function."""
    if not isinstance(node.op, Scan):
        return branches(node, items)
    try:
        return loop(node, items)
    except LengthsVary:
        return loop_by_step(node, items)
