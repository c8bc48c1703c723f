"""Where in a nest statements are being written: what the loops around change for those inside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ...ops.reductions.segments import LANES
from .ir import ZERO, Code, Expr, Load, Name
from .item import Item
from .nest import Blocked, Loop


@dataclass(frozen=True)
class Where:
    """What holds at a place of a nest.

    blocks: loops in blocks that are around, each with the number of the phase. fed: number of a sum -> where it is
    accumulated, if not where it always is. lanes: numbers of the sums that are kept in the lanes of a vector; spread:
    of the stores that add to copies, of eight; lane: to which of them. interchanged: the loop over the block runs
    inside the one that it is around. new_point: whether the point was not met before, in the last vector of a loop.
    ends: the first point of the part of the outermost loop that is written, and its end.
    """

    blocks: tuple[tuple[Loop, int], ...] = ()
    fed: Mapping[int, Expr] = field(default_factory=lambda: MappingProxyType({}))
    lanes: frozenset[int] = frozenset()
    spread: frozenset[int] = frozenset()
    lane: Expr = ZERO
    interchanged: bool = False
    new_point: Expr | None = None
    ends: tuple[Expr, Expr] | None = None

    def handed(self, item: Item) -> Expr | None:
        """Where `item`, which another phase of a block around computes, lies for this one."""
        for loop, phase in self.blocks:
            assert isinstance(loop.how, Blocked)
            if item.number in loop.how.handed and loop.how.phase_of[item.number] != phase:
                at = Load(Name(f"w{item.number}"), place_in_block(loop))
                return Code("({} != 0)", (at,)) if item.dtype == "bool" else at
        return None

    def handed_on(self, item: Item) -> list[Load]:
        """Where `item`, which this phase computes, is put for others."""
        return [
            Load(Name(f"w{item.number}"), place_in_block(loop))
            for loop, _ in self.blocks
            if isinstance(loop.how, Blocked) and item.number in loop.how.handed
        ]


def place_in_block(loop: Loop) -> Expr:
    """Of a point in its block."""
    d = loop.depth
    assert isinstance(loop.how, Blocked)
    return Name(f"m{d}") if loop.how.size == LANES else Code("{} - {}", (Name(f"i{d}"), Name(f"h{d}")))


__all__ = ["Where", "place_in_block"]
