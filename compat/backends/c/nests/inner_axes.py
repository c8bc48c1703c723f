"""The axes of a function's arguments that its inner loops run over.

These are the inner loops of its schedule, those in the steps of its scans, and those that Ops write themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..ir.expressions import Expr, Int, Length, Load, Name, SegmentLength, expression
from ..ir.statements import Let
from ..naming import input_of, lengths_of
from ..short_axes import Axis
from .nest import loops


@dataclass(frozen=True)
class Step:
    """The body of a scan: `computations`, scheduled in `body`. known: lengths of its inputs, from outside."""

    computations: Any
    body: Sequence[Any]
    known: Mapping[Axis, Length]


def inner_axes(computations: Any, body: Sequence[Any], in_a_loop: bool = False) -> tuple[tuple[Axis, ...], ...]:
    """Return, for each inner loop, the axes of inputs from which its length follows.

    Loops of known length are left out, and loops whose length depends on a value. body: the schedule of `computations`.
    in_a_loop: all of it is inside a loop.
    """
    made = {s.name: s.value for s in computations.lengths.body if isinstance(s, Let)}
    of_input: dict[Expr, int] = {lengths_of(input_of(k)): k for k in range(len(computations.program.inputs))}
    found = (_axes(lengths, made, of_input) for lengths in _inner_lengths(computations, body, in_a_loop))
    return tuple(dict.fromkeys(axes for axes in found if axes))


def _inner_lengths(computations: Any, body: Sequence[Any], in_a_loop: bool) -> Iterator[Sequence[Length]]:
    """Yield, for each inner loop, the lengths from which its own follows."""
    yield from ((loop.length,) for loop in loops(body) if loop.depth or in_a_loop)
    yield from ((length,) for length in computations.inner_lengths)
    for step in computations.steps:
        for axes in inner_axes(step.computations, step.body, in_a_loop=True):
            yield [step.known[axis] for axis in axes]


def _axes(lengths: Sequence[Length], made: Mapping[Name, Expr], of_input: Mapping[Expr, int]) -> tuple[Axis, ...]:
    axes: dict[Axis, None] = {}
    waiting = [expression(length) for length in lengths]
    while waiting:
        e = waiting.pop()
        match e:
            case Load(array, Int(dimension)) if array in of_input:
                axes[of_input[array], dimension] = None
            case Name() if e in made:
                waiting.append(made[e])
            case Name() | SegmentLength():
                return ()
            case _:
                waiting.extend(e.operands)
    return tuple(axes)
