"""Outputs of a loop that are not read, and states of which only the last value is read."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph.program import Interner, intern
from ...graph.traversal import applies, replace
from ...graph.variable import Apply, Constant, Variable
from ...ops.elementwise.elemwise import Elemwise
from ...ops.indexing.subtensor import Subtensor
from ...ops.indexing.subtensor_index import Dynamic, Index, Slice
from ...ops.scan.assemble import assemble, parts
from ...ops.scan.layout import Inner, Layout, Outer, Results, flat_results
from ...ops.scan.op import Scan
from ...ops.scan.pieces import is_zeros
from ...ops.shapes.creation import zeros_like
from ...ops.shapes.equal_lengths import checked_steps
from ...ops.shapes.shape import DimShuffle, Rebroadcast, patternbroadcast
from ..uses import Uses


def without_unused_outputs(node: Apply, uses: Uses) -> dict[Variable, Variable] | None:
    """Drops what is neither read outside nor needed inside for what is."""
    layout = node.op.layout
    outer, inner, taps, results = parts(node)
    outs = layout.results(node.outputs)
    states = [not uses.none(v) for v in outs.states]
    stacked = [not uses.none(v) for v in outs.stacked]
    carried = [not uses.none(v) for v in outs.carried]
    while True:
        needed = [y for y, on in zip(results.states, states, strict=True) if on]
        needed += [y for y, on in zip(results.stacked, stacked, strict=True) if on]
        needed += [y for y, on in zip(results.carried, carried, strict=True) if on]
        needed += [] if results.end is None else [results.end]
        read = {id(v) for n in applies(needed) for v in n.inputs} | set(map(id, needed))
        more_states = [on or any(id(v) in read for v in own) for on, own in zip(states, inner.states, strict=True)]
        more_carried = [on or id(v) in read for on, v in zip(carried, inner.carried, strict=True)]
        if more_states == states and more_carried == carried:
            break
        states, carried = more_states, more_carried
    if all(states) and all(stacked) and all(carried):
        return None

    def kept(values: list[Any], on: list[bool]) -> list[Any]:
        return [v for v, o in zip(values, on, strict=True) if o]

    new_results = Results(
        kept(results.states, states), kept(results.stacked, stacked), kept(results.carried, carried), results.end
    )
    if not flat_results(new_results):
        return None  # none of it is read: it goes with the next walk
    new = assemble(
        node,
        Outer(outer.steps, outer.sequences, kept(outer.states, states), kept(outer.carried, carried), outer.fixed),
        Inner(inner.sequences, kept(inner.states, states), kept(inner.carried, carried), inner.fixed),
        kept(taps, states),
        new_results,
    )
    found = new.op.layout.results(new.outputs)
    pairs = [
        *zip(kept(outs.states, states), found.states, strict=True),
        *zip(kept(outs.stacked, stacked), found.stacked, strict=True),
        *zip(kept(outs.carried, carried), found.carried, strict=True),
    ]
    pairs += [] if outs.end is None else [(outs.end, found.end)]
    return {old: new for old, new in pairs}


def same_loop_once(node: Apply, uses: Uses) -> dict[Variable, Variable] | None:
    """Two loops over the same inputs with the same states are one, which stacks what either does."""
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
        if _stacking(mine.layout, 0) != _stacking(theirs.layout, 0):
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


def _stacking(layout: Layout, n: int) -> Layout:
    return Layout(layout.sequences, layout.taps, n, layout.carried, layout.fixed, layout.until, layout.window)


def equal_outputs_once(node: Apply, uses: Uses) -> dict[Variable, Variable] | None:
    """What is stacked twice is stacked once."""
    outer, inner, taps, results = parts(node)
    first = {id(y): k for k, y in reversed(list(enumerate(results.stacked)))}
    if len(first) == len(results.stacked):
        return None
    stay = sorted(first.values())
    new = assemble(node, outer, inner, taps, results._replace(stacked=[results.stacked[k] for k in stay]))
    found, outs = new.op.layout.results(new.outputs), node.op.layout.results(node.outputs)
    pairs = dict(zip([*outs.states, *outs.carried], [*found.states, *found.carried], strict=True))
    pairs.update(
        (v, found.stacked[stay.index(first[id(y)])]) for v, y in zip(outs.stacked, results.stacked, strict=True)
    )
    if outs.end is not None:
        pairs[outs.end] = found.end
    return pairs


def last_values_by_number(node: Apply, uses: Uses) -> dict[Variable, Variable] | None:
    """Where a condition ends the loop: rows[:end][-1] -> rows[end - 1], which needs no array of a length known late."""
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
                and isinstance(entry.stop, Dynamic)
                and _is_sum(reader.inputs[entry.stop.position], outs.end, depth)
            ):
                for last in uses.of(reader.outputs[0]):
                    if _is_part(last, reader.outputs[0]) and last.op.entries == (Index(-1),):
                        found[last.outputs[0]] = _fit(array[outs.end + np.int64(depth - 1)], last.outputs[0])
    return found


def _is_part(reader: Apply, array: Any) -> bool:
    return (
        isinstance(reader.op, Subtensor)
        and reader.inputs[0] is array
        and not any(v is array for v in reader.inputs[1:])
    )


def only_last_values(node: Apply, uses: Uses) -> dict[Variable, Variable] | None:
    """A state of which only the last value is read outside is carried: no step before is kept.

    Of a loop over sequences without rows there is no last value, and the rewritten loop says so, as legacy's did; after
    no steps of a loop without sequences legacy gave the initial state.
    """
    layout = node.op.layout
    outer, inner, taps, results = parts(node)
    outs = layout.results(node.outputs)
    readers: dict[int, dict[Variable, bool]] = {}
    for k, buffer in enumerate(outs.states):
        end = outer.steps[2] if layout.window else outs.end
        last = _last_values(buffer, layout.depth(k), end, uses, _last_row(end or outer.steps[0], layout.depth(k)))
        same = all(v.type.broadcastable == results.states[k].type.broadcastable for v in inner.states[k])
        if last is not None and same:
            readers[k] = last
    if not readers:
        return None
    stay = [k for k in range(len(taps)) if k not in readers]
    first: list[Any] = []  # of what is carried instead: outer, inner, result
    for k in readers:
        depth = layout.depth(k)
        before = {-t: v for t, v in zip(taps[k], inner.states[k], strict=True)}
        window = [before.get(j) or results.states[k].type() for j in range(1, depth + 1)]
        first += [
            (initial_row(outer.states[k], depth - j), v, window[j - 2] if j > 1 else results.states[k])
            for j, v in enumerate(window, start=1)
        ]
    first = [(_fit(o, v), v, y) for o, v, y in first]
    new = assemble(
        node,
        Outer(
            outer.steps,
            outer.sequences,
            [outer.states[k] for k in stay],
            [*(o for o, _, _ in first), *outer.carried],
            outer.fixed,
        ),
        Inner(
            inner.sequences, [inner.states[k] for k in stay], [*(v for _, v, _ in first), *inner.carried], inner.fixed
        ),
        [taps[k] for k in stay],
        Results(
            [results.states[k] for k in stay],
            results.stacked,
            [*(y for _, _, y in first), *results.carried],
            results.end,
        ),
    )
    found = new.op.layout.results(new.outputs)
    pairs: dict[Variable, Variable] = {outs.states[k]: v for k, v in zip(stay, found.states, strict=True)}
    pairs.update(zip(outs.stacked, found.stacked, strict=True))
    pairs.update(zip(outs.carried, found.carried[len(first) :], strict=True))
    if outs.end is not None:
        pairs[outs.end] = found.end
    at = 0
    for k, last in readers.items():
        for v, of_steps in last.items():
            value = (
                checked_steps(found.carried[at], outer.steps[0]) if of_steps and outer.sequences else found.carried[at]
            )
            pairs[v] = _fit(_part_of_row(v, value), v)
        at += layout.depth(k)
    return pairs


def _part_of_row(v: Any, row: Any) -> Any:
    """What `v`, rows[-1, i] or rows[-1], is of the last row."""
    entries = v.owner.op.entries[1:]
    return row if all(isinstance(e, Slice) and e.is_full for e in entries) else Subtensor(entries)(row)


def initial_row(rows: Any, k: int) -> Any:
    """rows[k], which is x where `rows` is x with a dimension before its own."""
    inner = rows.owner.inputs[0] if rows.owner is not None and isinstance(rows.owner.op, Rebroadcast) else rows
    if inner.owner is not None and isinstance(inner.owner.op, DimShuffle):
        x = inner.owner.inputs[0]
        if inner.owner.op.new_order == ("x", *range(x.type.ndim)):
            return x
    return zeros_like(rows[k]) if is_zeros(rows) else rows[k]


def _fit(value: Any, like: Any) -> Any:
    return value if value.type == like.type else patternbroadcast(value, like.type.broadcastable)


def _last_row(end: Any, depth: int) -> int | None:
    """The place of the last row, where the number of steps done is a constant."""
    return int(end.data) + depth - 1 if isinstance(end, Constant) else None


def _last_values(buffer: Any, depth: int, end: Any, uses: Uses, last: int | None) -> dict[Variable, bool] | None:
    """The reads of the last row of `buffer`, whose first `depth` rows precede the first step, and whether each is of
    the rows of steps alone, of which there may be none; None where anything else of the buffer is read. `end`: the
    number of steps, if a condition ends the loop; last: the place of that row, if it is known."""
    found: dict[Variable, bool] = {}
    queue: list[tuple[Any, bool]] = [(buffer, False)]  # (array, whether it stops at the last step done)
    while queue:
        array, cut = queue.pop()
        if id(array) in uses.given:
            return None
        for reader in uses.of(array):
            if (
                not isinstance(reader.op, Subtensor)
                or reader.inputs[0] is not array
                or any(v is array for v in reader.inputs[1:])
            ):
                return None
            entry = reader.op.entries[0]
            whole = all(isinstance(e, Slice) and e.is_full for e in reader.op.entries[1:])
            if (
                isinstance(entry, Index)
                and whole
                and array is buffer
                and end is not None
                and isinstance(entry.at, Dynamic)
                and _is_sum(reader.inputs[entry.at.position], end, depth - 1)
            ):
                found[reader.outputs[0]] = False
            elif isinstance(entry, Index) and whole and array is buffer and last is not None and entry.at == last:
                found[reader.outputs[0]] = False
            elif (
                isinstance(entry, Index)
                and entry.at == -1
                and (cut or end is None)
                and (whole or len(reader.inputs) == 1)
            ):
                found[reader.outputs[0]] = array is not buffer
            elif (
                array is buffer
                and isinstance(entry, Slice)
                and whole
                and entry.start == depth
                and entry.step in (None, 1)
            ):
                stops = (
                    isinstance(entry.stop, Dynamic)
                    and end is not None
                    and _is_sum(reader.inputs[entry.stop.position], end, depth)
                )
                if not stops and (entry.stop is not None or end is not None):
                    return None
                queue.append((reader.outputs[0], stops))
            else:
                return None
    return found


def _is_sum(v: Any, end: Any, number: int) -> bool:
    """Whether `v` is `end` + `number`."""
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
