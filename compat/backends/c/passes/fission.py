"""Fission of a long loop that calls several libm functions, so that no sum is live across a call.

A call of a vector function clobbers all vector registers. In a loop with four calls and ten sums, every sum is loaded,
added to and stored once per vector; after fission, with one call per loop, the sums stay in registers in the last loop.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ....rules import thresholds
from ..expression import calls_vector_function
from ..item import Item


def calls(item: Item) -> bool:
    """Return whether the statement of `item` calls a libm function that has a vector form."""
    return item.entry is not None and calls_vector_function(item.entry)


def is_worth_it(body: Sequence[Any], by_segment: bool) -> bool:
    """Return whether a loop over the statements `body` gains by fission.

    by_segment: an alternative to going vector by vector, which costs less when there are few sums.
    """
    sums = sum(item.kind == "reduce" for item in body)
    called = len({_arguments(item) for item in body if calls(item)})
    return (
        sums >= thresholds.FISSION_MANY_SUMS and called > 0
        if by_segment
        else sums >= thresholds.FISSION_FEWEST_SUMS and called >= thresholds.FISSION_FEWEST_CALLS
    )


def parts(body: Sequence[Item], of_calls: bool) -> list[list[Item]]:
    """Split `body` in order into parts of statements, of running sums and, with `of_calls`, of calls.

    Calls of one argument stay together.
    """

    def alone(item: Item) -> Any:
        """Return a key that is equal for items which share a separate part; None for items that may be in any part."""
        return "running" if item.running else _arguments(item) if of_calls and calls(item) else None

    inside = {item.number: item for item in body}
    above = {
        item.number: [inside[u.producer.number] for u in item.uses if u.producer.number in inside] for item in body
    }
    level: dict[int, int] = {}  # number of separate parts before it
    for item in body:
        level[item.number] = max((level[p.number] + (alone(p) is not None) for p in above[item.number]), default=0)
    readers: dict[int, list[Item]] = {}
    for item in body:
        for p in above[item.number]:
            readers.setdefault(p.number, []).append(item)
    for item in reversed(body):  # an item that reads little but data is computed in the part that reads it
        late = [level[r.number] for r in readers.get(item.number, ())]
        if late and alone(item) is None and len(above[item.number]) <= 1:
            level[item.number] = min(late)
    found: dict[tuple[int, Any], list[Item]] = {}
    for item in body:
        found.setdefault((level[item.number], alone(item)), []).append(item)
    order = sorted({k[0] for k in found})
    return [
        members
        for at in order
        for (own, kept), members in sorted(found.items(), key=lambda entry: entry[0][1] is not None)
        if own == at
    ]


def _arguments(item: Item) -> Any:
    return tuple(id(v) for v in item.node.inputs) if item.node is not None else item.number
