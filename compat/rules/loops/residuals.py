"""The gradient's loop reads values of the forward loop that are expensive to recompute.

This is for XLA, where each step is a few calls of small kernels, and a stored row costs less than one. In C a step
stays in registers and recomputes (`ops/scan/gradient.py` stores what no backend recomputes).
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from ...graph.program import Interner, Program, intern
from ...graph.traversal import applies, replace
from ...graph.variable import Apply, Constant, Variable
from ...ops.elementwise.arithmetic import add
from ...ops.elementwise.elemwise import EXPENSIVE, Elemwise
from ...ops.indexing.subtensor import Subtensor
from ...ops.indexing.subtensor_index import Dynamic, Slice
from ...ops.scan.assemble import assemble, parts, stacked_too
from ...ops.scan.layout import Inner, Outer, Results, flat_results
from ...ops.scan.op import Scan
from ..engine import Pass
from ..match import made_by, number

_BACKWARDS = (Slice(None, None, -1),)


def read_not_computed_again(whole: Program) -> dict[Variable, Variable]:
    """Return replacements for the first loop found that recomputes values of an earlier one."""
    loops = [n for n in whole.nodes if isinstance(n.op, Scan) and not n.op.layout.until and not n.op.layout.window]
    for k, later in enumerate(loops):
        for first in loops[:k]:
            found = _with_residuals(first, later)
            if found:
                return found
    return {}


def _with_residuals(first: Apply, later: Apply) -> dict[Variable, Variable]:
    if first.inputs[0] is not later.inputs[0]:  # different numbers of steps
        return {}
    outer, inner, taps, results = parts(later)
    same = dict(_same_values(first, outer, inner))
    if not any(v in same for v in inner.sequences):
        return {}
    made = [o for n in first.op.inner.nodes for o in n.outputs]
    merged = intern([*replace(flat_results(results), same), *made, *same.values()], Interner())
    computed, rest = merged[: len(merged) - len(made) - len(same)], merged[-len(same) :]
    merged = merged[len(computed) : len(computed) + len(made)]
    back = dict(zip(rest, same, strict=True))  # further inputs of the later loop
    kept = _expensive(computed, {v: o for v, o in zip(merged, made, strict=True) if v not in back}, back)
    if not kept:
        return {}
    rows = [v.type() for v in kept]
    new_results = later.op.layout.results(replace(computed, {**back, **dict(zip(kept, rows, strict=True))}))
    stacked = stacked_too(first.op, first.inputs, list(kept.values()))
    new = assemble(
        later,
        outer._replace(sequences=[*outer.sequences, *(s[::-1] for s in stacked)]),
        inner._replace(sequences=[*inner.sequences, *rows]),
        taps,
        Results(*new_results),
    )
    return dict(zip(later.outputs, new.outputs, strict=True))


def _same_values(first: Apply, outer: Outer, inner: Inner) -> Iterator[tuple[Variable, Variable]]:
    """Yield (input of a step of the later loop, variable of the forward step with the same value)."""
    layout, given, inside, step = first.op.layout, *parts(first)[:2], first.op.step
    outs = layout.results(first.outputs)
    for mine, x in zip(inner.sequences, outer.sequences, strict=True):
        rows = _reversed(x)
        if rows is None:
            continue
        for theirs, y in zip(inside.sequences, given.sequences, strict=True):
            if rows is y:
                yield mine, theirs
        for theirs, y in zip(step.stacked, outs.stacked, strict=True):
            if rows is y:
                yield mine, theirs
        for k, y in enumerate(outs.states):
            begin = _first_row(rows, y, given.steps[0])
            tap = None if begin is None else begin - layout.depth(k)
            if tap == 0:
                yield mine, step.states[k]
            elif tap in layout.taps[k]:
                yield mine, inside.states[k][layout.taps[k].index(tap)]
    for mine, x in zip(inner.fixed, outer.fixed, strict=True):
        for theirs, y in zip(inside.fixed, given.fixed, strict=True):
            if x is y:
                yield mine, theirs


def _reversed(x: Variable) -> Any:
    """Return y if x is y[::-1]."""
    if x.owner is not None and isinstance(x.owner.op, Subtensor) and x.owner.op.entries == _BACKWARDS:
        return x.owner.inputs[0]
    return None


def _first_row(rows: Any, state: Any, steps: Any) -> int | None:
    """Return b if `rows` is state[b:b + steps], else None."""
    if rows.owner is None or not isinstance(rows.owner.op, Subtensor) or rows.owner.inputs[0] is not state:
        return None
    entries = rows.owner.op.entries
    if len(entries) != 1 or not isinstance(entries[0], Slice) or entries[0].step not in (None, 1):
        return None
    begin, stop = entries[0].start or 0, entries[0].stop
    if not isinstance(begin, int) or begin < 0:
        return None
    if stop is None:  # a state has as many initial rows as its longest delay
        return begin if begin == state.owner.op.layout.depth(state.index) else None
    if isinstance(stop, Dynamic):
        stop = rows.owner.inputs[stop.position]
        terms = made_by(stop, add) or (stop,)
        known = sum(int(number(t)) for t in terms if isinstance(t, Constant))
        return begin if [t for t in terms if not isinstance(t, Constant)] == [steps] and known == begin else None
    n = number(steps)
    return begin if n is not None and stop == begin + int(n) else None


def _expensive(computed: list[Any], own: dict[Any, Variable], given: Container[Any]) -> dict[Any, Variable]:
    """Return values of the forward step that `computed` recomputes by expensive functions -> the variables there.

    own: all values of the forward step. given: those that are available anyway.
    """
    expensive: set[int] = set()
    for node in applies(computed):
        called = isinstance(node.op, Elemwise) and node.op.scalar_op.cost >= EXPENSIVE
        if called or any(id(v) in expensive for v in node.inputs):
            expensive.update(id(v) for v in node.outputs)
    found: dict[Any, Variable] = {}
    seen: set[int] = set()
    stack = list(computed)
    while stack:
        v = stack.pop()
        if id(v) in seen or v in given:
            continue
        seen.add(id(v))
        if v in own and id(v) in expensive:
            found[v] = own[v]
        elif v.owner is not None:
            stack.extend(v.owner.inputs)
    return found


LOOPS_WITH_RESIDUALS = Pass(read_not_computed_again)
