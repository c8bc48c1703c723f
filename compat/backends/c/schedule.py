"""From items to loops: items with the same domain and stage share a loop nest.

The stage of an item at some depth is the number of barriers above it there. There is a barrier wherever the result of a
loop is used other than at the same point of the same loop (a total, a gather, another length). So a log density and its
gradient need one sweep over the data where nothing per datum waits for a total.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .ir import SegmentLength
from .item import Item
from .nest import Loop, Schedule, shared


def schedule(items: Any) -> Schedule:
    """Return the nest of `items`, in which each loop runs point by point."""
    order = _topological(items.all)
    items.settle()
    cuts: dict[tuple[int, int], int] = {}
    body = _place(order, 0, cuts)
    return Schedule(tuple(body), cuts, _memory(order, cuts), tuple(order))


def _topological(items: Sequence[Item]) -> list[Item]:
    present = {i.number for i in items}
    done: set[int] = set()
    order: list[Item] = []
    for root in items:
        stack: list[tuple[Item, bool]] = [(root, False)]
        while stack:
            item, ready = stack.pop()
            if item.number in done:
                continue
            if ready:
                done.add(item.number)
                order.append(item)
                continue
            stack.append((item, True))
            for above in _above(item):
                if above.number in present and above.number not in done:
                    stack.append((above, False))
    return order


def _above(item: Item) -> list[Item]:
    above = [u.producer for u in item.uses] + item.after
    if item.target is not None:
        above.append(item.target)
    return above


def _place(items: Sequence[Item], depth: int, cuts: dict[tuple[int, int], int]) -> list[Any]:
    """Return statements and loops for `items`, which share the loops above `depth`."""
    here = {i.number for i in items}
    links: dict[int, list[tuple[Item, int]]] = {i.number: _links(i, here, cuts) for i in items}
    stage: dict[int, int] = {}
    for item in items:
        stage[item.number] = max((stage[p.number] + _step(p, item, a, depth) for p, a in links[item.number]), default=0)
    _late(items, depth, links, stage)
    groups: dict[tuple[int, Any], list[Item]] = {}
    for item in items:
        groups.setdefault((stage[item.number], _key(item, depth)), []).append(item)
    for item in items:  # items in different loops are not aligned
        own = (stage[item.number], _key(item, depth))
        for use in item.uses:
            p = use.producer
            if p.number in here and _key(p, depth) is not None and own != (stage[p.number], _key(p, depth)):
                cuts[item.number, p.number] = depth
    body: list[Any] = []
    for s in sorted({k[0] for k in groups}):
        body.extend(groups.get((s, None), ()))
        for (own_stage, key), members in groups.items():
            if own_stage == s and key is not None:
                serial = any(depth in item.coincident for item in members)
                body.append(Loop(depth, key, tuple(_place(members, depth + 1, cuts)), tuple(members), serial))
    return body


def _links(item: Item, here: set[int], cuts: dict[tuple[int, int], int]) -> list[tuple[Item, int]]:
    found = [(u.producer, shared(u.producer, item, u.index, cuts)) for u in item.uses if u.producer.number in here]
    found += [(p, 0) for p in item.after if p.number in here]
    if item.target is not None and item.target.number in here:
        found.append((item.target, 0))
    return found


def _key(item: Item, depth: int) -> Any:
    """Return the length of the loop that an item needs at this depth; None for a statement there."""
    return None if len(item.domain) <= depth else item.domain[depth]


def _step(producer: Item, consumer: Item, aligned: int, depth: int) -> int:
    """Return the number of barriers between the two at this depth: 0 or 1."""
    if _key(producer, depth) is None:
        return 0
    if aligned > depth and _key(consumer, depth) is not None:
        return 0
    return 1


def _late(items: Sequence[Item], depth: int, links: dict[int, list[tuple[Item, int]]], stage: dict[int, int]) -> None:
    """Move values that only later stages read to those stages, so that they need no memory."""
    readers: dict[int, list[tuple[Item, int]]] = {}
    for item in items:
        for p, a in links[item.number]:
            readers.setdefault(p.number, []).append((item, a))

    def latest(item: Item, by: dict[int, int]) -> int:
        return min(by[c.number] - _step(item, c, a, depth) for c, a in readers[item.number])

    for item in reversed(items):
        if item.kind == "pointwise" and not item.buffer and readers.get(item.number):
            stage[item.number] = max(stage[item.number], latest(item, stage))
    _late_loops(items, depth, readers, stage, latest)


def _late_loops(
    items: Sequence[Item],
    depth: int,
    readers: dict[int, list[tuple[Item, int]]],
    stage: dict[int, int],
    latest: Callable[[Item, dict[int, int]], int],
) -> None:
    """Move whole loops of values and row totals into later loops of their length, if those contain all readers."""
    loops: dict[tuple[int, Any], list[Item]] = {}
    for item in items:
        loops.setdefault((stage[item.number], _key(item, depth)), []).append(item)
    for own, key in sorted((place for place in loops if place[1] is not None), key=lambda place: -place[0]):
        members = loops[own, key]
        if not all(_by_rows(item, depth) and readers.get(item.number) for item in members):
            continue
        moved = dict(stage)
        for item in reversed(members):
            moved[item.number] = latest(item, moved)
        places = {(moved[item.number], key) for item in members}
        if all(place[0] > own and place in loops for place in places):
            stage.update(moved)
            for item in reversed(members):  # keeps producers before their readers
                loops[moved[item.number], key].insert(0, item)


def _by_rows(item: Item, depth: int) -> bool:
    """Return whether each point of the loop at `depth` has a value of its own that is not in a buffer."""
    return item.kind in ("pointwise", "reduce") and not item.buffer and depth in item.result


def _memory(order: Sequence[Item], cuts: dict[tuple[int, int], int]) -> dict[int, int]:
    """Return which results live in memory, and from which position of their domain on."""
    memory: dict[int, int] = {}
    for consumer in order:
        for use in consumer.uses:
            p = use.producer
            if p.kind not in ("pointwise", "reduce"):
                continue
            a = shared(p, consumer, use.index, cuts)
            if any(position >= a for position in p.result):
                memory[p.number] = min(memory.get(p.number, a), a)
    for item in order:
        if item.kind == "reduce":
            first = min(item.reduced, default=len(item.domain))
            if any(position > first for position in item.result):  # accumulated in memory
                memory[item.number] = min(memory.get(item.number, first), first)
        if item.buffer:
            memory[item.number] = 0
        elif item.number in memory and (
            set(range(memory[item.number])) - set(item.result)
            or any(isinstance(item.domain[p], SegmentLength) for p in item.result)
        ):
            memory[item.number] = 0
    return memory
