"""Outputs of a loop that are not read, and states whose last value alone is read."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.program import Interner, intern
from ...graph.traversal import replace
from ...graph.variable import Apply, Constant, Variable
from ...ops.elementwise.elemwise import Elemwise
from ...ops.indexing.subtensor import Subtensor
from ...ops.indexing.subtensor_index import Dynamic, Index, Slice
from ...ops.scan.assemble import assemble, parts
from ...ops.scan.building_blocks import is_zeros, leaf_ids, with_pattern_of
from ...ops.scan.layout import Inner, Results, flat_results
from ...ops.scan.op import Scan
from ...ops.shapes.creation import zeros_like
from ...ops.shapes.equal_lengths import checked_steps
from ...ops.shapes.shape import DimShuffle, Rebroadcast
from ...ops.tensor_variable import Tensor
from ..uses import Uses


def without_unused_outputs(node: Apply, uses: Uses) -> dict[Variable, Variable] | None:
    """Remove outputs that are neither read outside nor needed inside for those that are."""
    outer, inner, taps, results = parts(node)
    outs = node.op.layout.results(node.outputs)
    states, stacked, carried = ([not uses.none(v) for v in own] for own in (outs.states, outs.stacked, outs.carried))
    on = _needed(inner, results, Results(states, stacked, carried, None))
    step = _chosen(results, on)
    if all(flat_results(on)) or not flat_results(step):
        return None  # if none is read, the whole loop goes with the next sweep
    new = assemble(
        node,
        outer._replace(states=_kept(outer.states, on.states), carried=_kept(outer.carried, on.carried)),
        inner._replace(states=_kept(inner.states, on.states), carried=_kept(inner.carried, on.carried)),
        _kept(taps, on.states),
        step,
    )
    return dict(zip(flat_results(_chosen(outs, on)), new.outputs, strict=True))


def _needed(inner: Inner, results: Results, read: Results) -> Results:
    """Return whether each output is read outside, or needed inside for one that is."""
    while True:
        inside = leaf_ids(flat_results(_chosen(results, read)))
        more = read._replace(
            states=[on or any(id(v) in inside for v in own) for on, own in zip(read.states, inner.states, strict=True)],
            carried=[on or id(v) in inside for on, v in zip(read.carried, inner.carried, strict=True)],
        )
        if more == read:
            return read
        read = more


def _chosen(values: Results, on: Results) -> Results:
    """Return those of `values` for which `on` holds, and the end condition."""
    return Results(
        _kept(values.states, on.states),
        _kept(values.stacked, on.stacked),
        _kept(values.carried, on.carried),
        values.end,
    )


def _kept(values: list[Any], on: list[bool]) -> list[Any]:
    return [v for v, o in zip(values, on, strict=True) if o]


def same_loop_once(node: Apply, uses: Uses) -> dict[Variable, Variable] | None:
    """Merge two loops over the same inputs with the same states into one that has the outputs of both."""
    for other in uses.nodes:
        if other is node:
            break  # each pair once
        if not isinstance(other.op, Scan):
            continue
        mine, theirs = node.op, other.op
        if len(node.inputs) != len(other.inputs) or any(
            a is not b for a, b in zip(node.inputs, other.inputs, strict=True)
        ):
            continue
        if dataclasses.replace(mine.layout, stacked=0) != dataclasses.replace(theirs.layout, stacked=0):
            continue
        if any(a.type != b.type for a, b in zip(mine.inner.inputs, theirs.inner.inputs, strict=True)):
            continue
        moved = replace(theirs.inner.outputs, dict(zip(theirs.inner.inputs, mine.inner.inputs, strict=True)))
        merged = intern([*mine.inner.outputs, *moved], Interner())
        a = mine.layout.results(merged[: len(mine.inner.outputs)])
        b = theirs.layout.results(merged[len(mine.inner.outputs) :])
        if any(x is not y for x, y in zip([*a.states, *a.carried, a.end], [*b.states, *b.carried, b.end], strict=True)):
            continue
        stacked = list(dict.fromkeys([*a.stacked, *b.stacked]))
        outer, inner, taps, _ = parts(node)
        new = assemble(node, outer, inner, taps, a._replace(stacked=stacked))
        found = new.op.layout.results(new.outputs)
        pairs: dict[Variable, Variable] = {}
        for old, own in ((node, a), (other, b)):
            outs = old.op.layout.results(old.outputs)
            pairs.update(zip([*outs.states, *outs.carried], [*found.states, *found.carried], strict=True))
            pairs.update((v, found.stacked[stacked.index(y)]) for v, y in zip(outs.stacked, own.stacked, strict=True))
            if outs.end is not None:
                pairs[outs.end] = found.end
        return pairs
    return None


def last_values_by_number(node: Apply, uses: Uses) -> dict[Variable, Variable] | None:
    """Replace rows[:end][-1] by rows[end - 1] if a condition ends the loop: no array of unknown length is needed."""
    outs = node.op.layout.results(node.outputs)
    if outs.end is None:
        return None
    found: dict[Variable, Variable] = {}
    arrays = [(v, node.op.layout.depth(k)) for k, v in enumerate(outs.states)] + [(v, 0) for v in outs.stacked]
    for array, depth in arrays:
        for reader in uses.of(array):
            if not _is_part(reader, array) or len(reader.op.entries) != 1:
                continue
            entry = reader.op.entries[0]
            if (
                isinstance(entry, Slice)
                and (entry.start or 0) == depth
                and entry.step in (None, 1)
                and _reads_sum(reader, entry.stop, outs.end, depth)
            ):
                for last in uses.of(reader.outputs[0]):
                    if _is_part(last, reader.outputs[0]) and last.op.entries == (Index(-1),):
                        found[last.outputs[0]] = with_pattern_of(array[outs.end + np.int64(depth - 1)], last.outputs[0])
    return found


def _is_part(reader: Apply, array: Variable) -> bool:
    return (
        isinstance(reader.op, Subtensor)
        and reader.inputs[0] is array
        and not any(v is array for v in reader.inputs[1:])
    )


def only_last_values(node: Apply, uses: Uses) -> dict[Variable, Variable] | None:
    """Carry a state whose last value alone is read outside, so that earlier steps are not stored.

    A loop over empty sequences has no last value, and the rewritten loop raises, as legacy's did; after no steps of a
    loop without sequences legacy returned the initial state.
    """
    readers = _readers_of_last_values(node, uses)
    if not readers:
        return None
    outer, inner, taps, results = parts(node)
    stay = [k for k in range(len(taps)) if k not in readers]
    first = [row for k in readers for row in _carried_instead(node, k)]
    new = assemble(
        node,
        outer._replace(states=[outer.states[k] for k in stay], carried=[*(o for o, _, _ in first), *outer.carried]),
        inner._replace(states=[inner.states[k] for k in stay], carried=[*(v for _, v, _ in first), *inner.carried]),
        [taps[k] for k in stay],
        results._replace(
            states=[results.states[k] for k in stay], carried=[*(y for _, _, y in first), *results.carried]
        ),
    )
    outs, found = node.op.layout.results(node.outputs), new.op.layout.results(new.outputs)
    pairs: dict[Variable, Variable] = {outs.states[k]: v for k, v in zip(stay, found.states, strict=True)}
    pairs.update(zip(outs.stacked, found.stacked, strict=True))
    pairs.update(zip(outs.carried, found.carried[len(first) :], strict=True))
    if outs.end is not None:
        pairs[outs.end] = found.end
    at = 0
    for k, last in readers.items():
        row = found.carried[at]
        for v, of_steps in last.items():
            value = checked_steps(row, outer.steps[0]) if of_steps and outer.sequences else row
            pairs[v] = with_pattern_of(_part_of_row(v, value), v)
        at += node.op.layout.depth(k)
    return pairs


def _readers_of_last_values(node: Apply, uses: Uses) -> dict[int, dict[Variable, bool]]:
    """Return, for each state whose last row alone is read, the reads of it, as `_Rows.last_values` returns them."""
    outer, inner, _, results = parts(node)
    layout, outs = node.op.layout, node.op.layout.results(node.outputs)
    end = outer.steps[2] if layout.window else outs.end
    found: dict[int, dict[Variable, bool]] = {}
    for k, (buffer, y) in enumerate(zip(outs.states, results.states, strict=True)):
        last = _Rows(buffer, layout.depth(k), end, outer.steps[0]).last_values(uses)
        if last is not None and all(v.type.broadcastable == y.type.broadcastable for v in inner.states[k]):
            found[k] = last
    return found


def _carried_instead(node: Apply, k: int) -> list[tuple[Any, Any, Any]]:
    """Return what is carried in place of state `k`, latest row first: (before the loop, before a step, after it)."""
    outer, inner, taps, results = parts(node)
    y, depth = results.states[k], node.op.layout.depth(k)
    read = {-t: v for t, v in zip(taps[k], inner.states[k], strict=True)}
    before = [read.get(j) or y.type() for j in range(1, depth + 1)]
    rows = [initial_row(outer.states[k], depth - j) for j in range(1, depth + 1)]
    return [(with_pattern_of(row, v), v, after) for row, v, after in zip(rows, before, [y, *before[:-1]], strict=True)]


def _part_of_row(v: Any, row: Any) -> Any:
    """Return the value of `v`, rows[-1, i] or rows[-1], from the last row."""
    return row if _is_whole_row(v.owner) else Subtensor(v.owner.op.entries[1:])(row)


def initial_row(rows: Tensor, k: int) -> Any:
    """Return rows[k], which is x if `rows` is x with a new leading dimension."""
    inner = rows.owner.inputs[0] if rows.owner is not None and isinstance(rows.owner.op, Rebroadcast) else rows
    if inner.owner is not None and isinstance(inner.owner.op, DimShuffle):
        x = inner.owner.inputs[0]
        if inner.owner.op.new_order == ("x", *range(x.type.ndim)):
            return x
    return zeros_like(rows[k]) if is_zeros(rows) else rows[k]


@dataclass(frozen=True)
class _Rows:
    """The rows of a state: `depth` initial ones, then one for each step.

    end: the number of completed steps, if a condition or a window may leave some out. steps: the number of all.
    """

    buffer: Any
    depth: int
    end: Any
    steps: Any

    def last_values(self, uses: Uses) -> dict[Variable, bool] | None:
        """Return the reads of the last row; None if anything else is read.

        For each: whether it reads the rows of steps only, of which there may be none.
        """
        found: dict[Variable, bool] = {}
        queue: list[tuple[Any, bool]] = [(self.buffer, False)]  # (array, whether it stops at the last completed step)
        while queue:
            array, cut = queue.pop()
            if id(array) in uses.given:
                return None
            for reader in uses.of(array):
                if not _is_part(reader, array):
                    return None
                v, whole = reader.outputs[0], array is self.buffer
                if self._is_last(reader, whole, cut):
                    found[v] = not whole
                elif whole and (stops := self._stops_at_end(reader)) is not None:
                    queue.append((v, stops))
                else:
                    return None
        return found

    def _is_last(self, reader: Apply, whole: bool, cut: bool) -> bool:
        """Return whether `reader` reads the last row: of the whole buffer, or of the rows of steps."""
        entry = reader.op.entries[0]
        if not isinstance(entry, Index):
            return False
        if entry.at == -1 and (cut or self.end is None):
            return _is_whole_row(reader) or len(reader.inputs) == 1
        return whole and _is_whole_row(reader) and self._is_last_place(reader, entry.at)

    def _is_last_place(self, reader: Apply, at: Dynamic | int) -> bool:
        steps = self.steps if self.end is None else self.end
        known = isinstance(steps, Constant) and at == int(steps.data) + self.depth - 1
        return known or _reads_sum(reader, at, self.end, self.depth - 1)

    def _stops_at_end(self, reader: Apply) -> bool | None:
        """Return whether `reader`, the rows of steps, stops at the last completed step; None if it lacks some."""
        entry = reader.op.entries[0]
        if not isinstance(entry, Slice) or entry.start != self.depth or entry.step not in (None, 1):
            return None
        if not _is_whole_row(reader):
            return None
        if _reads_sum(reader, entry.stop, self.end, self.depth):
            return True
        return False if entry.stop is None and self.end is None else None


def _is_whole_row(reader: Apply) -> bool:
    """Return whether x[i, ...] takes all later dimensions whole."""
    return all(isinstance(e, Slice) and e.is_full for e in reader.op.entries[1:])


def _reads_sum(reader: Apply, part: Dynamic | int | None, end: Variable | None, number: int) -> bool:
    """Return whether this part of the index of `reader` is `end` + `number`."""
    return isinstance(part, Dynamic) and end is not None and _is_sum(reader.inputs[part.position], end, number)


def _is_sum(v: Variable, end: Variable, number: int) -> bool:
    """Return whether `v` is `end` + `number`."""
    if number == 0 and v is end:
        return True
    if v.owner is None or not isinstance(v.owner.op, Elemwise) or v.owner.op.scalar_op.name != "add":
        return False
    rest = [i for i in v.owner.inputs if i is not end]
    return (
        len(rest) == len(v.owner.inputs) - 1 == 1
        and isinstance(rest[0], Constant)
        and bool(np.all(rest[0].data == number))
    )
