"""Reads of one element of each row, for all rows in order, such as the chosen category of each observation."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph.variable import Apply, Constant
from ..ops.elementwise.arithmetic import add
from ..ops.elementwise.comparison import eq
from ..ops.elementwise.selection import clip, second, switch
from ..ops.indexing.advanced_subtensor import AdvancedIncSubtensor, AdvancedSubtensor
from ..ops.reductions.ops import Sum
from ..ops.shapes.creation import ARange, arange
from ..ops.shapes.equal_lengths import has_length, proven_length
from ..ops.shapes.shape import DimShuffle, dimshuffle
from .engine import rule
from .match import fit, is_cast, is_float, literal, made_by, made_with, number
from .static_data import is_data

_MOST_COLUMNS = 16  # with more, a read by index is cheaper than looking at every column


def _flat(index: Any) -> Any:
    """Return the vector that an index array views with further dimensions of length 1; None if there is none."""
    if sum(not one for one in index.type.broadcastable) != 1:
        return None
    spread = made_with(index, DimShuffle)
    if spread is not None and spread.inputs[0].type.ndim == 1:
        return spread.inputs[0]
    return index if index.type.ndim == 1 else dimshuffle(index, (index.type.broadcastable.index(False),))


def _names_all(index: Any, x: Any, axis: int) -> bool:
    """Return whether `index` is 0, 1, 2 ... up to the last place of `x` along `axis`."""
    flat = _flat(index)
    if flat is None:
        return False
    made = made_with(flat, ARange)
    if made is not None:
        start, stop, step = made.inputs
        return number(start) == 0 and number(step) == 1 and has_length(x, axis, stop)
    array, length = _array(flat), proven_length(x, axis)
    return array is not None and length == len(array) and np.array_equal(array, np.arange(length))


def _array(index: Any) -> Any:
    return index.data if isinstance(index, Constant) else None if index.owner else index.annotation.array


@rule(on=AdvancedSubtensor)
def all_in_order(node: Apply) -> Any:
    """(x * y)[arange(ShapeI(0)(x))] -> x * y"""
    x, *indices = node.inputs
    if node.op.pattern != (0,) or not _names_all(indices[0], x, 0):
        return None
    return fit(_spread(x, indices[0]), node)


def _spread(x: Any, index: Any) -> Any:
    """Return the vector `x` with the dimensions of `index`."""
    return dimshuffle(x, ["x" if one else 0 for one in index.type.broadcastable])


@rule(on=AdvancedIncSubtensor)
def all_written_in_order(node: Apply) -> Any:
    """inc_subtensor(x[arange(ShapeI(0)(x))], y[0:ShapeI(0)(x)]) -> x + y[0:ShapeI(0)(x)]"""
    x, y, *indices = node.inputs
    if (
        node.op.set_instead
        or node.op.pattern != (0,)
        or y.type.broadcastable != indices[0].type.broadcastable
        or not _names_all(indices[0], x, 0)
    ):
        return None
    return fit(add(x, _flat(y)), node)


def _one_of_each_row(node: Apply, indices: Any) -> tuple[Any, Any, bool] | None:
    """Return (the vector c, whether c[i] is the column of row i, whether rows are the second dimension); else None.

    `node` reads or writes x[arange(len(x)), c] or x[c, arange(...)]. Columns are few, and c is static and in range.
    """
    x = node.inputs[0]
    if len(node.op.pattern) != 2 or None in node.op.pattern or not is_float(x):
        return None
    for rows, columns in ((0, 1), (1, 0)):
        row, column = (indices[node.op.pattern[d]] for d in (rows, columns))
        count, chosen = proven_length(x, columns), _flat(column)
        if (
            count is not None
            and 2 <= count <= _MOST_COLUMNS
            and chosen is not None
            and is_data(column)
            and row.type.broadcastable == column.type.broadcastable
            and _inside(chosen, count)
            and _names_all(row, x, rows)
        ):
            return chosen, eq(dimshuffle(chosen, (0, "x")), arange(count)), rows == 1
    return None


def _inside(index: Any, count: int) -> bool:
    """Return whether all of `index` is known to be in 0 ... count - 1."""
    while isinstance(getattr(index.owner, "op", None), DimShuffle) or is_cast(index):
        index = index.owner.inputs[0]
    bounds = made_by(index, clip)
    if bounds is not None:
        low, high = number(bounds[1]), number(bounds[2])
        return low is not None and high is not None and bool(0 <= low <= high < count)
    array = _array(index)
    return array is not None and bool(np.all((array >= 0) & (array < count)))


@rule(on=AdvancedSubtensor)
def one_of_each_row(node: Apply) -> Any:
    """reshape(exp(A), (5, 4))[arange(5), c] -> \
Sum((1,))(switch(eq(c.dimshuffle(0, "x"), arange(4)), reshape(exp(A), (5, 4)), 0.0))

    c is static and columns are few: the row is available where it is computed.
    """  # noqa: D205  (the identity is one line)
    x, *indices = node.inputs
    found = None if x.owner is None or is_data(x) else _one_of_each_row(node, indices)
    if found is None:
        return None
    _, here, transposed = found
    matrix = dimshuffle(x, (1, 0)) if transposed else x
    taken = Sum((1,))(switch(here, matrix, literal(0, x.type.dtype)))
    return fit(_spread(taken, indices[0]), node)


@rule(on=AdvancedIncSubtensor)
def one_written_of_each_row(node: Apply) -> Any:
    """AdvancedIncSubtensor((0, 1), False)(second(reshape(A, (5, 4)), 0.0), x, arange(5), c) -> \
switch(eq(c.dimshuffle(0, "x"), arange(4)), x.dimshuffle(0, "x"), 0.0)

    Into zeros; c is static and columns are few.
    """  # noqa: D205  (the identity is one line)
    x, y, *indices = node.inputs
    zeros = made_by(x, second)
    if (
        node.op.set_instead
        or zeros is None
        or number(zeros[1]) != 0
        or y.type.broadcastable != indices[0].type.broadcastable
    ):
        return None
    found = _one_of_each_row(node, indices)
    if found is None:
        return None
    _, here, transposed = found
    made = switch(here, dimshuffle(_flat(y), (0, "x")), literal(0, x.type.dtype))
    return fit(dimshuffle(made, (1, 0)) if transposed else made, node)


ALL_IN_ORDER = (all_in_order, all_written_in_order)
ONE_OF_EACH_ROW = (one_of_each_row, one_written_of_each_row)
