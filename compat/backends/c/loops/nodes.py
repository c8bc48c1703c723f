"""The nodes of a nest as statements: computations, and loops by the way they run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from ..computations.computation import Computation
from ..errors import CannotCompile
from ..ir.expressions import ZERO, Expr, Group, Linear, Load, expression
from ..ir.statements import Assign, Comment, line
from ..naming import copies_of
from ..nests.formula import call_formula, label, loop_comment
from ..nests.nest import Loop, Tiled
from . import cut_loops
from .accumulate import close_accumulator, feed, feed_running, keep, open_accumulator, open_running
from .context import Context
from .loop_context import Where
from .lowering import Lowering, called
from .points import points
from .tiled_loops import close_copies, open_copies, tiled_loop

NOWHERE = Where()


def nodes(c: Context, body: Sequence[Any], where: Where = NOWHERE) -> list[Any]:
    """Return the statements of computations and loops, in order."""
    found: list[Any] = []
    for node in body:
        if isinstance(node, Loop):
            if node.depth == 0:
                found.append(Comment(tuple(loop_comment(c, node.computations, partial(_summary, node)))))
            found += _loop(c, node, where)
            continue
        try:
            found += _computation(c, node, where)
        except CannotCompile as reason:
            reason.node = reason.node or node.node
            raise
    return found


def _loop(c: Context, loop: Loop, where: Where) -> list[Any]:
    """Return a loop, with the accumulators and copies of sums around it."""
    copies = loop.privatised if loop.depth == 0 else []
    found = open_copies(c, copies)
    if loop.depth == 0:
        lanes = frozenset(i.number for i in loop.in_lanes)
        where = replace(where, privatised=frozenset(i.number for i in copies), lanes=lanes)
    for computation in loop.accumulators:
        if not (loop.cut and computation.in_memory_accumulator):
            found += open_accumulator(c, computation, where)
    found += map(open_running, loop.scans)
    run = partial(_over, c)
    found += [cut_loops.parts(c, loop, where, run)] if loop.cut else run(loop, where)
    for computation in loop.accumulators:
        found += close_accumulator(c, computation, where)
    return [*found, *close_copies(c, copies)]


def _over(c: Context, loop: Loop, where: Where) -> list[Any]:
    """Return one loop over all its points, or over those of the part that is being written."""
    first, end = where.ends if where.ends is not None and loop.depth == 0 else (ZERO, expression(loop.length))
    inside = partial(nodes, c)
    if isinstance(loop.how, Tiled):
        return tiled_loop(c, loop, first, end, where, inside)
    return [points(loop, first, end, inside(loop.body, where))]


def _computation(c: Context, computation: Computation, where: Where) -> list[Any]:
    match computation.kind:
        case "buffer" if computation.combine == "zero":
            memory, size = c.memory(computation), c.size(computation)
            return [line("memset({}, 0, (size_t)({}) * sizeof *{});", memory, size, memory)]
        case "opaque" if computation.variable.index == 0:
            comment = Comment((f"/* {call_formula(c, computation)} */",))
            return [comment, called(c, computation)]
        case "done" | "buffer" | "opaque":
            return []
    assert computation.expr is not None
    lowered = Lowering(c, computation, where)
    lowered.statements_for(computation.before)
    value = lowered(computation.expr)
    if computation.kind == "store":
        stored = _stored(c, computation, value, where, lowered)
    elif computation.running:
        stored = feed_running(c, computation, value, where)
    elif computation.kind == "pointwise":
        stored = keep(c, computation, value, where)
    else:
        stored = feed(c, computation, value, where)
    return [*lowered.statements, *stored]


def _stored(c: Context, computation: Computation, value: Expr, where: Where, lowered: Lowering) -> list[Any]:
    """Return the statement of a store."""
    assert computation.at is not None
    lowered.statements_for(computation.before_place)
    target = computation.stored_in
    at: Expr = Linear(tuple(map(lowered, computation.at)), c.computations.lengths.of(target.variable))
    array = c.memory(target)
    if computation.number in where.privatised:
        array = copies_of(computation)
        at = at + Group(where.lane) * c.size(target)
    return [Assign(Load(array, at), value, computation.combine)]


def _summary(loop: Loop) -> str:
    """Return a summary of a loop nest for its reader: the names of Ops, never those of users."""
    labels = [label(c) for c in loop.computations]
    more = f", {len(labels) - 16} more" if len(labels) > 16 else ""
    return ", ".join(labels[:16]) + more
