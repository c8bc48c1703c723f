"""What the functions share that lower one function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

from ....graph.program import Program
from ....graph.variable import Apply, Constant
from ....rules import thresholds
from ..computations.building import Computations
from ..computations.computation import Computation
from ..errors import CannotCompile
from ..ir.expressions import Expr, Group, Linear, Load, Name, SegmentLength, joined, point
from ..naming import constants_of, output_of, scratch_of, tile
from ..nests.nest import Schedule


@dataclass(frozen=True, eq=False)
class Context:
    """A function that is lowered: a Program's computations in their nest.

    node: whose inner graph it is. timed: the lengths of a call are stored, and in the
    unit's function the clock is read. fewest_points: of a loop that is
    cut into parts.
    """

    name: Name
    program: Program
    computations: Computations
    schedule: Schedule
    node: Apply | None = None
    timed: bool = False
    fewest_points: int = 0

    @cached_property
    def constants(self) -> dict[int, tuple[Name, Constant]]:
        """The arrays of constants: id of the variable -> (name, variable); scalars, which few read, come last."""
        read = chain(*(node.inputs for node in self.program.nodes), self.program.outputs)
        found = {id(v): v for v in read if isinstance(v, Constant) and hasattr(v.type, "broadcastable")}
        ordered = sorted(found.values(), key=lambda v: v.type.ndim == 0)  # type: ignore[attr-defined]
        return {id(v): (constants_of(k), v) for k, v in enumerate(ordered)}

    def constant(self, variable: Constant) -> Name:
        """Return an array of constants. Raises CannotCompile if it is no input of a node of the Program."""
        if id(variable) not in self.constants:
            raise CannotCompile(f"a constant of {variable.type} is read that no node of the Program takes")
        return self.constants[id(variable)][0]

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

    def memory(self, computation: Computation) -> Name:
        """Return the name of the memory of `computation`."""
        owner = computation.stored_in if computation.kind in ("done", "store") else computation
        return scratch_of(owner) if owner.output is None else output_of(owner.output)

    def memory_at(self, computation: Computation, result_index: Sequence[Expr]) -> Load:
        """Return the element of the memory of `computation` at an index of its whole result."""
        start = self.schedule.memory_from.get(computation.number, 0)
        kept = [(i, computation.space[p]) for i, p in zip(result_index, computation.result, strict=True) if p >= start]
        d = self.schedule.tile_of.get(computation.number)
        if d is not None:
            kept.insert(0, (Group(point(d) - tile(d)), thresholds.TILE))
        return Load(self.memory(computation), Linear(tuple(i for i, _ in kept), tuple(n for _, n in kept)))

    def memory_here(self, computation: Computation) -> Load:
        """Return the element of the memory of `computation` at the current point."""
        return self.memory_at(computation, [point(p) for p in computation.result])
