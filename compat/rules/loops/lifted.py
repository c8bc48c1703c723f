"""What steps compute without waiting for each other, as operations on vectors in place of a loop.

Before the gradient is taken: that of a vector is a vector, that of a loop another loop.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph.traversal import applies
from ...graph.variable import Apply, Constant, Variable
from ...ops.elementwise.arithmetic import add, neg, sub
from ...ops.indexing.subtensor import Subtensor
from ...ops.indexing.subtensor_index import Slice
from ...ops.reductions.cumulative import CumOp
from ...ops.reductions.ops import Sum
from ...ops.scan.assemble import assemble, parts
from ...ops.scan.layout import Inner, Outer, Results, flat_results
from ...ops.scan.pieces import is_zeros, one_row, with_pattern_of
from ...ops.shapes.creation import alloc
from ...ops.shapes.equal_lengths import checked
from ...ops.shapes.join import join
from ...ops.shapes.shape import unbroadcast
from ...ops.tensor_types import TensorLike
from ..match import is_float, made_by
from .outputs import initial_row
from .rows import Lifted
from .steps import step_by_rules


def ends_by_itself(node: Apply) -> bool:
    """Whether this loop does all of its steps, its gradient goes back through all, and its values are not watched."""
    layout = node.op.layout
    return not (layout.until or layout.window or node.op.watched is not None or node.op.truncate >= 0)


def lifted_outside(node: Apply, outer: Outer, inner: Inner) -> Lifted:
    """`Lifted` over sequences of as many rows as there are steps."""
    [steps] = outer.steps
    return Lifted(node, outer._replace(sequences=[_of_length(s, steps) for s in outer.sequences]), inner)


def _of_length(rows: Any, steps: Any) -> Any:
    """`rows`, which raise where there are not as many as `steps`."""
    if isinstance(steps, Constant):
        [length] = step_by_rules([], [rows.shape[0]], "canonicalise").outputs
        if isinstance(length, Constant) and length.data == steps.data:
            return rows
    return checked(rows, 0, steps)


def steps_by_number(node: Apply, uses: Any) -> dict[Variable, Variable] | None:
    """Their number, where it follows from the lengths of constants alone, is a constant."""
    [steps, *_] = node.op.layout.outer(node.inputs).steps
    if isinstance(steps, Constant):
        return None
    [known] = step_by_rules([], [steps], "canonicalise").outputs
    return {steps: known} if isinstance(known, Constant) and known.type == steps.type else None


def independent_outside(node: Apply, uses: Any) -> dict[Variable, Variable] | None:
    """What a step gives that no step before has a part in, and sums of that, leave the loop.

    y[t] = f(x[t]) is f(x); a total of them, their sum; and all totals, their running sum.
    """
    if not ends_by_itself(node):
        return None
    outer, inner, taps, results = parts(node)
    outs = node.op.layout.results(node.outputs)
    lifted = lifted_outside(node, outer, inner)
    [steps] = outer.steps
    stacked = {k: rows for k, y in enumerate(results.stacked) if (rows := _all_rows(lifted, y, steps)) is not None}
    found: dict[Variable, Variable] = {outs.stacked[k]: with_pattern_of(v, outs.stacked[k]) for k, v in stacked.items()}
    totals, given = {}, []
    for k, (v, y) in enumerate(zip(inner.carried, results.carried, strict=True)):
        rows = _terms(lifted, v, y, steps)
        if rows is None:
            continue
        if not read_by_others(v, y, results):
            totals[k] = with_pattern_of(outer.carried[k] + Sum((0,))(rows), outs.carried[k])
        elif not v.type.ndim:
            first = one_row(outer.carried[k])
            levels = _with_first(first, _sums(first, rows))
            totals[k] = levels[-1]
            given.append((v, levels[:steps]))
    states = {}
    for k, own in enumerate(inner.states):
        if taps[k] == (-1,) and not own[0].type.ndim:
            rows = _terms(lifted, own[0], results.states[k], steps)
            if rows is not None:
                first = one_row(initial_row(outer.states[k], 0))
                sums = _sums(first, rows)
                states[k] = _with_first(first, sums)
                found.update((v, sums) for v in _after_first(outs.states[k], uses, steps))
    if not (stacked or totals or states):
        return None
    found.update((outs.carried[k], v) for k, v in totals.items())
    found.update(without(node, stacked, totals, states, given))
    return found


def without(
    node: Apply, stacked: Any, carried: Any, states: dict[int, Any], given: Sequence[tuple[Any, Any]] = ()
) -> dict[Variable, Variable]:
    """The loop without these of its outputs (positions). states: their rows, which other steps read as sequences;
    given: more inputs of a step that are sequences now, and these."""
    outer, inner, taps, results = parts(node)
    outs = node.op.layout.results(node.outputs)
    depth = node.op.layout.depth
    [steps] = outer.steps
    pairs: dict[Variable, Variable] = {outs.states[k]: rows for k, rows in states.items()}
    stay = [
        [k for k in range(len(own)) if k not in gone]
        for own, gone in zip(
            (results.states, results.stacked, results.carried), (states, stacked, carried), strict=True
        )
    ]
    own_states, own_stacked, own_carried = ([own[k] for k in at] for own, at in zip(results[:3], stay, strict=True))
    left = Results(own_states, own_stacked, own_carried, None)
    if not flat_results(left):
        return pairs
    now_given = [
        *given,
        *(
            (v, states[k][depth(k) + tap : steps + np.int64(depth(k) + tap)])
            for k in states
            for tap, v in zip(taps[k], inner.states[k], strict=True)
        ),
    ]
    new = assemble(
        node,
        Outer(
            outer.steps,
            [*outer.sequences, *(x for _, x in now_given)],
            [outer.states[k] for k in stay[0]],
            [outer.carried[k] for k in stay[2]],
            outer.fixed,
        ),
        Inner(
            [*inner.sequences, *(v for v, _ in now_given)],
            [inner.states[k] for k in stay[0]],
            [inner.carried[k] for k in stay[2]],
            inner.fixed,
        ),
        [taps[k] for k in stay[0]],
        left,
    )
    found = new.op.layout.results(new.outputs)
    for own, there, at in zip(outs[:3], found[:3], stay, strict=True):
        pairs.update(zip([own[k] for k in at], there, strict=True))
    return pairs


def _sums(first: Any, rows: Any) -> Any:
    """The sums of `first`, one row, and all `rows` up to each."""
    sums = CumOp(0)(unbroadcast(rows, 0))
    return sums if is_zeros(first) else first[-1] + sums


def _with_first(first: Any, sums: Any) -> Any:
    return unbroadcast(join(0, first, sums), 0)


def _after_first(rows: Any, uses: Any, steps: Any) -> list[Any]:
    """What reads `rows` without the first of them."""
    ends = {None, int(steps.data) + 1} if isinstance(steps, Constant) else {None}
    return [
        r.outputs[0]
        for r in uses.of(rows)
        if isinstance(r.op, Subtensor) and r.inputs[0] is rows and r.op.entries in {(Slice(1, end),) for end in ends}
    ]


def _all_rows(lifted: Lifted, v: TensorLike, steps: Any) -> Any:
    rows = lifted.of(v)
    if rows is None and (one := lifted.same(v)) is not None:
        return alloc(one, steps, *(one.shape[d] for d in range(one.type.ndim)))
    return rows


def _terms(lifted: Lifted, v: Any, y: Any, steps: Any) -> Any:
    """The rows of f where y = v + f and f depends on no state; None where that is not so."""
    term = added(v, y)
    rows = None if term is None else _all_rows(lifted, term, steps)
    return None if rows is None or rows.type.dtype != v.type.dtype else rows


def added(v: Any, y: Any) -> Any:
    """f, a number or a vector of no more dimensions than `v`, where y = v + f; None where it is no such sum."""
    if y.type != v.type or not is_float(v) or v.type.ndim > 1:
        return None
    rest = _less(v, y)
    return rest if rest is not None and rest.type == v.type and not reads(rest, v) else None


def _less(v: Any, y: Any) -> Any:
    """f where `y` is written as a sum of `v`, once, and f."""
    if y is v:
        return None
    terms = made_by(y, add)
    if terms is not None:
        for k, t in enumerate(terms):
            rest = [*terms[:k], *terms[k + 1 :]]
            if t is v:
                return rest[0] if len(rest) == 1 else add(*rest)
            if (more := _less(v, t)) is not None:
                return add(more, *rest)
    terms = made_by(y, sub)
    if terms is not None:
        if terms[0] is v:
            return neg(terms[1])
        if (more := _less(v, terms[0])) is not None:
            return sub(more, terms[1])
    return None


def reads(value: Any, v: Any) -> bool:
    """Whether `value` is computed from `v`."""
    return value is v or any(i is v for n in applies([value]) for i in n.inputs)


def read_by_others(v: Any, y: Any, results: Results) -> bool:
    return any(reads(r, v) for r in flat_results(results) if r is not y)


__all__ = [
    "added",
    "ends_by_itself",
    "independent_outside",
    "lifted_outside",
    "read_by_others",
    "reads",
    "steps_by_number",
    "without",
]
