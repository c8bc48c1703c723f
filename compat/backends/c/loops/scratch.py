"""Where scratch memory lies: on the stack if it is small, else in one block."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from .. import workspace
from ..computations.computation import Computation
from ..ctype import ctype
from ..ir import Array, Expr, Fail, Group, Name, Pointer, TypeCast, Variable, call, code, joined, operation
from ..naming import bytes_of, scratch_of
from ..status import NO_ROOM
from ..target import ALIGNMENT, UNROLLED_ELEMENTS, current
from .context import Context


def scratch(c: Context, private: Sequence[Computation] | None = None) -> list[Any]:
    """Return the declarations of the memory of what is no output, or of `private` only."""
    wanted = _shared(c) if private is None else private
    found: list[Any] = []
    large = []
    total = 0
    for computation in wanted:
        lengths = c.lengths_in_memory(computation)
        if all(isinstance(n, int) for n in lengths):
            count = math.prod(lengths)
            total += max(count, 1) * 16
            if total <= current().stack_bytes:
                # a loop that fails leaves its results unwritten, and an empty array is never written
                empty = not count or (count <= UNROLLED_ELEMENTS and computation.kind == "opaque")
                name, type_ = scratch_of(computation).name, ctype(computation.dtype)
                found.append(Array(name, type_, max(count, 1), zero=empty))
                continue
        large.append(computation)
    return [*found, *_block(c, large)] if large else found


def _shared(c: Context) -> list[Computation]:
    """Return the computations with memory that the whole function shares."""
    return [
        i
        for i in c.schedule.order
        if i.output is None
        and i.kind not in ("done", "store")
        and i.number not in c.schedule.private
        and (i.number in c.schedule.memory_from or i.kind in ("buffer", "opaque"))
    ]


def _block(c: Context, computations: Sequence[Computation]) -> list[Any]:
    """Return the declaration of a block, and of the place of each computation in it."""
    c.needs.pointers.update(workspace.TYPES)
    sizes = [code(f"PADDED({{}}, {ctype(i.dtype)})", c.size(i)) for i in computations]
    total, arena, small = Name("arena_size"), Name("arena"), Name("small")
    fits, taken = operation("<=", total, operation("sizeof ", small)), call("TAKE", total + (ALIGNMENT - 1))
    found: list[Any] = [
        *(Variable(bytes_of(i).name, "size_t", size, fixed=True) for i, size in zip(computations, sizes, strict=True)),
        Variable(total.name, "size_t", joined("+", [bytes_of(i) for i in computations]), fixed=True),
        Array(small.name, "char", current().stack_bytes),
        Variable(arena.name, Pointer("char"), operation("?", fits, small, taken), fixed=True),
        Fail(operation("!", arena), NO_ROOM),
    ]
    place: Expr = call("ALIGNED", arena)
    for i in computations:
        memory, type_ = scratch_of(i), Pointer(ctype(i.dtype), restrict=True)
        found.append(Variable(memory.name, type_, TypeCast(Group(place), Pointer("void"))))
        place = TypeCast(memory, Pointer("char")) + bytes_of(i)
    return found


__all__ = ["scratch"]
