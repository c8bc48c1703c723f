"""What the functions share that write the statements of one function of C."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ....graph.program import Program
from ....graph.variable import Apply, Constant
from ....ops.elementwise.elemwise import Elementwise
from ....rules import thresholds
from ..computations.building import Computations
from ..computations.computation import Computation
from ..expression import needs
from ..ir import Definition, Expr, Group, Linear, Load, Name, SegmentLength, joined, point
from ..naming import constants_of, output_of, scratch_of, tile
from ..nests.nest import Schedule
from ..support_functions.linear_algebra import MATRIX_FUNCTIONS
from .clock import Clock
from .draft import Draft


@dataclass(frozen=True)
class Needs:
    """The functions that the statements of a unit call, by name."""

    support: set[str] = field(default_factory=set)
    pointers: set[str] = field(default_factory=set)  # to functions of other libraries
    matrix_functions: set[str] = field(default_factory=set)

    def entry(self, entry: Elementwise) -> None:
        """Record what the entry's expression calls."""
        support, pointers = needs(entry)
        self.support.update(support)
        self.pointers.update(pointers)

    def matrix_function(self, name: str) -> None:
        """Record a matrix function (support_functions/linear_algebra.py)."""
        self.matrix_functions.add(name)
        self.pointers.update(MATRIX_FUNCTIONS[name][1])


@dataclass(frozen=True, eq=False)
class Context:
    """A function that is written: a Program's computations in their nest.

    clock: times each kernel, if requested. fewest_points: of a loop that is cut into parts. constants: the arrays of
    constants that it reads. called: the functions of loops and branches that it calls.
    """

    name: str
    program: Program
    computations: Computations
    schedule: Schedule
    needs: Needs = field(default_factory=Needs)
    clock: Clock | None = None
    fewest_points: int = 0
    constants: dict[int, tuple[str, Constant]] = field(default_factory=dict)
    called: list[tuple[Draft | Definition, ...]] = field(default_factory=list)

    def inner(
        self, program: Program, computations: Computations, schedule: Schedule, name: str, node: Apply
    ) -> Context:
        """Return the context of a function that this one calls, for an inner graph of `node`."""
        new = Context(name, program, computations, schedule, self.needs, self.clock)
        if self.clock is not None:
            self.clock.inner.append((node, new))
        return new

    def defines(self, kind: str, make: Callable[[str], Sequence[Draft | Definition]]) -> str:
        """Return the name of a function, made by `make`, for a loop or a branch: this one calls it."""
        name = f"{self.name}_{kind}{len(self.called)}"
        self.called.append(tuple(make(name)))
        return name

    def constant_name(self, variable: Constant) -> str:
        """Return the name of an array of constants, which it gets when it is first read."""
        known = self.constants.get(id(variable))
        return constants_of(len(self.constants)).name if known is None else known[0]

    def constant(self, variable: Constant) -> Name:
        """Return an array of constants, and record that it is read."""
        return Name(self.constants.setdefault(id(variable), (self.constant_name(variable), variable))[0])

    def lengths_in_memory(self, computation: Computation) -> list[Any]:
        """Return the lengths of the memory of `computation`, in the order of its result."""
        if computation.kind in ("buffer", "opaque", "done"):
            return [n for n in self.computations.lengths.of(computation.variable) if n != 1]
        start = self.schedule.memory_from[computation.number]
        tiles = [thresholds.TILE] if computation.number in self.schedule.tile_of else []
        return tiles + [computation.space[p] for p in computation.result if p >= start]

    def size(self, computation: Computation) -> Expr:
        """Return the number of elements in the memory of `computation`."""
        lengths = self.lengths_in_memory(computation)
        if lengths and isinstance(lengths[-1], SegmentLength):
            return lengths[-1].total
        return joined("*", lengths)

    def memory(self, computation: Computation) -> str:
        """Return the name of the memory of `computation`."""
        owner = computation.stored_in if computation.kind in ("done", "store") else computation
        return (scratch_of(owner) if owner.output is None else output_of(owner.output)).name

    def memory_at(self, computation: Computation, result_index: Sequence[Expr]) -> Load:
        """Return the element of the memory of `computation` at an index of its whole result."""
        start = self.schedule.memory_from.get(computation.number, 0)
        kept = [(i, computation.space[p]) for i, p in zip(result_index, computation.result, strict=True) if p >= start]
        d = self.schedule.tile_of.get(computation.number)
        if d is not None:
            kept.insert(0, (Group(point(d) - tile(d)), thresholds.TILE))
        return Load(Name(self.memory(computation)), Linear(tuple(i for i, _ in kept), tuple(n for _, n in kept)))

    def memory_here(self, computation: Computation) -> Load:
        """Return the element of the memory of `computation` at the current point."""
        return self.memory_at(computation, [point(p) for p in computation.result])


__all__ = ["Context", "Needs"]
