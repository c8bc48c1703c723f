"""The order of a loop's inputs and outputs, outside and inside.

Sequences: one row for each step. States: earlier values (`taps`) are read, and all values are kept. Stacked: kept but
not read again. Carried: only the previous value is read, and only the last one is kept. Fixed: the same at each step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple


class Outer(NamedTuple):
    """Inputs of the loop.

    A state is given by its rows before the first step, oldest first. `steps`: their number; in a window, also the first
    step to run and the first step not to run.
    """

    steps: list[Any]
    sequences: list[Any]
    states: list[Any]
    carried: list[Any]
    fixed: list[Any]


class Inner(NamedTuple):
    """Inputs of one step. `states`: for each, its value at each tap."""

    sequences: list[Any]
    states: list[list[Any]]
    carried: list[Any]
    fixed: list[Any]


class Results(NamedTuple):
    """Outputs of the loop or of one step.

    For the loop, `states` include their initial rows, and `end` is the number of steps done if a condition may end it.
    For one step, `end` is the condition.
    """

    states: list[Any]
    stacked: list[Any]
    carried: list[Any]
    end: Any


@dataclass(frozen=True)
class Layout:
    """The order of inputs and outputs of a loop, and of one step.

    `taps`: for each state the relative steps that are read, all below 0. `until`: the last inner output ends the loop.
    `window`: only some of the steps are run, as numbers known at run time say; the rows of the others are zero.
    """

    sequences: int
    taps: tuple[tuple[int, ...], ...]
    stacked: int
    carried: int
    fixed: int
    until: bool = False
    window: bool = False

    def outer(self, inputs: Sequence[Any]) -> Outer:
        """Return the inputs of the loop, sorted by kind."""
        rest = iter(inputs)
        steps = [next(rest) for _ in range(3 if self.window else 1)]
        parts = [[next(rest) for _ in range(n)] for n in (self.sequences, len(self.taps), self.carried, self.fixed)]
        return Outer(steps, parts[0], parts[1], parts[2], parts[3])

    def inner(self, inputs: Sequence[Any]) -> Inner:
        """Return the inputs of one step, sorted by kind."""
        rest = iter(inputs)
        sequences = [next(rest) for _ in range(self.sequences)]
        states = [[next(rest) for _ in taps] for taps in self.taps]
        carried = [next(rest) for _ in range(self.carried)]
        return Inner(sequences, states, carried, [next(rest) for _ in range(self.fixed)])

    def inner_shapes(self, given: Outer) -> list[Any]:
        """Return the shapes of one step's inputs from those of the loop."""
        rows = [s[1:] for s in given.sequences]
        rows += [s[1:] for s, taps in zip(given.states, self.taps, strict=True) for _ in taps]
        return [*rows, *given.carried, *given.fixed]

    def results(self, outputs: Sequence[Any]) -> Results:
        """Return the outputs of the loop or of one step, sorted by kind."""
        rest = iter(outputs)
        parts = [[next(rest) for _ in range(n)] for n in (len(self.taps), self.stacked, self.carried)]
        return Results(parts[0], parts[1], parts[2], next(rest) if self.until else None)

    def depth(self, state: int) -> int:
        """Return how many rows before the first step a state needs."""
        return -min(self.taps[state])


def layout_of(outer: Outer, inner: Inner, taps: Sequence[tuple[int, ...]], results: Results) -> Layout:
    """Return the layout of a loop made of these parts; `results`: those of one step."""
    return Layout(
        len(inner.sequences),
        tuple(taps),
        len(results.stacked),
        len(inner.carried),
        len(inner.fixed),
        results.end is not None,
        len(outer.steps) > 1,
    )


def flat_outer(o: Outer) -> list[Any]:
    """Return the inputs of the loop as one list, in the Op's order."""
    return [*o.steps, *o.sequences, *o.states, *o.carried, *o.fixed]


def flat_inner(i: Inner) -> list[Any]:
    """Return the inputs of one step as one list, in the inner graph's order."""
    return [*i.sequences, *(v for taps in i.states for v in taps), *i.carried, *i.fixed]


def flat_results(r: Results) -> list[Any]:
    """Return the outputs of the loop or of one step as one list, in their order."""
    return [*r.states, *r.stacked, *r.carried, *([] if r.end is None else [r.end])]
