"""A long loop that calls several functions of libm, in parts: no sum is carried across a call.

A call of a vector function leaves no vector register as it was. In a loop with four calls and ten sums every sum is
loaded, added to and stored once a vector; in parts, one for each call, the sums stay in registers in the last.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..expression import calls_vector_function
from ..item import Item

FEWEST_CALLS = 2
FEWEST_SUMS = 3
MANY_SUMS = 5


def calls(item: Item) -> bool:
    """Whether the statement of `item` calls a function of libm that has a vector form."""
    return item.entry is not None and calls_vector_function(item.entry)


def is_worth_it(body: Sequence[Any], by_line: bool) -> bool:
    """Whether a loop of the statements `body` gains by being taken in parts.

    by_line: instead of vector by vector, where few sums are the lighter load.
    """
    sums = sum(item.kind == "reduce" for item in body)
    called = len({_arguments(item) for item in body if calls(item)})
    return sums >= MANY_SUMS and called > 0 if by_line else sums >= FEWEST_SUMS and called >= FEWEST_CALLS


def parts(body: Sequence[Item], of_calls: bool) -> list[list[Item]]:
    """`body` in parts, in order: statements, running sums, and (of_calls) calls, of the same argument together."""

    def alone(item: Item) -> Any:
        """Return what items that have a part to themselves share in it; None: `item` may be with any others."""
        return "running" if item.running else _arguments(item) if of_calls and calls(item) else None

    inside = {item.number: item for item in body}
    above = {
        item.number: [inside[u.producer.number] for u in item.uses if u.producer.number in inside] for item in body
    }
    level: dict[int, int] = {}  # parts of their own that lie before it
    for item in body:
        level[item.number] = max((level[p.number] + (alone(p) is not None) for p in above[item.number]), default=0)
    readers: dict[int, list[Item]] = {}
    for item in body:
        for p in above[item.number]:
            readers.setdefault(p.number, []).append(item)
    for item in reversed(body):  # what reads data and little else is computed where it is needed
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
