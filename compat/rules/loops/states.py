"""States of loops in other forms: all values kept, in no more dimensions than they need."""

from __future__ import annotations

from typing import Any

from ...graph.traversal import replace
from ...graph.variable import Apply, Variable
from ...ops.scan.assemble import assemble, parts
from ...ops.scan.layout import flat_results
from ...ops.scan.pieces import one_row, with_pattern_of
from ...ops.shapes.shape import DimShuffle
from ..uses import Uses


def all_values_kept(node: Apply, uses: Uses) -> dict[Variable, Variable] | None:
    """What is carried as a state, the inverse of `only_last_values`: a gradient reads all values."""
    outer, inner, taps, results = parts(node)
    if not outer.carried or node.op.layout.window or node.op.layout.until:
        return None
    outs = node.op.layout.results(node.outputs)
    new = assemble(
        node,
        outer._replace(states=[*outer.states, *map(one_row, outer.carried)], carried=[]),
        inner._replace(states=[*inner.states, *([v] for v in inner.carried)], carried=[]),
        [*taps, *([(-1,)] * len(outer.carried))],
        results._replace(states=[*results.states, *results.carried], carried=[]),
    )
    found = new.op.layout.results(new.outputs)
    pairs: dict[Variable, Variable] = dict(
        zip([*outs.states, *outs.stacked], [*found.states[: len(taps)], *found.stacked], strict=True)
    )
    last = (rows[-1] for rows in found.states[len(taps) :])
    pairs.update((v, with_pattern_of(x, v)) for v, x in zip(outs.carried, last, strict=True))
    return pairs


def states_without_ones(node: Apply, uses: Uses) -> dict[Variable, Variable] | None:
    """A state that a step hands on with more dimensions of length 1 is handed on without them."""
    outer, inner, taps, results = parts(node)
    outs = node.op.layout.results(node.outputs)
    for k, y in enumerate(results.states):
        x = _without_ones(y)
        if x is None:
            continue
        order = y.owner.op.new_order
        kept = [d for d, source in enumerate(order) if source != "x"]
        first = (
            outer.states[k].dimshuffle(0, *(d + 1 for d in kept))
            if all(outer.states[k].type.broadcastable[d + 1] for d, source in enumerate(order) if source == "x")
            else None
        )
        if first is None or any(v.type != y.type for v in inner.states[k]):
            return None
        own = [x.type() for _ in taps[k]]
        spread = {v: y.owner.op(new) for v, new in zip(inner.states[k], own, strict=True)}
        step = node.op.layout.results(replace(flat_results(results), spread))
        [x] = replace([x], spread)
        new = assemble(
            node,
            outer._replace(states=[*outer.states[:k], first, *outer.states[k + 1 :]]),
            inner._replace(states=[*inner.states[:k], own, *inner.states[k + 1 :]]),
            taps,
            step._replace(states=[*step.states[:k], x, *step.states[k + 1 :]]),
        )
        pairs: dict[Variable, Variable] = dict(zip(node.outputs, new.outputs, strict=True))
        rows = pairs[outs.states[k]]
        pairs[outs.states[k]] = rows.dimshuffle(0, *(d if d == "x" else d + 1 for d in order))  # type: ignore
        return pairs
    return None


def _without_ones(y: Any) -> Any:
    """x where `y` is x, its dimensions in their order and others of length 1."""
    if y.owner is None or not isinstance(y.owner.op, DimShuffle):
        return None
    x, order = y.owner.inputs[0], y.owner.op.new_order
    return x if tuple(d for d in order if d != "x") == tuple(range(x.type.ndim)) and "x" in order else None


__all__ = ["all_values_kept", "states_without_ones"]
