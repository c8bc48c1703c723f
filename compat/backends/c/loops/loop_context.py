"""The place in a nest at which statements are written: what the enclosing loops change for those inside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ..computations.computation import Computation
from ..ir.expressions import ZERO, Expr, Group, Load, operation, point
from ..naming import lane, spilled_of, tile
from ..nests.nest import Loop, Tiled
from ..target import LANES


@dataclass(frozen=True)
class Where:
    """The context of a place in a nest.

    tiles: the enclosing tiled loops, each with the number of the phase. fed: number of a sum -> its accumulator here,
    if not the usual one. lanes: numbers of the sums that are kept in the lanes of a vector. privatised: numbers of the
    stores that add to privatised copies; lane: to which of the eight. interchanged: the innermost loop that is written
    is the one over the tile, which encloses another in the nest. ends: the first point and the end of the part of the
    outermost loop that is written.
    """

    tiles: tuple[tuple[Loop, int], ...] = ()
    fed: Mapping[int, Expr] = field(default_factory=lambda: MappingProxyType({}))
    lanes: frozenset[int] = frozenset()
    privatised: frozenset[int] = frozenset()
    lane: Expr = ZERO
    interchanged: bool = False
    ends: tuple[Expr, Expr] | None = None

    def spilled(self, computation: Computation) -> Expr | None:
        """Return the spilled value of `computation`, if another phase of an enclosing tiled loop computes it."""
        for loop, phase in self.tiles:
            assert isinstance(loop.how, Tiled)
            if computation.number in loop.how.spilled and loop.how.phase_of[computation.number] != phase:
                at = Load(spilled_of(computation), place_in_tile(loop))
                return Group(operation("!=", at, 0)) if computation.dtype == "bool" else at
        return None

    def spilled_to(self, computation: Computation) -> list[Load]:
        """Return the places to which `computation`, which this phase computes, is spilled for others."""
        return [
            Load(spilled_of(computation), place_in_tile(loop))
            for loop, _ in self.tiles
            if isinstance(loop.how, Tiled) and computation.number in loop.how.spilled
        ]


def place_in_tile(loop: Loop) -> Expr:
    """Return the offset of the current point within its tile."""
    d = loop.depth
    assert isinstance(loop.how, Tiled)
    return lane(d) if loop.how.size == LANES else point(d) - tile(d)
