"""The loop under a JAX trace.

lax.scan, or lax.while_loop into arrays of the greatest length where a condition may end it. Its gradient is our own
loop, never JAX's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph.arrays import ArrayModule
from ...graph.variable import Apply
from ..traced_errors import flag_of, no_flag, note, noted
from .layout import Outer, Results, flat_results
from .steps import check_steps, nothing


def run(op: Any, xp: ArrayModule, node: Apply, values: Sequence[Any]) -> list[Any]:
    """Output arrays. The number of steps must be known while tracing, but where last values alone are kept."""
    layout = op.layout
    given = layout.outer(values)
    for v in node.inputs:
        if not hasattr(v.type, "dtype"):
            raise NotImplementedError(f"{op} carries `{v}`, a {v.type}: the JAX backend carries arrays only.")
    computed = isinstance(given.steps[0], _array_type())
    if computed and (layout.sequences or layout.taps or layout.stacked or layout.until or layout.window):
        raise NotImplementedError(
            f"{op} cannot run in the JAX backend with a number of steps that is known only when "
            "the function runs (it is computed from another result), since it has sequences, or "
            "more than its last values is read. Do the greatest number of steps, and let "
            "`switch` keep a value from the step on at which it is to end."
        )
    steps = given.steps[0] if computed else check_steps(layout, op.name, node, given)
    first = [xp.asarray(s)[: layout.depth(k)] for k, s in enumerate(given.states)]
    windows = tuple(tuple(f[r] for r in range(layout.depth(k))) for k, f in enumerate(first))
    carried = tuple(xp.asarray(c) for c in given.carried)
    sequences = [xp.asarray(s)[:steps] for s in given.sequences]
    dtypes = [v.type.dtype for v in op.inner.outputs]

    def step(window: Any, carry: Any, rows: Sequence[Any]) -> Results:
        taps = [window[k][tap] for k, own in enumerate(layout.taps) for tap in own]
        out = op.inner.run([*rows, *taps, *carry, *given.fixed], _namespace(xp))
        return layout.results([xp.asarray(o, dtype=d) for o, d in zip(out, dtypes, strict=True)])

    if computed:
        return _last_values(xp, step, carried, steps)
    if layout.until or layout.window:
        return _while(op, xp, node, given, step, windows, carried, sequences, steps)
    if steps == 0:
        return [*first, *map(xp.asarray, nothing(layout, op.inner, node, given, 0)), *carried]
    import jax

    def body(state: Any, rows: Any) -> Any:
        window, carry, wrong = state
        with noted() as notes:
            out = step(window, carry, rows)
        after = (_moved(window, out), tuple(out.carried), flag_of(notes, wrong))
        return after, (tuple(out.states), tuple(out.stacked))

    start = (windows, carried, no_flag())
    (_, last, wrong), (new, stacked) = jax.lax.scan(body, start, tuple(sequences), length=steps)
    note(wrong)
    buffers = [xp.concatenate([f, n]) for f, n in zip(first, new, strict=True)]
    return [*buffers, *stacked, *last]


def _last_values(xp: ArrayModule, step: Any, carried: Any, steps: Any) -> list[Any]:
    """Return what is carried after a number of steps that is not known yet.

    Where that is negative, which is an error elsewhere, NaN.
    """
    import jax

    def body(_: Any, state: Any) -> Any:
        carry, wrong = state
        with noted() as notes:
            out = step((), carry, [])
        return tuple(out.carried), flag_of(notes, wrong)

    found, wrong = jax.lax.fori_loop(0, steps, body, (carried, no_flag()))
    note(wrong)
    note(steps < 0)
    return [xp.where(steps >= 0, v, xp.nan) if v.dtype.kind in "fc" else v for v in found]


def _while(
    op: Any, xp: Any, node: Apply, given: Outer, step: Any, windows: Any, carried: Any, sequences: Any, steps: int
) -> list[Any]:
    import jax

    layout = op.layout
    if steps == 0:
        end = [xp.int64(0)] if layout.until else []
        return [
            *map(xp.asarray, given.states),
            *map(xp.asarray, nothing(layout, op.inner, node, given, 0)),
            *carried,
            *end,
        ]
    begin, stop = xp.int64(0), xp.int64(steps)
    if layout.window:
        stop = xp.minimum(xp.asarray(given.steps[2]), stop)
        begin = xp.minimum(xp.maximum(xp.asarray(given.steps[1]), begin), stop)
    with noted():  # nothing is computed
        shapes = jax.eval_shape(lambda: tuple(flat_results(step(windows, carried, [s[0] for s in sequences]))))
    rows = layout.results(shapes)
    buffers = tuple(
        jax.lax.dynamic_update_slice_in_dim(
            xp.zeros((layout.depth(k) + steps, *r.shape), r.dtype), xp.asarray(f)[: layout.depth(k)], begin, 0
        )
        for k, (f, r) in enumerate(zip(given.states, rows.states, strict=True))
    )
    stacked = tuple(xp.zeros((steps, *r.shape), r.dtype) for r in rows.stacked)

    def more(state: Any) -> Any:
        t, end, *_ = state
        return xp.logical_and(t < stop, xp.logical_not(end))

    def body(state: Any) -> Any:
        t, _, window, carry, kept, stack, wrong = state
        with noted() as notes:
            out = step(window, carry, [jax.lax.dynamic_index_in_dim(s, t, keepdims=False) for s in sequences])
        kept = tuple(b.at[layout.depth(k) + t].set(v) for k, (b, v) in enumerate(zip(kept, out.states, strict=True)))
        stack = tuple(b.at[t].set(v) for b, v in zip(stack, out.stacked, strict=True))
        end = out.end.reshape(()).astype(bool) if layout.until else xp.asarray(False)
        return t + 1, end, _moved(window, out), tuple(out.carried), kept, stack, flag_of(notes, wrong)

    start = (begin, xp.asarray(False), windows, carried, buffers, stacked, no_flag())
    done, _, _, last, kept, stack, wrong = jax.lax.while_loop(more, body, start)
    note(wrong)
    return [*kept, *stack, *last, *([done] if layout.until else [])]


def _moved(window: Any, out: Results) -> Any:
    return tuple((*w[1:], v) for w, v in zip(window, out.states, strict=True))


def _array_type() -> Any:
    import jax

    return jax.Array


def _namespace(xp: ArrayModule) -> Any:
    traced = _array_type()
    return lambda inputs: xp if any(isinstance(v, traced) for v in inputs) else np
