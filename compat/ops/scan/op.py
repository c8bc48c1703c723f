"""The loop: an Op whose inner graph is one step. Source: theano.scan_module.scan_op.Scan.

Unlike Theano's it has no output buffers as inputs: a state is given by its first rows, and returned as those rows
followed by one row for each step. So no input is overwritten, and the gradient is the same Op.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.origin import describe
from ...graph.types import TensorType
from ...graph.variable import Apply, Variable
from ..c_forms import Computations
from ..elementwise.cast import cast
from ..elementwise.elemwise import Elemwise
from ..indexing.subtensor import Subtensor
from ..indexing.subtensor_index import Slice
from ..tensor_op import TensorOp, as_tensor, tensor_type
from ..tensor_variable import Tensor
from .inner_graph import (
    InnerGraph,
    lengths_of_outputs,
    numpy_only,
    reaches,
    told_by_values,
    without_test_values,
)
from .layout import Inner, Layout, Outer, Results
from .legacy_view import LegacyView
from .steps import check_steps, nothing

Run = Callable[[Sequence[Any]], list[Any]]  # a function that computes one step


class Scan(LegacyView, TensorOp):
    """A loop: an inner graph that runs once for each step. `theano.scan` makes it.

    inner: the graph of one step. layout: the order of inputs and outputs, each of any shape; the first input is the
    number of steps. truncate: how many of the last steps the gradient goes back through (-1: all). name: of the loop.
    watched: makes an evaluation of the inner graph that inspects each value, for modes that do so (scan(mode=...));
    the loop then runs in Python.
    """

    compat_loops = True
    compat_c_label = "loop"  # its name is the user's
    compat_keeps_disconnected = True  # its gradient must know which outputs have none

    def __init__(
        self,
        inner: InnerGraph,
        layout: Layout,
        truncate: int = -1,
        name: str | None = None,
        watched: Callable[[InnerGraph], Callable[[Sequence[Any]], list[Any]]] | None = None,
    ) -> None:
        self.inner, self.layout, self.truncate, self.name, self.compat_watched = inner, layout, truncate, name, watched
        self.compat_inner_graphs = (inner,)

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Restore a pickle; Theano's pickles have another form and are kept whole for `compat/old`."""
        self.__dict__.update({"of_theano": state} if "n_mit_mot" in state else state)

    def like(self, inner: InnerGraph, layout: Layout, name: str | None = None) -> Scan:
        """Return another loop with the same settings."""
        return type(self)(inner, layout, self.truncate, name or self.name, self.compat_watched)

    # ---- identity

    def _key(self) -> Any:
        return self.layout, self.truncate, self.inner, self.compat_watched

    def __eq__(self, other: object) -> bool:
        return self is other or (type(other) is type(self) and other._key() == self._key())  # type: ignore[attr-defined]

    def __hash__(self) -> int:
        return hash(self._key())

    def __str__(self) -> str:
        kind = "do_while" if self.layout.until else "for"
        return f"{kind}{{cpu,{self.name or 'scan_fn'}}}"

    # ---- the graph inside

    @property
    def inside(self) -> Inner:
        return self.layout.inner(self.inner.inputs)

    @property
    def step(self) -> Results:
        """Return the results of one step, sorted by kind."""
        return self.layout.results(self.inner.outputs)

    def compat_arguments_inside(self, node: Apply) -> list[tuple[InnerGraph, list[Variable]]]:
        """Return the inner graph, and for each of its inputs the corresponding input of `node`."""
        given = self.layout.outer(node.inputs)
        states = [x for x, taps in zip(given.states, self.layout.taps, strict=True) for _ in taps]
        return [(self.inner, [*given.sequences, *states, *given.carried, *given.fixed])]

    # ---- types

    def make_node(self, *inputs: Any) -> Apply:
        variables = [v if isinstance(v, Variable) else as_tensor(v) for v in inputs]
        for k, n in enumerate(self.layout.outer(variables).steps):
            if n.type != tensor_type("int64", ()):
                variables[k] = cast(n, "int64")
        given, inside = self.layout.outer(variables), self.inside
        rows = [*given.sequences, *given.states]
        rows_inside = [*inside.sequences, *(taps[0] for taps in inside.states)]
        wholes, wholes_inside = [*given.carried, *given.fixed], [*inside.carried, *inside.fixed]
        variables = [
            *given.steps,
            *(self._as_expected(x, v, 1) for x, v in zip(rows, rows_inside, strict=True)),
            *(self._as_expected(x, v, 0) for x, v in zip(wholes, wholes_inside, strict=True)),
        ]
        return Apply(self, variables, [t() for t in self.output_types()])

    def _as_expected(self, x: Variable, inner: Variable, more: int) -> Any:
        """Return `x` in the dtype of the inner variable `inner`. ValueError if its rank is not that plus `more`."""
        if not isinstance(inner.type, TensorType):
            same = x.type == inner.type
        else:
            same = isinstance(x.type, TensorType) and x.type.ndim == inner.type.ndim + more
            if same and x.type.dtype != inner.type.dtype:
                return x.astype(inner.type.dtype)
        if not same:
            raise ValueError(
                f"{self} was given {describe(x)} of type {x.type} for the variable `{inner}` of its inner "
                f"function, which is {inner.type}."
            )
        return x

    def output_types(self) -> list[Any]:
        """Return the output types: states and stacked outputs get a leading dimension, carried ones keep their type."""
        step = self.step
        types = [TensorType(v.type.dtype, (False, *v.type.broadcastable)) for v in (*step.states, *step.stacked)]
        types += [v.type for v in step.carried]
        return [*types, tensor_type("int64", ())] if self.layout.until else types

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any] | None:
        outer = self.layout.outer(node.inputs)
        return self._shapes(node, input_shapes, dict(zip(self.inside.fixed, outer.fixed, strict=True)))

    def shapes_by_first_step(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any] | None:
        """Return the shapes if stacked rows always have the length of the first step; None if that is unknown too.

        A caller that uses them must compare the lengths at each step.
        """
        outer, inside = self.layout.outer(node.inputs), self.inside
        first: dict[Any, Any] = dict(zip(inside.fixed, outer.fixed, strict=True))
        first.update(zip(inside.carried, outer.carried, strict=True))
        first.update((v, _row(rows, 0)) for v, rows in zip(inside.sequences, outer.sequences, strict=True))
        for k, (taps, rows) in enumerate(zip(inside.states, outer.states, strict=True)):
            depth = self.layout.depth(k)
            first.update((v, _row(rows, depth + tap)) for v, tap in zip(taps, self.layout.taps[k], strict=True))
        with without_test_values():
            return self._shapes(node, input_shapes, first)

    def _shapes(self, node: Apply, input_shapes: Sequence[Any], outside: dict[Any, Any]) -> list[Any] | None:
        """Return the shapes of the outputs, or None.

        outside: the outer variables of inner inputs whose values may determine a length.
        """
        steps: Any = node.inputs[0]
        given = self.layout.outer(input_shapes)
        results: list[Any] = []
        for k, shape in enumerate(given.states):
            results.append((steps + np.int64(self.layout.depth(k)), *shape[1:]))
        if self.layout.stacked:
            inner_shapes = self.layout.inner_shapes(given)
            found = self.layout.results(lengths_of_outputs(self.inner, inner_shapes, outside)).stacked
            results += [None if own is None else (steps, *own) for own in found]
        results += given.carried
        results += [()] if self.layout.until else []
        if any(r is None and hasattr(o.type, "broadcastable") for r, o in zip(results, node.outputs, strict=True)):
            return None
        return results

    def compat_structural(self, node: Apply) -> Sequence[int]:
        """Return the positions of structural inputs: the number of steps, and those that determine inner lengths."""
        needed = self._told_by_values()
        first = len(node.inputs) - self.layout.fixed
        return [0, *(first + k for k, v in enumerate(self.inside.fixed) if id(v) in needed)]

    @property
    def lengths_change(self) -> bool:
        """Return whether an inner length depends on a value that changes from step to step."""
        needed = self._told_by_values()
        return any(id(v) in needed for v in self.inner.inputs[: len(self.inner.inputs) - self.layout.fixed])

    def _told_by_values(self) -> set[int]:
        """Return ids of inner variables whose values determine lengths."""
        return told_by_values(self.inner)

    # ---- dependence

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        """Return the connection pattern, propagated through the states from step to step.

        An initial state that no step reads has no gradient, as in Theano, although it is part of the output.
        """
        layout = self.layout
        direct = reaches(self.inner)
        inside = layout.inner(range(len(self.inner.inputs)))
        n_out = len(layout.taps) + layout.stacked + layout.carried
        # inner input -> position of the output that it repeats one step later
        repeats: dict[int, int] = {}
        for k, taps in enumerate(inside.states):
            repeats.update((i, k) for i in taps)
        repeats.update((i, len(layout.taps) + layout.stacked + k) for k, i in enumerate(inside.carried))
        feeds = [set(i for i in range(len(direct)) if direct[i][k]) for k in range(n_out)]
        changed = True
        while changed:
            changed = False
            for found in feeds:
                more = set().union(*(feeds[repeats[i]] for i in found if i in repeats)) - found
                if more:
                    found |= more
                    changed = True
        rows: list[list[bool]] = [[False] * len(node.outputs) for _ in layout.outer(node.inputs).steps]
        groups = [[i] for i in inside.sequences] + [list(taps) for taps in inside.states]
        groups += [[i] for i in inside.carried] + [[i] for i in inside.fixed]
        for group in groups:
            row = [any(i in found for i in group) for found in feeds]
            rows.append(row + [False] * (len(node.outputs) - n_out))
        return rows

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        from .gradient import gradient  # imported when a loop is differentiated

        with without_test_values():
            return gradient(self, inputs, outputs, output_gradients)

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        from .tangent import tangents  # imported when a loop is differentiated

        with without_test_values():
            return tangents(self, inputs, eval_points)

    # ---- values

    def compat_array(self, xp: ArrayModule, node: Apply, *values: Array) -> list[Any]:
        if xp is not np and self.compat_watched is None:
            from .jax import run  # imported when a loop runs in JAX

            return run(self, xp, node, values)
        if self.compat_watched is not None:
            return _run(self, node, self.layout.outer(values), _watching(self.compat_watched(self.inner)))
        return _run(self, node, self.layout.outer(values), lambda given: self.inner.run(given, numpy_only))

    def stepped(self, node: Apply, step: Run) -> Callable[..., list[Any]]:
        """Return the NumPy function of `node` whose steps are computed by `step`, from one list to another."""
        return lambda *values: _run(self, node, self.layout.outer(values), step)

    def compat_c_computations(self, node: Apply, computations: Computations) -> None:
        computations.inner_function(node)


def _row(rows: Tensor, k: int, known: dict[Any, Any] | None = None) -> Any:
    """Return row `k` of `rows`, evaluating only what that row needs.

    It does not evaluate other rows of a slice, nor other elements of elementwise results.
    known: rows found so far, by array and row number.
    """
    known = {} if known is None else known
    if (rows, k) not in known:
        known[rows, k] = _found_row(rows, k, known)
    return known[rows, k]


def _found_row(rows: Any, k: int, known: dict[Any, Any]) -> Any:
    maker = rows.owner
    if maker is not None and type(maker.op) is Elemwise and len(maker.outputs) == 1 and rows.ndim == 1:
        given = [v if not v.ndim else v.dimshuffle() if v.broadcastable[0] else _row(v, k, known) for v in maker.inputs]
        return maker.op(*given)
    if maker is None or not isinstance(maker.op, Subtensor) or len(maker.op.entries) != 1:
        return rows[k]
    [part] = maker.op.entries
    if isinstance(part, Slice) and part.step in (None, 1) and (part.start is None or _is_from_front(part.start)):
        return _row(maker.inputs[0], (part.start or 0) + k, known)
    if isinstance(part, Slice) and part.step == -1 and part.start is None:
        return maker.inputs[0][-1 - k]
    return rows[k]


def _is_from_front(start: int) -> bool:
    return isinstance(start, int) and start >= 0


def _watching(run: Run) -> Run:
    return lambda values: run([np.asarray(x) if isinstance(x, np.generic) else x for x in values])


def _run(op: Scan, node: Apply, given: Outer, step: Run) -> list[Any]:
    layout = op.layout
    steps = check_steps(layout, op.name, node, given)
    depths = [layout.depth(k) for k in range(len(layout.taps))]
    start, stop = window(layout, given, steps)
    states = []
    for depth, first in zip(depths, given.states, strict=True):
        first = np.asarray(first)
        buffer = np.empty((depth + steps, *first.shape[1:]), first.dtype)
        buffer[:start] = 0
        buffer[start : start + depth] = first[:depth]
        states.append(buffer)
    stacked: list[Any] = [None] * layout.stacked
    carried = list(given.carried)
    done = start
    sequences, fixed = given.sequences, given.fixed
    reads = [
        (buffer, depth + tap) for buffer, depth, taps in zip(states, depths, layout.taps, strict=True) for tap in taps
    ]
    for t in range(start, stop):
        row = layout.results(step([*(s[t] for s in sequences), *(b[t + at] for b, at in reads), *carried, *fixed]))
        for k, value in enumerate(row.states):
            buffer = states[k]
            if np.shape(value) != buffer.shape[1:]:
                raise ValueError(
                    f"could not broadcast input array from shape {np.shape(value)} into shape "
                    f"{buffer.shape[1:]}: a state of {op} has the second shape before step {t} and the "
                    "first after it, and the shapes of states must stay the same over all steps"
                )
            buffer[depths[k] + t] = value
        for k, value in enumerate(row.stacked):
            if stacked[k] is None:
                stacked[k] = _room(steps, value, node.outputs[len(states) + k])
            elif np.shape(value) != stacked[k].shape[1:]:
                raise ValueError(
                    f"An output of {op} has shape {stacked[k].shape[1:]} at the first step and "
                    f"{np.shape(value)} at step {t}: it must have one shape at all steps"
                )
            stacked[k][t] = value
        carried = row.carried
        done += 1
        if layout.until and row.end:
            break
    if done == start:
        stacked = nothing(layout, op.inner, node, given, steps)
    for rows, depth in [*zip(states, depths, strict=True), *((s, 0) for s in stacked)]:
        rows[depth + done :] = 0
    return [*states, *stacked, *carried, *([np.int64(done)] if layout.until else [])]


def window(layout: Layout, given: Outer, steps: int) -> tuple[int, int]:
    """Return (the first step that runs, the first that does not)."""
    if not layout.window:
        return 0, steps
    stop = min(int(given.steps[2]), steps)
    return min(max(int(given.steps[1]), 0), stop), stop


def _room(steps: int, value: np.ndarray, output: Variable) -> np.ndarray:
    return np.zeros((steps, *np.shape(value)), output.type.dtype)  # type: ignore[attr-defined]


__all__ = ["Scan"]
