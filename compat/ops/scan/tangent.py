"""The R-operator of a loop: the same loop with a tangent beside each value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..shapes.creation import zeros_like
from .inner_graph import HANDED
from .layout import Inner, Layout, Outer, Results, flat_inner, flat_outer, flat_results
from .pieces import floats, fresh_graph, typed


def tangents(op: Any, inputs: Sequence[Any], points: Sequence[Any]) -> list[Any]:
    """Compute the tangents of the outputs, None where nothing moves. `points`: tangents of the inputs, or None."""
    layout = op.layout
    given, inside, step = layout.outer(inputs), op.inside, op.step
    moving = layout.outer(points)
    fresh: dict[Any, Any] = {}  # inner variable -> its tangent

    def tangent(v: Any) -> Any:
        if v not in fresh:
            fresh[v] = v.type()
        return fresh[v]

    sequences = [
        (tangent(v), typed(p, x))
        for v, p, x in zip(inside.sequences, moving.sequences, given.sequences, strict=True)
        if p is not None and floats(v)
    ]
    fixed = [
        (tangent(v), typed(p, x))
        for v, p, x in zip(inside.fixed, moving.fixed, given.fixed, strict=True)
        if p is not None and floats(v)
    ]
    states = [k for k, y in enumerate(step.states) if floats(y)]
    carried = [k for k, y in enumerate(step.carried) if floats(y)]
    for k in states:
        for v in inside.states[k]:
            tangent(v)
    for k in carried:
        tangent(inside.carried[k])
    moved = HANDED["tangents"](list(dict.fromkeys([*step.states, *step.stacked, *step.carried])), fresh)
    stacked = [k for k, y in enumerate(step.stacked) if y in moved]

    def after(y: Any) -> Any:
        return typed(moved[y], y) if y in moved else zeros_like(y)

    grown = Layout(
        layout.sequences + len(sequences),
        layout.taps + tuple(layout.taps[k] for k in states),
        layout.stacked + len(stacked),
        layout.carried + len(carried),
        layout.fixed + len(fixed),
        layout.until,
        layout.window,
    )
    inner = Inner(
        [*inside.sequences, *(v for v, _ in sequences)],
        [*inside.states, *([tangent(v) for v in inside.states[k]] for k in states)],
        [*inside.carried, *(tangent(inside.carried[k]) for k in carried)],
        [*inside.fixed, *(v for v, _ in fixed)],
    )
    results = Results(
        [*step.states, *(after(step.states[k]) for k in states)],
        [*step.stacked, *(after(step.stacked[k]) for k in stacked)],
        [*step.carried, *(after(step.carried[k]) for k in carried)],
        step.end,
    )
    outer = Outer(
        given.steps,
        [*given.sequences, *(p for _, p in sequences)],
        [*given.states, *(_or_zeros(moving.states[k], given.states[k]) for k in states)],
        [*given.carried, *(_or_zeros(moving.carried[k], given.carried[k]) for k in carried)],
        [*given.fixed, *(p for _, p in fixed)],
    )
    graph = fresh_graph(flat_inner(inner), flat_results(results))
    loop = op.like(graph, grown, f"{op.name}_rop" if op.name else "rop_of_scan_fn")
    out = grown.results(loop.make_node(*flat_outer(outer)).outputs)
    n_s, n_t, n_c = len(layout.taps), layout.stacked, layout.carried
    answer = Results([None] * n_s, [None] * n_t, [None] * n_c, None)
    for k, value in zip(states, out.states[n_s:], strict=True):
        answer.states[k] = value
    for k, value in zip(stacked, out.stacked[n_t:], strict=True):
        answer.stacked[k] = value
    for k, value in zip(carried, out.carried[n_c:], strict=True):
        answer.carried[k] = value
    return flat_results(answer) + ([None] if layout.until else [])


def _or_zeros(point: Any, like: Any) -> Any:
    return zeros_like(like) if point is None else typed(point, like)
