"""The scratch memory of a function: what holds the results that are no outputs."""

from __future__ import annotations

from collections.abc import Sequence

from ..computations.computation import Computation
from ..ctype import ctype
from ..ir.expressions import SegmentLength
from ..ir.statements import Scratch
from ..naming import scratch_of
from .context import Context


def scratch(c: Context, private: Sequence[Computation] | None = None) -> list[Scratch]:
    """Return the memory of what is no output, or of `private` only."""
    found = []
    for i in _shared(c) if private is None else private:
        lengths = tuple(c.lengths_in_memory(i))
        if lengths and isinstance(lengths[-1], SegmentLength):
            lengths = (lengths[-1].total,)
        found.append(Scratch(scratch_of(i), ctype(i.dtype), lengths, unwritten=i.kind == "opaque"))
    return found


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
