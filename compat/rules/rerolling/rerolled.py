"""Rerolling: steps of the same form that Python unrolled become one step of a Scan.

It runs before everything else: at 100,000 nodes every later stage would take seconds, and the compiler minutes. The
steps' computations and their order do not change. Small graphs stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph.origin import as_if_from
from ...graph.types import TensorType
from ...graph.variable import Apply, Constant, Variable
from ...ops.indexing.advanced_subtensor import AdvancedSubtensor1
from ...ops.scan.building_blocks import one_row, rows_together
from ...ops.scan.inner_graph import InnerGraph
from ...ops.scan.layout import Layout, Results
from ...ops.scan.op import Scan
from ...ops.scan.steps import UNROLLED
from ...ops.shapes.join import Join, MakeVector, join
from ...ops.shapes.shape import unbroadcast
from ...ops.tensor_op import as_tensor
from .. import thresholds
from .body import Body, Places, RowsOf, State, Unfit
from .lengths import same_at_all_steps
from .order import Order
from .rows import added_rows, rows_of_one, taken
from .runs import Run, candidates
from .steps import Rows, Steps, steps_of


def rerolled(outputs: Sequence[Variable], small: int | None = None) -> list[Variable]:
    """Return `outputs` with long runs of equal steps as loops; graphs of fewer than `small` nodes do not change."""
    order = Order(outputs)
    if len(order.nodes) < (thresholds.REROLLED_SMALL if small is None else small):
        return list(outputs)
    found = _Found(order)
    if not found.steps:
        return list(outputs)
    return _Rebuilt(order, found).outputs()


class _Found:
    """The runs of a graph, which do not overlap, in order. `run_of[i]`: the run of node i, or -1."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.run_of = np.full(len(order.nodes), -1)
        steps = self._chosen()
        while True:
            self.steps = sorted(steps, key=lambda s: s.run.start)
            self.run_of[:] = -1
            for k, s in enumerate(self.steps):
                self.run_of[s.run.start : s.run.end] = k
            self.exported = self._exports()
            self.bodies: list[Body] = []
            steps = [s for k, s in enumerate(self.steps) if self._fits(k, s)]
            if len(steps) == len(self.steps):
                break

    def _chosen(self) -> list[Steps]:
        chosen: list[Steps] = []
        waiting = candidates(self.order.colours)
        free = np.ones(len(self.order.nodes), bool)
        effort = 0
        while waiting and effort < 4 * len(self.order.nodes):
            run = waiting.pop(0)
            effort += run.period
            whole = self._uncovered(run, free)
            if whole is None:
                continue
            found = steps_of(self.order, whole, free)
            if found is None:
                continue
            chosen.append(found)
            free[found.run.start : found.run.end] = False
            waiting.insert(0, run)  # tried again for the remaining part of it
        return chosen

    def _uncovered(self, run: Run, free: np.ndarray) -> Run | None:
        """Return the longest part of `run` whose nodes are free."""
        whole = free[run.start : run.end].reshape(run.steps, run.period)
        if not whole.all():
            edges = np.flatnonzero(
                np.diff(np.concatenate(([False], free[run.start : run.end], [False])).astype(np.int8))
            )
            first, last = max(zip(edges[::2], edges[1::2], strict=True), key=lambda e: e[1] - e[0], default=(0, 0))
            run = Run(run.start + int(first), run.period, int(last - first) // run.period)
        return run if run.is_long else None

    def _exports(self) -> list[dict[int, set[int]]]:
        """Return, for each run, the positions in a step that are read elsewhere, and at which steps."""
        order = self.order
        consumers = np.repeat(self.run_of, np.diff(order.starts))
        inside = order.sources >= 0
        sources = np.unique(np.stack([order.sources[inside], consumers[inside]]), axis=1)
        sources = sources[0][self.run_of[sources[0]] != sources[1]]
        wanted = [n for n in map(order.number, order.outputs) if n >= 0]
        found: list[dict[int, set[int]]] = [{} for _ in self.steps]
        for n in np.unique(np.concatenate([sources, np.array(wanted, np.int64)])):
            if self.run_of[n] >= 0:
                run = self.steps[self.run_of[n]].run
                found[self.run_of[n]].setdefault(int(n - run.start) % run.period, set()).add(
                    int(n - run.start) // run.period
                )
        return found

    def _fits(self, k: int, steps: Steps) -> bool:
        if not same_at_all_steps(self.order, steps, self.exported[k], self._alike):
            return False
        try:
            self.bodies.append(Body(self.order, steps, self.exported[k]))
        except Unfit:
            return False
        return True

    def _alike(self, rows: Rows) -> bool:
        """Return whether these are constants of one shape, or from one place in the steps of one run."""
        numbers = rows.array()
        if (numbers < 0).all():
            return all(isinstance(self.order.variable(int(n)), Constant) for n in numbers)
        if rows_of_one(self.order, numbers) is not None:
            return True
        if (numbers < 0).any() or len(set(self.run_of[numbers])) > 1 or self.run_of[numbers[0]] < 0:
            return False
        run = self.steps[self.run_of[numbers[0]]].run
        return len(set((numbers - run.start) % run.period)) == 1


class _Rebuilt:
    """The graph with its runs as loops."""

    def __init__(self, order: Order, found: _Found) -> None:
        self.order, self.found = order, found
        self.new: dict[int, Variable] = {}  # id of a variable -> its replacement
        self.kept: list[dict[int, tuple[Any, int]]] = []  # for each run: position -> (rows, the index of step 0)
        self._rows: dict[Any, Any] = {}

    def outputs(self) -> list[Variable]:
        at, nodes = 0, self.order.nodes
        while at < len(nodes):
            k = self.found.run_of[at]
            if k >= 0:
                self._loop(k)
                at = self.found.steps[k].run.end
            else:
                self._flat(nodes[at])
                at += 1
        return [self._of(v) for v in self.order.outputs]

    # ---- single variables

    def _of(self, v: Variable) -> Variable:
        known = self.new.get(id(v))
        if known is not None:
            return known
        n = self.order.number(v)
        if n < 0 or self.found.run_of[n] < 0:
            return v
        rows, at = self._place(n)
        self.new[id(v)] = row = rows[at]
        row.name = v.name
        return row

    def _place(self, n: int) -> tuple[Any, int]:
        """Return (rows, index) for node `n` of a run."""
        k = self.found.run_of[n]
        run = self.found.steps[k].run
        rows, first = self.kept[k][(n - run.start) % run.period]
        return rows, first + int(n - run.start) // run.period

    def _flat(self, node: Apply) -> None:
        together = self._together(node)
        if together is not None:
            self.new[id(node.outputs[0])] = together
            return
        inputs = [self._of(v) for v in node.inputs]
        if all(a is b for a, b in zip(inputs, node.inputs, strict=True)):
            return
        with as_if_from(node.compat_origin):
            new = node.clone_with_new_inputs(inputs, strict=False)
        for a, b in zip(node.outputs, new.outputs, strict=True):
            self.new[id(a)] = b
            b.name = a.name

    def _together(self, node: Apply) -> Any:
        """Return a vector, or stacked rows, of results of runs."""
        joined = isinstance(node.op, Join) and node.op.axis == 0
        if len(node.inputs) < thresholds.REROLLED_FEWEST_STEPS or not (joined or isinstance(node.op, MakeVector)):
            return None
        numbers = np.array([self.order.number(v) for v in node.inputs])
        if (self.found.run_of[numbers[numbers >= 0]] < 0).all() or len(set(self.order.type_of(numbers))) > 1:
            return None
        if joined and not node.inputs[0].type.broadcastable[0]:  # type: ignore[attr-defined]
            return None
        rows = self._rows_of(Rows(numbers.astype(np.int64).tobytes()))
        if joined:
            rows = rows.dimshuffle(0, *range(2, rows.type.ndim))
        type_: Any = node.outputs[0].type
        rows = rows.astype(type_.dtype) if rows.type.dtype != type_.dtype else rows
        return rows if rows.type == type_ else None

    # ---- rows of steps

    def _rows_of(self, rows: Rows, dtype: str | None = None) -> Any:
        """Return one array whose rows are the variables of these numbers."""
        key = (rows, dtype)
        if key not in self._rows:
            self._rows[key] = self._put_together(rows.array(), dtype)
        return self._rows[key]

    def _put_together(self, numbers: np.ndarray, dtype: str | None) -> Any:
        indexed = rows_of_one(self.order, numbers)
        if indexed is not None:
            rows = taken(self._of(self.order.variable(indexed[0])), indexed[1])
            return rows if dtype in (None, rows.type.dtype) else rows.astype(dtype)
        from_run = np.where(numbers >= 0, self.found.run_of[np.maximum(numbers, 0)], -1)
        sources = np.full(len(numbers), -1)
        for k in np.unique(from_run[from_run >= 0]):
            run = self.found.steps[k].run
            mine = from_run == k
            sources[mine] = run.start + (numbers[mine] - run.start) % run.period
        borders = [0, *(np.flatnonzero(np.diff(sources)) + 1), len(numbers)]
        if len(borders) < 6:
            parts = [
                self._part(numbers[a:b], int(sources[a]), dtype) for a, b in zip(borders[:-1], borders[1:], strict=True)
            ]
            return unbroadcast(join(0, *parts), 0)
        pool, at, length = [], np.zeros(len(numbers), np.int64), 0
        for source in np.unique(sources):  # rows of several sources in turn: first all of them, then an index
            mine = np.flatnonzero(sources == source)
            pool.append(self._part(numbers[mine], int(source), dtype))
            at[mine] = length + np.arange(len(mine))
            length += len(mine)
        return AdvancedSubtensor1()(join(0, *pool), as_tensor(at))

    def _part(self, numbers: np.ndarray, source: int, dtype: str | None) -> Any:
        """Return rows that come from one place in the steps of a run, or from no run."""
        if source >= 0:
            run = self.found.steps[self.found.run_of[source]].run
            rows, first = self.kept[self.found.run_of[source]][source - run.start]
            return taken(rows, first + (numbers - source) // run.period)
        variables = [self.order.variable(int(n)) for n in numbers]
        if all(isinstance(v, Constant) for v in variables):
            data = np.array([v.data for v in variables], dtype)  # type: ignore[attr-defined]
            type_: Any = variables[0].type
            return TensorType(data.dtype.name, (False, *type_.broadcastable)).make_constant(data)
        place: dict[int, int] = {}  # in the order in which they are read
        which = np.array([place.setdefault(n, len(place)) for n in numbers.tolist()])
        own = [self._of(self.order.variable(n)) for n in place]
        rows = self._stacked(own)
        return rows if len(place) == len(numbers) else AdvancedSubtensor1()(rows, as_tensor(which.astype(np.int64)))

    def _stacked(self, own: list[Any]) -> Any:
        if own[0].type.ndim:
            return rows_together(own)
        return unbroadcast(MakeVector(own[0].type.dtype)(*own), 0) if len(own) > 1 else one_row(own[0])

    # ---- loops

    def _loop(self, k: int) -> None:
        steps, body = self.found.steps[k], self.found.bodies[k]
        run, exported = steps.run, self.found.exported[k]
        states = [s for own in body.states.values() for s in own if s.position not in body.scattered]
        kept_by_state = {s.position for s in states}
        stacked = [j for j in exported if j not in kept_by_state and j not in body.scattered]
        results = self._scanned(k, states, stacked)
        kept: dict[int, tuple[Any, int]] = {}
        for state, rows in zip(states, results.states, strict=True):
            kept.setdefault(state.position, (rows, state.depth))
        own_rows = iter(results.stacked)
        for j in stacked:
            kept[j] = next(own_rows), 0
        self.kept.append(kept)
        for j, scattered in body.scattered.items():
            total = self._of(self.order.variable(scattered.number))
            for _, at in scattered.parts:
                total = added_rows(total, next(own_rows), at)
            self.new[id(self.order.nodes[run.end - run.period + j].outputs[0])] = total

    def _scanned(self, k: int, states: list[State], stacked: list[int]) -> Results:
        """Return the results of the loop that replaces run `k`: of states, of `stacked`, then of scattered sums."""
        body = self.found.bodies[k]
        sequences = [(v, self._sequence(key, v)) for key, v in body.sequences.items()]
        first = [
            self._stacked([self._begun(s.before[t], body.outputs[s.position]) for t in range(-s.depth, 0)])
            for s in states
        ]
        taps = [tuple(sorted(-d for d in s.taps)) for s in states]
        read = [s.taps[-t] for s, own in zip(states, taps, strict=True) for t in own]
        given: list[Any] = [body.outputs[j] for j in (*(s.position for s in states), *stacked)]
        given += [v for s in body.scattered.values() for v, _ in s.parts]
        inner = InnerGraph([*(v for v, _ in sequences), *read, *body.fixed.values()], given)
        layout = Layout(len(sequences), tuple(taps), len(given) - len(states), 0, len(body.fixed))
        fixed = [self._of(self.order.variable(n)) for n in body.fixed]
        with as_if_from(body.template[-1].compat_origin):
            node = Scan(inner, layout, name=UNROLLED).make_node(
                np.int64(self.found.steps[k].run.steps), *(x for _, x in sequences), *first, *fixed
            )
        return layout.results(node.outputs)

    def _begun(self, number: int, like: Any) -> Any:
        """Return the value before the first step, with the type that later steps read, that of `like`."""
        v = self.order.variable(number)
        if isinstance(v, Constant) and v.type != like.type:
            return like.type.make_constant(v.data.astype(like.type.dtype))
        return self._of(v)

    def _sequence(self, key: Any, v: Variable) -> Any:
        if isinstance(key, Places):
            return as_tensor(key.array())
        if isinstance(key, RowsOf):
            return taken(self._of(self.order.variable(key.number)), key.places.array())
        return self._rows_of(key, v.type.dtype)


__all__ = ["rerolled"]
