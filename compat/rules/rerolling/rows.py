"""Rows of one variable at known places: finding, reading and adding to them."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph.variable import Variable
from ...ops.indexing.advanced_subtensor import AdvancedIncSubtensor1, AdvancedSubtensor1
from ...ops.indexing.subtensor import IncSubtensor, Subtensor
from ...ops.indexing.subtensor_index import Index, Slice
from ...ops.shapes.shape import unbroadcast
from ...ops.tensor_op import as_tensor
from .order import Order


def rows_of_one(order: Order, numbers: np.ndarray) -> tuple[int, np.ndarray] | None:
    """Return (the number of x, the places) if these are x[0], x[1] and so on of one x; else None."""
    if (numbers < 0).any():
        return None
    nodes = [order.nodes[n] for n in numbers]
    x = nodes[0].inputs[0]
    if any(
        not isinstance(n.op, Subtensor)
        or n.inputs[0] is not x
        or len(n.op.entries) != 1
        or not isinstance(n.op.entries[0], Index)
        or not isinstance(n.op.entries[0].at, int)
        for n in nodes
    ):
        return None
    return order.number(x), np.array([n.op.entries[0].at for n in nodes], np.int64)


def _places(at: np.ndarray) -> Slice | None:
    """Return the slice that takes these places in order; None if there is none."""
    if len(at) == 1:
        return Slice(int(at[0]), int(at[0]) + 1 or None)
    step = int(at[1] - at[0])
    if step == 0 or (np.diff(at) != step).any() or (at[0] < 0) != (at[-1] < 0):
        return None
    end = int(at[-1]) + (1 if step > 0 else -1)
    crossing = (end == 0 and at[0] < 0) or (end == -1 and at[0] >= 0)
    return Slice(int(at[0]), None if crossing else end, step if step != 1 else None)


def taken(rows: Any, at: np.ndarray) -> Any:
    """Return the rows at these places."""
    entry = _places(at)
    if entry is None:
        return AdvancedSubtensor1()(rows, as_tensor(at.astype(np.int64)))
    return unbroadcast(rows[entry.start : entry.stop : entry.step], 0)


def added_rows(before: Any, rows: Variable, at: np.ndarray) -> Any:
    """Return `before` with each of `rows` added at its place."""
    entry = _places(at)
    if entry is None:
        return AdvancedIncSubtensor1()(before, rows, as_tensor(at.astype(np.int64)))
    return IncSubtensor((entry,))(before, rows)


__all__ = ["added_rows", "rows_of_one", "taken"]
