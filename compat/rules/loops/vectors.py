"""Expensive functions that no later step waits for, taken for all steps at once: those of vectors are faster."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

import numpy as np

from ...graph.traversal import applies
from ...graph.variable import Apply, Constant, Variable
from ...ops.elementwise.elemwise import EXPENSIVE, Elemwise
from ...ops.reductions.ops import Sum
from ...ops.scan.assemble import assemble, parts, with_sequences
from ...ops.scan.layout import Results, flat_results
from ...ops.scan.pieces import with_pattern_of
from ...ops.shapes.shape import DimShuffle
from ..match import is_float
from .lifted import added, ends_by_itself, lifted_outside, read_by_others
from .rows import Lifted


def expensive_before(node: Apply, uses: Any) -> dict[Variable, Variable] | None:
    """f(x[t]) -> a sequence of f(x), for an expensive f of what is given to the loop."""
    if not ends_by_itself(node):
        return None
    outer, inner, _, results = parts(node)
    lifted = lifted_outside(node, outer, inner)
    expensive: set[int] = set()
    found: dict[Any, Any] = {}
    for n in node.op.inner.nodes:
        v = n.outputs[0]
        reads_expensive = any(id(i) in expensive for i in n.inputs)
        if (_is_expensive(n) or reads_expensive) and v.type.ndim < 2 and lifted.of(v) is not None:
            expensive.add(id(v))
        elif reads_expensive:
            found.update((i, lifted.of(i)) for i in n.inputs if id(i) in expensive)
    found.update((v, lifted.of(v)) for v in flat_results(results) if id(v) in expensive)
    found = {v: rows for v, rows in found.items() if rows.type.broadcastable[1:] == v.type.broadcastable}
    return with_sequences(node, found) if found else None


def expensive_after(node: Apply, uses: Any) -> dict[Variable, Variable] | None:
    """What a step gives or adds to totals, by expensive functions of what it hands on, after the loop for all rows."""
    if not ends_by_itself(node):
        return None
    outer, inner, taps, results = parts(node)
    lifted = lifted_outside(node, outer, inner)
    stacked, totals, kept = _leaving(node, lifted)
    if not (stacked or totals):
        return None
    given = _rows_of_states(taps, inner, results)
    more = [v for i, v in kept.items() if i not in given]
    new = assemble(
        node,
        outer._replace(carried=_without(outer.carried, totals)),
        inner._replace(carried=_without(inner.carried, totals)),
        taps,
        results._replace(
            stacked=[*_without(results.stacked, stacked), *more], carried=_without(results.carried, totals)
        ),
    )
    outs, found = node.op.layout.results(node.outputs), new.op.layout.results(new.outputs)
    [steps] = outer.steps
    rows = dict(zip(map(id, more), found.stacked[len(results.stacked) - len(stacked) :], strict=True))
    rows.update((i, found.states[k][first : steps + np.int64(first)]) for i, (k, first) in given.items() if i in kept)
    after = Lifted(node, outer._replace(sequences=[lifted.rows[id(v)] for v in inner.sequences]), inner, rows)
    pairs: dict[Variable, Variable] = dict(zip(outs.states, found.states, strict=True))
    pairs.update(zip(_without(outs.stacked, stacked), found.stacked, strict=False))
    pairs.update(zip(_without(outs.carried, totals), found.carried, strict=True))
    for k, y in stacked.items():
        pairs[outs.stacked[k]] = with_pattern_of(after.of(y), outs.stacked[k])
    for k, f in totals.items():
        pairs[outs.carried[k]] = with_pattern_of(outer.carried[k] + Sum((0,))(after.of(f)), outs.carried[k])
    return pairs


def _without(values: list[Any], gone: Container[int]) -> list[Any]:
    return [v for k, v in enumerate(values) if k not in gone]


def _leaving(node: Apply, lifted: Lifted) -> tuple[dict[int, Any], dict[int, Any], dict[int, Any]]:
    """What may be computed after the loop: what is stacked, what is added to totals; and by id what is kept for it."""
    _, inner, _, results = parts(node)
    totals = {
        k: f
        for k, (v, y) in enumerate(zip(inner.carried, results.carried, strict=True))
        if (f := added(v, y)) is not None and not read_by_others(v, y, results)
    }
    handed_on = [*results.states, *_without(results.carried, totals)]
    core = {id(v) for n in applies(handed_on) for v in n.outputs}
    kept: dict[int, Any] = {}

    def moves(target: Any) -> bool:
        found = _frontier(target, core, lifted)
        kept.update({} if found is None else found)
        return found is not None

    stacked = {k: y for k, y in enumerate(results.stacked) if moves(y)}
    return stacked, {k: f for k, f in totals.items() if moves(f)}, kept


def _frontier(target: Any, core: set[int], lifted: Lifted) -> dict[int, Any] | None:
    """What `target` is computed from by functions that may leave the loop, expensive ones among them: what is not known
    outside of it. None where none may, or more would be kept than there are expensive ones."""
    found: dict[int, Any] = {}
    seen: set[int] = set()
    expensive, stack = 0, [target]
    while stack:
        v = stack.pop()
        if id(v) in seen or isinstance(v, Constant) or lifted.of(v) is not None or lifted.same(v) is not None:
            continue
        seen.add(id(v))
        if v.type.ndim > 1 or not is_float(v):
            return None
        if v.owner is None or id(v) in core or not isinstance(v.owner.op, Elemwise | DimShuffle):
            found[id(v)] = v
            continue
        expensive += _is_expensive(v.owner)
        stack += v.owner.inputs
    return found if 0 < expensive >= len(found) else None


def _rows_of_states(taps: Any, inner: Any, results: Results) -> dict[int, tuple[int, int]]:
    """Of what a step reads and gives as states: which state it is, and which of its rows belongs to the first step."""
    found: dict[int, tuple[int, int]] = {}
    for k, own in enumerate(inner.states):
        depth = -min(taps[k])
        found.update((id(v), (k, depth + tap)) for v, tap in zip(own, taps[k], strict=True))
        found[id(results.states[k])] = k, depth
    return found


def _is_expensive(node: Apply) -> bool:
    return isinstance(node.op, Elemwise) and node.op.scalar_op.cost >= EXPENSIVE


__all__ = ["expensive_after", "expensive_before"]
