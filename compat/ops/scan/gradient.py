"""The gradient of a loop: a second loop, from the last step to the first.

A state's gradient at a step is the gradient of its value at that step plus what later steps send back. A gradient
sent back by `-j` steps waits in a state of the new loop. The new loop is therefore an ordinary one and can be
differentiated again. Values that the first loop kept are read instead of being computed again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph.op import Op
from ...graph.program import Interner, intern
from ...graph.traversal import applies, replace
from ...graph.types import DisconnectedType, NullType, TensorType
from ...graph.variable import Variable
from ..elementwise.elemwise import Elemwise
from ..elementwise.functions import maximum, minimum
from ..indexing.subtensor import Subtensor
from ..indexing.writing import set_subtensor
from ..reductions.ops import Reduction
from ..shapes.creation import zeros_like
from ..shapes.shape import DimShuffle, Rebroadcast, shape_of
from ..tensor_op import disconnected, zero_gradient
from ..tensor_variable import Tensor
from .assemble import stacked_too
from .building_blocks import (
    floats,
    fresh_graph,
    leaf_ids,
    of_last_row,
    one_row,
    rows_together,
    same_pattern,
    summed,
    typed,
    with_pattern_of,
)
from .inner_graph import HANDED, InnerGraph, lengths_of_outputs, reaches
from .layout import Inner, Layout, Outer, Results, flat_inner, flat_outer, flat_results, layout_of


def gradient(op: Any, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]) -> list[Any]:
    """Return the gradients with respect to `inputs`."""
    arrived = [None if isinstance(g.type, DisconnectedType) else g for g in output_gradients]
    found = (
        _with_history(op, inputs, arrived)
        if any(floats(v) for v in op.inside.carried)
        else _Backward(op, inputs, outputs, arrived).gradients()
    )
    return _zeros_of_whole_numbers(op.compat_connection(outputs[0].owner), inputs, arrived, found)


def _zeros_of_whole_numbers(
    pattern: Sequence[Sequence[bool]], inputs: Sequence[Any], arrived: Sequence[Any], found: Sequence[Any]
) -> list[Any]:
    """Return `found` with zeros for integer sequences that the results depend on.

    (Theano takes their rows as subtensors, whose gradient for integers is zero and not disconnected.)
    """
    return [
        zero_gradient(v)
        if isinstance(g.type, DisconnectedType)
        and isinstance(v.type, TensorType)
        and not floats(v)
        and any(to and own is not None for to, own in zip(row, arrived, strict=True))
        else g
        for row, v, g in zip(pattern, inputs, found, strict=True)
    ]


# not worth storing
_CHEAP = {"Alloc", "ShapeI", "Shape", "MakeVector", "Reshape", "Join", "ARange", "IncSubtensor", "Eye"}


class _Backward:
    """One gradient; `gradients` assembles the backward loop."""

    def __init__(self, op: Any, inputs: Sequence[Any], outputs: Sequence[Any], arrived: Sequence[Any]) -> None:
        self.op, self.layout = op, op.layout
        self.given = self.layout.outer(inputs)
        self.inside = op.inside
        self.step = op.step
        for v, y in zip(self.inside.states, self.step.states, strict=True):
            same_pattern(op, v[0], y)
        self.kept = self.layout.results(outputs)
        self.arrived = self.layout.results(arrived)
        n, *window = self.given.steps
        self.start = window[0] if window else np.int64(0)
        done = self.kept.end if self.layout.until else window[1] if window else n
        self.left_out: Any = None  # the number of first steps that a truncated gradient does not reach
        self.steps = [n]
        if op.truncate > 0 or self.layout.until or window:
            start = self.start
            if op.truncate > 0:
                start = maximum(self.start, done - np.int64(op.truncate))
                self.left_out = start - self.start
            self.steps = [n, n - done, n - start]
        self.sequences: list[tuple[Variable, Variable]] = []  # (inner, outer) variables of the backward loop
        # for a state of which only the last value is used: that value's gradient
        self.at_end = [
            None if g is None else of_last_row(g, self.layout.depth(k), self.layout.until)
            for k, g in enumerate(self.arrived.states)
        ]

    def gradients(self) -> list[Any]:
        carriers = self._pending()
        found = self._inner_gradients(carriers)
        return self._assemble(carriers, found)

    # ---- values inside the backward step

    def rows(self, array: Tensor, first: int = 0, stop: bool = False) -> Variable:
        """Return a sequence of the backward loop: the rows of `array`, from the last to the first.

        first: the row of `array` that belongs to the first step. stop: the array has more rows behind those.
        """
        n = self.given.steps[0]
        outer = array[first : n + np.int64(first)] if stop else array[first:] if first else array
        outer = outer[::-1]
        inner = outer.type.clone(broadcastable=outer.type.broadcastable[1:])()
        self.sequences.append((inner, outer))
        return inner

    def _pending(self) -> list[list[Variable] | None]:
        """Return for each state a variable for each later step's contribution; None if no gradient reaches it."""
        live = [g is not None for g in self.arrived.states]
        direct = reaches(self.op.inner)
        reads = self.layout.inner(direct).states
        n = len(live)
        sources = [g is not None for g in self.arrived.stacked]
        while True:
            on = [*live, *sources, *[False] * (self.layout.carried + self.layout.until)]
            new = [
                live[k] or any(any(r and o for r, o in zip(row, on, strict=True)) for row in reads[k]) for k in range(n)
            ]
            new = [new[k] and floats(y) for k, y in enumerate(self.step.states)]
            if new == live:
                break
            live = new
        return [
            [self.step.states[k].type() for _ in range(self.layout.depth(k))] if on else None
            for k, on in enumerate(live)
        ]

    def _inner_gradients(self, carriers: list[list[Variable] | None]) -> dict[Any, Any]:
        starts: dict[Any, Any] = {}

        def add(y: Variable, g: Variable) -> None:
            g = g.astype(y.type.dtype) if g.dtype != y.type.dtype else g
            starts[y] = starts[y] + g if y in starts else g

        for k, y in enumerate(self.step.states):
            waiting, g = carriers[k], self.arrived.states[k]
            if g is not None and floats(y) and self.at_end[k] is None:
                add(y, self.rows(g, self.layout.depth(k)))
            if waiting is not None:
                add(y, waiting[0])
        for y, g in zip(self.step.stacked, self.arrived.stacked, strict=True):
            if g is not None and floats(y):
                add(y, self.rows(g))
        whole = [v for v in self.inside.fixed if isinstance(v.type, TensorType) and not floats(v)]
        targets = [v for v in self.op.inner.inputs if floats(v)] + whole
        outs = list(starts)
        return HANDED["gradients"](outs, starts, targets)

    # ---- the loop

    def _assemble(self, carriers: list[list[Variable] | None], found: dict[Any, Any]) -> list[Any]:
        nulls = {v: g for v, g in found.items() if isinstance(g.type, NullType)}
        usable = {v: typed(g, v) for v, g in found.items() if v not in nulls}
        states: list[tuple[Any, Any, Any]] = []  # (initial row, inner input, inner output)
        for k, waiting in enumerate(carriers):
            if waiting is None:
                continue
            for j, variable in enumerate(waiting, start=1):
                terms = [waiting[j]] if j < len(waiting) else []
                taps = self.layout.taps[k]
                if -j in taps and self.inside.states[k][taps.index(-j)] in usable:
                    terms.append(usable[self.inside.states[k][taps.index(-j)]])
                first = zeros_like(self.given.states[k][0])
                if j == 1 and self.at_end[k] is not None:
                    first = typed(self.at_end[k], variable)
                states.append((first, variable, summed(terms) if terms else zeros_like(variable)))
        sums = [(w, inner) for w, inner in zip(self.given.fixed, self.inside.fixed, strict=True) if inner in usable]
        for w, inner in sums:
            total = inner.type.clone(dtype=usable[inner].type.dtype)()
            states.append((zeros_like(w, total.type.dtype), total, typed(total + usable[inner], total)))
        stacked = [inner for inner in self.inside.sequences if inner in usable]
        results = self._loop(states, [usable[v] for v in stacked])
        return self._answer(carriers, results, sums, stacked, nulls)

    def _loop(self, states: list[Any], stacked: list[Any]) -> tuple[list[Any], list[Any]]:
        """Return (last value of each state, rows of each of `stacked`, in the order of the first loop)."""
        computed = [*(new for _, _, new in states), *stacked]
        if not computed:
            return [], []
        computed = self._read_not_computed(computed)
        needed = leaf_ids(computed)
        sequences = [(i, o) for i, o in self.sequences if id(i) in needed]
        sequences += [(i, o) for i, o in self._forward_sequences(needed)]
        fixed = [(i, o) for i, o in zip(self.inside.fixed, self.given.fixed, strict=True) if id(i) in needed]
        layout = Layout(len(sequences), ((-1,),) * len(states), len(stacked), 0, len(fixed), window=len(self.steps) > 1)
        inner = Inner([i for i, _ in sequences], [[v] for _, v, _ in states], [], [i for i, _ in fixed])
        outer = Outer(
            self.steps, [o for _, o in sequences], [one_row(f) for f, _, _ in states], [], [o for _, o in fixed]
        )
        n = len(states)
        graph = fresh_graph(flat_inner(inner), flat_results(Results(computed[:n], computed[n:], [], None)))
        name = f"grad_of_{self.op.name}" if self.op.name else "grad_of_scan_fn"
        again = self.op.like(graph, layout, name)
        loop = layout.results(again.make_node(*flat_outer(outer)).outputs)
        end = self.steps[2] if layout.window else -1
        last = [with_pattern_of(s[end], f) for s, (f, _, _) in zip(loop.states, states, strict=True)]
        return last, [s[::-1] for s in loop.stacked]

    def _read_not_computed(self, computed: list[Any]) -> list[Any]:
        """Rebuild `computed` from values that the first loop kept, where it kept them."""
        made = [o for n in self.op.inner.nodes for o in n.outputs]
        # interned, so that values that the gradient recomputes are identified with those of the step
        merged = intern([*computed, *made], Interner())
        computed, merged = merged[: len(computed)], merged[len(computed) :]
        own = dict(zip(merged, made, strict=True))  # a value of the first step -> its variable there
        places: dict[Any, tuple[Any, int]] = {}
        for k, (y, b) in enumerate(zip(self.step.states, self.kept.states, strict=True)):
            places.setdefault(y, (b, self.layout.depth(k)))
        for y, b in zip(self.step.stacked, self.kept.stacked, strict=True):
            places.setdefault(y, (b, 0))
        known = {v: places[y] for v, y in own.items() if y in places}
        more = self._worth_keeping(computed, own, known)
        if more:
            rows = stacked_too(self.op, flat_outer(self.given), [own[v] for v in more])
            known.update(zip(more, ((b, 0) for b in rows), strict=True))
        reached = set(map(id, (o for n in applies(computed, stop=list(known)) for o in n.inputs)))
        reached |= set(map(id, computed))
        leaves = {y: self.rows(b, d) for y, (b, d) in known.items() if id(y) in reached}
        return replace(computed, leaves)

    def _worth_keeping(self, computed: list[Any], own: dict[Any, Any], known: dict[Any, Any]) -> list[Any]:
        """Return values of the first step that `computed` needs and that should not, or cannot, be computed again.

        These are matrix products and more expensive values whose lengths are the same at each step, and values that
        depend on carried ones, such as random numbers.
        """
        expensive, drawn = self._expensive(own, known)
        steady = self._of_one_shape([v for v in expensive if v in own and v not in drawn], own)
        found: dict[Any, None] = {}
        seen: set[int] = set()
        stack = list(computed)
        while stack:
            v = stack.pop()
            if id(v) in seen or v in known:
                continue
            seen.add(id(v))
            if v in own and v in expensive and hasattr(v.type, "dtype") and (v in drawn or v in steady):
                found[v] = None
            elif v.owner is not None:
                stack.extend(v.owner.inputs)
        return list(found)

    def _expensive(self, own: dict[Any, Any], known: dict[Any, Any]) -> tuple[set[Any], set[Any]]:
        """Return (values that are expensive to recompute, values that depend on carried ones and cannot be)."""
        expensive, drawn = set(self.inside.carried), set(self.inside.carried)
        for v in own:
            if v in known or v.owner is None:
                continue
            if not _is_cheap(v.owner.op) or not expensive.isdisjoint(v.owner.inputs):
                expensive.add(v)
                if not drawn.isdisjoint(v.owner.inputs):
                    drawn.add(v)
        return expensive, drawn

    def _of_one_shape(self, values: list[Any], own: dict[Any, Any]) -> set[Any]:
        """Return those of `values` whose lengths do not change from step to step."""
        tensors = [v for v in values if hasattr(v.type, "dtype")]
        if not tensors:
            return set()
        outer = [shape_of(x) if hasattr(x.type, "ndim") else None for x in flat_outer(self.given)]
        outside = dict(zip(self.inside.fixed, self.given.fixed, strict=True))
        known = lengths_of_outputs(
            InnerGraph(self.op.inner.inputs, [own[v] for v in tensors]),
            self.layout.inner_shapes(self.layout.outer(outer)),
            outside,
        )
        return {v for v, lengths in zip(tensors, known, strict=True) if lengths is not None}

    def _forward_sequences(self, needed: set[int]) -> list[tuple[Any, Any]]:
        start = len(self.sequences)
        pairs: list[tuple[Any, Any]] = []
        for inner, outer in zip(self.inside.sequences, self.given.sequences, strict=True):
            if id(inner) in needed:
                self.rows(outer)
                pairs.append((inner, self.sequences[-1][1]))
        for k, taps in enumerate(self.inside.states):
            for tap, inner in zip(self.layout.taps[k], taps, strict=True):
                if id(inner) in needed:
                    self.rows(self.kept.states[k], self.layout.depth(k) + tap, stop=True)
                    pairs.append((inner, self.sequences[-1][1]))
        del self.sequences[start:]
        return pairs

    # ---- gradients of the first loop's inputs

    def _answer(
        self,
        carriers: list[list[Variable] | None],
        results: tuple[list[Any], list[Any]],
        sums: list[Any],
        stacked: list[Any],
        nulls: dict[Any, Any],
    ) -> list[Any]:
        last, rows = results
        remaining = iter(last)
        first_rows: list[Any] = []
        for k, waiting in enumerate(carriers):
            g = self.arrived.states[k]
            depth = self.layout.depth(k)
            own = None
            if g is not None and self.at_end[k] is None:
                own = g[:depth] if not self.layout.window else rows_together([g[self.start + r] for r in range(depth)])
            if waiting is not None:
                # contributions sent `-j` steps before the first one belong to that row of the initial state; if the
                # first steps are left out, to the rows before the earliest remaining step: the last of these
                sent = [next(remaining) for _ in range(depth)][::-1]
                back = rows_together(sent)
                if self.left_out is not None:
                    behind = rows_together([*[zeros_like(sent[0])] * depth, *sent])
                    first = np.int64(depth) - minimum(self.left_out, np.int64(depth))
                    back = with_pattern_of(behind[first : first + np.int64(depth)], back)
                own = back if own is None else own + back
            first_rows.append(self._or_null(own, self.given.states[k], self.inside.states[k], nulls, depth))
        by_fixed = {id(inner): next(remaining) for _, inner in sums}
        by_sequence = {id(inner): r for inner, r in zip(stacked, rows, strict=True)}
        answer: list[Any] = [disconnected() for _ in self.given.steps]
        for inner, outer in zip(self.inside.sequences, self.given.sequences, strict=True):
            g = by_sequence.get(id(inner))
            answer.append(nulls.get(inner, disconnected()) if g is None else with_pattern_of(g, outer))
        answer += first_rows
        answer += [disconnected() for _ in self.given.carried]
        for inner in self.inside.fixed:
            g = by_fixed.get(id(inner))
            answer.append(nulls.get(inner, disconnected()) if g is None else g)
        return answer

    def _or_null(self, own: Any, outer: Variable, inner: list[Any], nulls: dict[Any, Any], depth: int) -> Any:
        for v in inner:
            if v in nulls:
                return nulls[v]
        if own is None:
            return disconnected()
        return with_pattern_of(own, outer)


def _is_cheap(op: Op) -> bool:
    return isinstance(op, Elemwise | Reduction | DimShuffle | Subtensor | Rebroadcast) or type(op).__name__ in _CHEAP


def _with_history(op: Any, inputs: Sequence[Any], arrived: Sequence[Any]) -> list[Any]:
    """Return gradients for a loop that carries values without keeping them.

    They are those of the same loop with its carried floats as states.
    """
    layout = op.layout
    given, inside, step, g = layout.outer(inputs), op.inside, op.step, layout.results(arrived)
    moved = [k for k, v in enumerate(inside.carried) if floats(v)]
    stay = [k for k in range(layout.carried) if k not in moved]
    inner = Inner(
        inside.sequences,
        inside.states + [[inside.carried[k]] for k in moved],
        [inside.carried[k] for k in stay],
        inside.fixed,
    )
    results = Results(
        step.states + [step.carried[k] for k in moved], step.stacked, [step.carried[k] for k in stay], step.end
    )
    outer = Outer(
        given.steps,
        given.sequences,
        given.states + [one_row(given.carried[k]) for k in moved],
        [given.carried[k] for k in stay],
        given.fixed,
    )
    grown = layout_of(outer, inner, layout.taps + ((-1,),) * len(moved), results)
    graph = fresh_graph(flat_inner(inner), flat_results(results))
    node = op.like(graph, grown).make_node(*flat_outer(outer))
    kept = grown.results(node.outputs)
    end = kept.end if layout.until else given.steps[2] if layout.window else given.steps[0]
    last: list[Any] = []
    for k, buffer in zip(moved, kept.states[len(layout.taps) :], strict=True):
        last.append(None if g.carried[k] is None else set_subtensor(zeros_like(buffer)[end], g.carried[k]))
    backward = _Backward(
        node.op,
        node.inputs,
        node.outputs,
        flat_results(Results([*g.states, *last], g.stacked, [None] * len(stay), None))
        + ([None] if layout.until else []),
    )
    found = grown.outer(backward.gradients())
    carried: list[Any] = [disconnected() for _ in inside.carried]
    for k, own in zip(moved, found.states[len(layout.taps) :], strict=True):
        if not isinstance(own.type, DisconnectedType | NullType):
            own = with_pattern_of(own[0], given.carried[k])
        carried[k] = own
    return flat_outer(Outer(found.steps, found.sequences, found.states[: len(layout.taps)], carried, found.fixed))
