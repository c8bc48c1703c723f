"""From computations to loops: those with the same iteration space and stage share a loop nest.

The stage of a computation at some depth is the number of barriers above it there. There is a barrier wherever the
result of a loop is used other than at the same point of the same loop (a total, a gather, another length). So a log
density and its gradient need one sweep over the data where nothing per datum waits for a total.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..computations.computation import Computation
from ..ir.expressions import SegmentLength
from .nest import Loop, Schedule, shared


def schedule(computations: Any) -> Schedule:
    """Return the nest of `computations`, in which each loop runs point by point."""
    order = _topological(computations.all)
    computations.settle()
    cuts: dict[tuple[int, int], int] = {}
    body = _place(order, 0, cuts)
    return Schedule(tuple(body), cuts, _memory(order, cuts), tuple(order))


def _topological(computations: Sequence[Computation]) -> list[Computation]:
    present = {i.number for i in computations}
    done: set[int] = set()
    order: list[Computation] = []
    for root in computations:
        stack: list[tuple[Computation, bool]] = [(root, False)]
        while stack:
            computation, ready = stack.pop()
            if computation.number in done:
                continue
            if ready:
                done.add(computation.number)
                order.append(computation)
                continue
            stack.append((computation, True))
            for above in _above(computation):
                if above.number in present and above.number not in done:
                    stack.append((above, False))
    return order


def _above(computation: Computation) -> list[Computation]:
    above = [u.producer for u in computation.uses] + computation.after
    if computation.target is not None:
        above.append(computation.target)
    return above


def _place(computations: Sequence[Computation], depth: int, cuts: dict[tuple[int, int], int]) -> list[Any]:
    """Return the nodes for `computations`, which share the loops above `depth`: themselves, and loops."""
    here = {i.number for i in computations}
    links: dict[int, list[tuple[Computation, int]]] = {i.number: _links(i, here, cuts) for i in computations}
    stage: dict[int, int] = {}
    for computation in computations:
        stage[computation.number] = max(
            (stage[p.number] + _step(p, computation, a, depth) for p, a in links[computation.number]), default=0
        )
    _late(computations, depth, links, stage)
    groups: dict[tuple[int, Any], list[Computation]] = {}
    for computation in computations:
        groups.setdefault((stage[computation.number], _key(computation, depth)), []).append(computation)
    for computation in computations:  # computations in different loops are not aligned
        own = (stage[computation.number], _key(computation, depth))
        for use in computation.uses:
            p = use.producer
            if p.number in here and _key(p, depth) is not None and own != (stage[p.number], _key(p, depth)):
                cuts[computation.number, p.number] = depth
    body: list[Any] = []
    for s in sorted({k[0] for k in groups}):
        body.extend(groups.get((s, None), ()))
        for (own_stage, key), members in groups.items():
            if own_stage == s and key is not None:
                serial = any(depth in c.coincident for c in members)
                body.append(Loop(depth, key, tuple(_place(members, depth + 1, cuts)), tuple(members), serial))
    return body


def _links(computation: Computation, here: set[int], cuts: dict[tuple[int, int], int]) -> list[tuple[Computation, int]]:
    found = [
        (u.producer, shared(u.producer, computation, u.index, cuts))
        for u in computation.uses
        if u.producer.number in here
    ]
    found += [(p, 0) for p in computation.after if p.number in here]
    if computation.target is not None and computation.target.number in here:
        found.append((computation.target, 0))
    return found


def _key(computation: Computation, depth: int) -> Any:
    """Return the length of the loop that a computation needs at this depth; None if it needs none."""
    return None if len(computation.space) <= depth else computation.space[depth]


def _step(producer: Computation, consumer: Computation, aligned: int, depth: int) -> int:
    """Return the number of barriers between the two at this depth: 0 or 1."""
    if _key(producer, depth) is None:
        return 0
    if aligned > depth and _key(consumer, depth) is not None:
        return 0
    return 1


def _late(
    computations: Sequence[Computation],
    depth: int,
    links: dict[int, list[tuple[Computation, int]]],
    stage: dict[int, int],
) -> None:
    """Move values that only later stages read to those stages, so that they need no memory."""
    readers: dict[int, list[tuple[Computation, int]]] = {}
    for computation in computations:
        for p, a in links[computation.number]:
            readers.setdefault(p.number, []).append((computation, a))

    def latest(computation: Computation, by: dict[int, int]) -> int:
        return min(by[c.number] - _step(computation, c, a, depth) for c, a in readers[computation.number])

    for computation in reversed(computations):
        if computation.kind == "pointwise" and not computation.buffer and readers.get(computation.number):
            stage[computation.number] = max(stage[computation.number], latest(computation, stage))
    _late_loops(computations, depth, readers, stage, latest)


def _late_loops(
    computations: Sequence[Computation],
    depth: int,
    readers: dict[int, list[tuple[Computation, int]]],
    stage: dict[int, int],
    latest: Callable[[Computation, dict[int, int]], int],
) -> None:
    """Move whole loops of values and row totals into later loops of their length, if those contain all readers."""
    loops: dict[tuple[int, Any], list[Computation]] = {}
    for computation in computations:
        loops.setdefault((stage[computation.number], _key(computation, depth)), []).append(computation)
    for own, key in sorted((place for place in loops if place[1] is not None), key=lambda place: -place[0]):
        members = loops[own, key]
        if not all(_by_rows(c, depth) and readers.get(c.number) for c in members):
            continue
        moved = dict(stage)
        for computation in reversed(members):
            moved[computation.number] = latest(computation, moved)
        places = {(moved[c.number], key) for c in members}
        if all(place[0] > own and place in loops for place in places):
            stage.update(moved)
            for computation in reversed(members):  # keeps producers before their readers
                loops[moved[computation.number], key].insert(0, computation)


def _by_rows(computation: Computation, depth: int) -> bool:
    """Return whether each point of the loop at `depth` has a value of its own that is not in a buffer."""
    return computation.kind in ("pointwise", "reduce") and not computation.buffer and depth in computation.result


def _memory(order: Sequence[Computation], cuts: dict[tuple[int, int], int]) -> dict[int, int]:
    """Return which results live in memory, and from which position of their iteration space on."""
    memory: dict[int, int] = {}
    for consumer in order:
        for use in consumer.uses:
            p = use.producer
            if p.kind not in ("pointwise", "reduce"):
                continue
            a = shared(p, consumer, use.index, cuts)
            if any(position >= a for position in p.result):
                memory[p.number] = min(memory.get(p.number, a), a)
    for computation in order:
        if computation.kind == "reduce":
            first = min(computation.reduced, default=len(computation.space))
            if any(position > first for position in computation.result):  # accumulated in memory
                memory[computation.number] = min(memory.get(computation.number, first), first)
        if computation.buffer:
            memory[computation.number] = 0
        elif computation.number in memory and (
            set(range(memory[computation.number])) - set(computation.result)
            or any(isinstance(computation.space[p], SegmentLength) for p in computation.result)
        ):
            memory[computation.number] = 0
    return memory
