"""The verifier of loop nests, which runs under COMPAT_CHECK=1 after each pass on nests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from .item import Item
from .nest import Interchanged, LastVector, Loop, Schedule, Tiled, loops


class NestError(AssertionError):
    """A loop nest is not valid: a pass has a bug."""


def check(schedule: Schedule) -> None:
    """Raise NestError unless all of this holds.

    - each item stands once, in loops as deep as its domain and of its lengths;
    - the phases of a tiled loop are parts of its body; what one hands to another has memory for each point of a tile;
    - a loop that threads share is an outermost one; a loop with an overlapping last vector has no loops inside;
    - an interchanged phase consists of one loop.
    """
    met: set[int] = set()
    for item, around in _items(schedule.body, ()):
        if item.number in met:
            raise NestError(f"item {item.number} stands twice")
        met.add(item.number)
        if [loop.length for loop in around] != list(item.domain) or [loop.depth for loop in around] != list(
            range(len(around))
        ):
            raise NestError(f"item {item.number} of domain {item.domain} stands in other loops")
    if met != {item.number for item in schedule.order}:
        raise NestError("items were lost")
    for loop in loops(schedule.body):
        _check_loop(loop)


def _items(body: Sequence[Any], around: tuple[Loop, ...]) -> Iterator[tuple[Item, tuple[Loop, ...]]]:
    for node in body:
        if isinstance(node, Item):
            yield node, around
        else:
            yield from _items(node.body, (*around, node))


def _check_loop(loop: Loop) -> None:
    inside = {item.number for item, _ in _items(loop.body, ())}
    if inside != {item.number for item in loop.items}:
        raise NestError(f"the items of a loop of depth {loop.depth} are not those in its body")
    if loop.cut and loop.depth:
        raise NestError(f"a loop of depth {loop.depth} is shared by threads")
    match loop.how:
        case Tiled(phases=phases, phase_of=phase_of, spilled=spilled, per_point=per_point):
            if [id(n) for phase in phases for n in phase.body] != [id(n) for n in loop.body]:
                raise NestError("the phases of a loop are not its body")
            if set(phase_of) != inside or not spilled | per_point <= inside:
                raise NestError("a tiled loop names items that are not in it")
            for phase in phases:
                _check_phase(phase)
        case LastVector() if any(isinstance(n, Loop) for n in loop.body):
            raise NestError("a loop with a last vector has loops inside")


def _check_phase(phase: Loop) -> None:
    if isinstance(phase.how, Interchanged) and (len(phase.body) != 1 or not isinstance(phase.body[0], Loop)):
        raise NestError("a phase inside out is more than one loop")


__all__ = ["NestError", "check"]
