"""The verifier of loop nests, which runs under COMPAT_CHECK=1 after each pass on nests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..computations.computation import Computation
from .nest import Loop, Phase, Schedule, Tiled, loops


class NestError(AssertionError):
    """A loop nest is not valid: a pass has a bug."""


def check(schedule: Schedule) -> None:
    """Raise NestError unless all of this holds.

    - each computation stands once, in loops as deep as its iteration space and of its lengths;
    - the phases of a tiled loop are parts of its body; what one hands to another has memory for each point of a tile;
    - a loop that threads share is an outermost one;
    - a phase that is interchanged or has points written out consists of one loop.
    """
    met: set[int] = set()
    for computation, around in _computations(schedule.body, ()):
        if computation.number in met:
            raise NestError(f"computation {computation.number} stands twice")
        met.add(computation.number)
        if [loop.length for loop in around] != list(computation.space) or [loop.depth for loop in around] != list(
            range(len(around))
        ):
            raise NestError(f"computation {computation.number} of space {computation.space} stands in other loops")
    if met != {c.number for c in schedule.order}:
        raise NestError("computations were lost")
    for loop in loops(schedule.body):
        _check_loop(loop)


def _computations(body: Sequence[Any], around: tuple[Loop, ...]) -> Iterator[tuple[Computation, tuple[Loop, ...]]]:
    for node in body:
        if isinstance(node, Computation):
            yield node, around
        else:
            yield from _computations(node.body, (*around, node))


def _check_loop(loop: Loop) -> None:
    inside = {c.number for c, _ in _computations(loop.body, ())}
    if inside != {c.number for c in loop.computations}:
        raise NestError(f"the computations of a loop of depth {loop.depth} are not those in its body")
    if loop.cut and loop.depth:
        raise NestError(f"a loop of depth {loop.depth} is shared by threads")
    match loop.how:
        case Tiled(phases=phases, phase_of=phase_of, spilled=spilled, per_point=per_point):
            if [id(n) for phase in phases for n in phase.body] != [id(n) for n in loop.body]:
                raise NestError("the phases of a loop are not its body")
            if set(phase_of) != inside or not spilled | per_point <= inside:
                raise NestError("a tiled loop names computations that are not in it")
            for phase in phases:
                _check_phase(phase)


def _check_phase(phase: Loop) -> None:
    if phase.how in (Phase.INTERCHANGED, Phase.WRITTEN_OUT) and (
        len(phase.body) != 1 or not isinstance(phase.body[0], Loop)
    ):
        raise NestError("a phase that is interchanged or has points written out is more than one loop")
