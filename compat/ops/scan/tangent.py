"""The R-operator of a loop: the same loop with a tangent beside each value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...graph.variable import Variable
from ..shapes.creation import zeros_like
from ..tensor_variable import Tensor
from .building_blocks import floats, fresh_graph, typed
from .inner_graph import HANDED
from .layout import Inner, Outer, Results, flat_inner, flat_outer, flat_results, layout_of


def tangents(op: Any, inputs: Sequence[Any], points: Sequence[Any]) -> list[Any]:
    """Return the tangents of the outputs, None where they are zero. `points`: tangents of the inputs, or None."""
    layout, inside, step = op.layout, op.inside, op.step
    given, moving = layout.outer(inputs), layout.outer(points)
    sequences = _moved(inside.sequences, moving.sequences, given.sequences)
    fixed = _moved(inside.fixed, moving.fixed, given.fixed)
    states, carried = _of_floats(step.states), _of_floats(step.carried)
    reads = [*sequences, *fixed, *(v for k in states for v in inside.states[k]), *(inside.carried[k] for k in carried)]
    fresh = {v: v.type() for v in reads}  # inner variable -> its tangent
    moved = HANDED["tangents"](list(dict.fromkeys([*step.states, *step.stacked, *step.carried])), fresh)
    stacked = [k for k, y in enumerate(step.stacked) if y in moved]

    def after(y: Tensor) -> Any:
        return typed(moved[y], y) if y in moved else zeros_like(y)

    inner = Inner(
        [*inside.sequences, *(fresh[v] for v in sequences)],
        [*inside.states, *([fresh[v] for v in inside.states[k]] for k in states)],
        [*inside.carried, *(fresh[inside.carried[k]] for k in carried)],
        [*inside.fixed, *(fresh[v] for v in fixed)],
    )
    results = Results(
        [*step.states, *(after(step.states[k]) for k in states)],
        [*step.stacked, *(after(step.stacked[k]) for k in stacked)],
        [*step.carried, *(after(step.carried[k]) for k in carried)],
        step.end,
    )
    outer = Outer(
        given.steps,
        [*given.sequences, *sequences.values()],
        [*given.states, *(_or_zeros(moving.states[k], given.states[k]) for k in states)],
        [*given.carried, *(_or_zeros(moving.carried[k], given.carried[k]) for k in carried)],
        [*given.fixed, *fixed.values()],
    )
    grown = layout_of(outer, inner, [*layout.taps, *(layout.taps[k] for k in states)], results)
    graph = fresh_graph(flat_inner(inner), flat_results(results))
    loop = op.like(graph, grown, f"{op.name}_rop" if op.name else "rop_of_scan_fn")
    out = grown.results(loop.make_node(*flat_outer(outer)).outputs)
    return [
        *_at(states, out.states[len(layout.taps) :], len(layout.taps)),
        *_at(stacked, out.stacked[layout.stacked :], layout.stacked),
        *_at(carried, out.carried[layout.carried :], layout.carried),
        *([None] if layout.until else []),
    ]


def _moved(inner: Sequence[Any], points: Sequence[Any], given: Sequence[Any]) -> dict[Any, Any]:
    """Return the outer tangents of the inner inputs that have one."""
    return {v: typed(p, x) for v, p, x in zip(inner, points, given, strict=True) if p is not None and floats(v)}


def _of_floats(values: Sequence[Any]) -> list[int]:
    return [k for k, v in enumerate(values) if floats(v)]


def _at(places: Sequence[int], values: Sequence[Any], count: int) -> list[Any]:
    """Return a list of `count` entries with `values` at `places` and None elsewhere."""
    found = dict(zip(places, values, strict=True))
    return [found.get(k) for k in range(count)]


def _or_zeros(point: Variable | None, like: Tensor) -> Any:
    return zeros_like(like) if point is None else typed(point, like)
