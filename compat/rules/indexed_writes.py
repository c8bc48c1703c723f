"""Writes at an index that write one element."""

from __future__ import annotations

from typing import Any

from ..graph.variable import Apply, Variable
from ..ops.elementwise.selection import second
from ..ops.indexing.subtensor import IncSubtensor
from ..ops.indexing.subtensor_index import Index, Slice
from ..ops.shapes.creation import Alloc
from ..ops.shapes.shape import Reshape, dimshuffle
from .engine import rule
from .indexing import known_length
from .match import fit, made_by, made_with, one_value


@rule(on=IncSubtensor)
def write_of_one_element(node: Apply) -> Any:
    """inc_subtensor(w[2:3], second(w[2:3], s)) -> inc_subtensor(w[2], s)

    Gradients of scalars that were cut out of a vector as w[2:3].reshape(()) have this form.
    """
    x, y = node.inputs[:2]
    if len(node.op.entries) != 1 or x.type.ndim != 1:
        return None
    [entry] = node.op.entries
    if (
        not isinstance(entry, Slice)
        or not isinstance(entry.start, int)
        or entry.step not in (None, 1)
        or entry.stop != entry.start + 1
        or entry.start < 0
    ):
        return None
    filled, spread, shaped = made_by(y, second), made_with(y, Alloc), made_with(y, Reshape)
    value = filled[1] if filled is not None else (spread or shaped).inputs[0] if spread or shaped else y  # type: ignore[union-attr]
    if not one_value(value):
        return None
    if shaped is None and (_length_of_filled(x) or 0) <= entry.start:
        return None  # there may be no such element, and then nothing is written
    one = IncSubtensor((Index(entry.start),), set_instead_of_inc=node.op.set_instead_of_inc)
    return fit(one(x, dimshuffle(value, ())), node)


def _length_of_filled(x: Variable) -> int | None:
    """Return the known length of a vector that fills or writes are made of."""
    while x.owner is not None and (made_by(x, second) or made_with(x, IncSubtensor)):
        x = x.owner.inputs[0]
    return known_length(x, 0)


WRITES = (write_of_one_element,)
