"""The loop in a JAX trace.

It is lax.scan, or lax.while_loop into arrays of the greatest length if a condition may end it. The gradient is our
own backward loop, never JAX's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.variable import Apply
from ..traced_errors import flag_of, no_flag, note, noted
from .layout import Outer, Results, flat_results
from .steps import check_steps, nothing


def run(op: Any, xp: ArrayModule, node: Apply, values: Sequence[Any]) -> list[Any]:
    """Return the output arrays. The number of steps must be known while tracing unless only last values are kept."""
    layout, given = op.layout, op.layout.outer(values)
    for v in node.inputs:
        if not hasattr(v.type, "dtype"):
            raise NotImplementedError(f"{op} carries `{v}`, a {v.type}: the JAX backend carries arrays only.")
    if isinstance(given.steps[0], _array_type()):
        if layout.sequences or layout.taps or layout.stacked or layout.until or layout.window:
            raise NotImplementedError(
                f"{op} cannot run in the JAX backend with a number of steps that is known only when "
                "the function runs (it is computed from another result), since it has sequences, or "
                "more than its last values is read. Do the greatest number of steps, and let "
                "`switch` keep a value from the step on at which it is to end."
            )
        return _Loop(op, xp, given, given.steps[0]).last_values()
    loop = _Loop(op, xp, given, check_steps(layout, op.name, node, given))
    if loop.steps == 0:
        states = given.states if layout.until or layout.window else loop.first
        end = [xp.int64(0)] if layout.until else []
        return [*map(xp.asarray, (*states, *nothing(layout, op.inner, node, given, 0))), *loop.carried, *end]
    return loop.some_steps() if layout.until or layout.window else loop.all_steps()


class _Loop:
    """A loop at traced values."""

    def __init__(self, op: Any, xp: ArrayModule, given: Outer, steps: Any) -> None:
        self.op, self.xp, self.given, self.steps = op, xp, given, steps
        depths = [op.layout.depth(k) for k in range(len(given.states))]
        self.first = [xp.asarray(s)[:depth] for s, depth in zip(given.states, depths, strict=True)]
        self.windows = tuple(tuple(f[r] for r in range(depth)) for f, depth in zip(self.first, depths, strict=True))
        self.carried = tuple(xp.asarray(c) for c in given.carried)
        self.sequences = [xp.asarray(s)[:steps] for s in given.sequences]
        self.dtypes = [v.type.dtype for v in op.inner.outputs]

    def step(self, window: Any, carry: Any, rows: Sequence[Any]) -> Results:
        """Return the results of one step; `window`: the last rows of each state."""
        layout = self.op.layout
        taps = [window[k][tap] for k, own in enumerate(layout.taps) for tap in own]
        out = self.op.inner.run([*rows, *taps, *carry, *self.given.fixed], _namespace(self.xp))
        return layout.results([self.xp.asarray(o, dtype=d) for o, d in zip(out, self.dtypes, strict=True)])

    def all_steps(self) -> list[Any]:
        """Return the results of a known number of steps."""
        import jax

        def body(state: tuple[Any, ...], rows: tuple[Array, ...]) -> Any:
            window, carry, wrong = state
            with noted() as notes:
                out = self.step(window, carry, rows)
            after = (_moved(window, out), tuple(out.carried), flag_of(notes, wrong))
            return after, (tuple(out.states), tuple(out.stacked))

        start = (self.windows, self.carried, no_flag())
        (_, last, wrong), (new, stacked) = jax.lax.scan(body, start, tuple(self.sequences), length=self.steps)
        note(wrong)
        buffers = [self.xp.concatenate([f, n]) for f, n in zip(self.first, new, strict=True)]
        return [*buffers, *stacked, *last]

    def last_values(self) -> list[Any]:
        """Return the carried values after a number of steps that is not known yet.

        NaN if it is negative, which is an error outside of JAX.
        """
        import jax

        def body(_: Any, state: Any) -> Any:
            carry, wrong = state
            with noted() as notes:
                out = self.step((), carry, [])
            return tuple(out.carried), flag_of(notes, wrong)

        found, wrong = jax.lax.fori_loop(0, self.steps, body, (self.carried, no_flag()))
        note(wrong)
        note(self.steps < 0)
        return [self.xp.where(self.steps >= 0, v, self.xp.nan) if v.dtype.kind in "fc" else v for v in found]

    def some_steps(self) -> list[Any]:
        """Return the results of the steps in a window, or those up to a condition."""
        import jax

        xp, layout, given, steps = self.xp, self.op.layout, self.given, self.steps
        begin, stop = xp.int64(0), xp.int64(steps)
        if layout.window:
            stop = xp.minimum(xp.asarray(given.steps[2]), stop)
            begin = xp.minimum(xp.maximum(xp.asarray(given.steps[1]), begin), stop)
        with noted():  # nothing is computed
            rows = layout.results(
                jax.eval_shape(
                    lambda: tuple(flat_results(self.step(self.windows, self.carried, [s[0] for s in self.sequences])))
                )
            )
        buffers = tuple(
            jax.lax.dynamic_update_slice_in_dim(xp.zeros((len(f) + steps, *r.shape), r.dtype), f, begin, 0)
            for f, r in zip(self.first, rows.states, strict=True)
        )
        stacked = tuple(xp.zeros((steps, *r.shape), r.dtype) for r in rows.stacked)

        def more(state: tuple[Any, ...]) -> Any:
            t, end, *_ = state
            return xp.logical_and(t < stop, xp.logical_not(end))

        def body(state: tuple[Any, ...]) -> Any:
            t, _, window, carry, kept, stack, wrong = state
            with noted() as notes:
                rows = [jax.lax.dynamic_index_in_dim(s, t, keepdims=False) for s in self.sequences]
                out = self.step(window, carry, rows)
            kept = tuple(
                b.at[layout.depth(k) + t].set(v) for k, (b, v) in enumerate(zip(kept, out.states, strict=True))
            )
            stack = tuple(b.at[t].set(v) for b, v in zip(stack, out.stacked, strict=True))
            end = out.end.reshape(()).astype(bool) if layout.until else xp.asarray(False)
            return t + 1, end, _moved(window, out), tuple(out.carried), kept, stack, flag_of(notes, wrong)

        start = (begin, xp.asarray(False), self.windows, self.carried, buffers, stacked, no_flag())
        done, _, _, last, kept, stack, wrong = jax.lax.while_loop(more, body, start)
        note(wrong)
        return [*kept, *stack, *last, *([done] if layout.until else [])]


def _moved(window: tuple[tuple[Array, ...], ...], out: Results) -> Any:
    return tuple((*w[1:], v) for w, v in zip(window, out.states, strict=True))


def _array_type() -> Any:
    import jax

    return jax.Array


def _namespace(xp: ArrayModule) -> Any:
    traced = _array_type()
    return lambda inputs: xp if any(isinstance(v, traced) for v in inputs) else np
