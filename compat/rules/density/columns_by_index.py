"""Columns of what is read by rows: each column read by itself, so that a gradient is a sum by group for each."""

from __future__ import annotations

from typing import Any

from ...graph.variable import Apply, Constant
from ...ops.elementwise.arithmetic import add, mul
from ...ops.elementwise.elemwise import Elemwise
from ...ops.indexing.advanced_subtensor import AdvancedSubtensor
from ...ops.indexing.subtensor import Subtensor
from ...ops.indexing.subtensor_index import Dynamic, Index, Slice
from ...ops.reductions.ops import Sum
from ...ops.tensor_op import constant
from ..engine import Rule, rule
from ..match import both_orders, fit

MOST_COLUMNS = 4  # of a matrix of data, each of which becomes a product of its own


@rule(on=AdvancedSubtensor)
def elements_of_a_column(node: Apply) -> Any:
    """AdvancedSubtensor((0, 1))(A, c, 2) -> AdvancedSubtensor((0,))(A[:, 2], c)

    By places in a vector and one column for all of them.
    """
    if node.op.pattern not in ((0, 1), (1, 0)):
        return None
    x, *indices = node.inputs
    index, column = indices if node.op.pattern == (0, 1) else indices[::-1]
    if index.type.broadcastable != (False,) or not isinstance(column, Constant) or column.type.ndim:
        return None
    return fit(AdvancedSubtensor((0,))(_column(x, int(column.data)), index), node)


@rule(on=Subtensor)
def column_of_rows(node: Apply) -> Any:
    """AdvancedSubtensor((0, None))(A, c)[:, 2] -> AdvancedSubtensor((0,))(A[:, 2], c)"""
    rows = _rows(node.inputs[0])
    if rows is None or len(node.inputs) != 1 or len(node.op.entries) != 2:
        return None
    whole, at = node.op.entries
    if not isinstance(whole, Slice) or not whole.is_full or not isinstance(at, Index) or isinstance(at.at, Dynamic):
        return None
    return fit(AdvancedSubtensor((0,))(_column(rows[0], at.at), rows[1]), node)


@rule(on=Sum)
def rows_times_data(node: Apply) -> Any:
    """Sum((1,))(AdvancedSubtensor((0, None))(A, c) * one_hot(*FIVE)) -> by_columns(A, c, one_hot(*FIVE))

    Of few columns of data.
    """
    product = node.inputs[0].owner
    if (
        product is None
        or not isinstance(product.op, Elemwise)
        or product.op.scalar_op is not mul
        or node.inputs[0].type.broadcastable != (False, False)
        or node.op.axes(2) != (1,)
    ):
        return None
    for read, data in both_orders(product):
        rows = _rows(read)
        if (
            rows is None
            or not isinstance(data, Constant)
            or data.type.broadcastable != (False, False)
            or not 1 < data.data.shape[1] <= MOST_COLUMNS
        ):
            continue
        return fit(by_columns(*rows, data), node)
    return None


def by_columns(x: Any, index: Any, matrix: Any) -> Any:
    """The sum over columns of x[index] times a constant matrix."""
    total: Any = None
    for k in range(matrix.data.shape[1]):
        piece = AdvancedSubtensor((0,))(_column(x, k), index) * constant(matrix.data[:, k])
        total = piece if total is None else add(total, piece)
    return total


def _rows(v: Any) -> tuple[Any, Any] | None:
    """(matrix, places) if `v` is rows of a matrix, read by a vector of places."""
    node = v.owner
    if (
        node is None
        or not isinstance(node.op, AdvancedSubtensor)
        or node.op.pattern != (0, None)
        or node.inputs[1].type.broadcastable != (False,)
    ):
        return None
    return node.inputs[0], node.inputs[1]


def _column(x: Any, k: int) -> Any:
    return Subtensor((Slice(), Index(k)))(x)


COLUMNS_BY_INDEX: tuple[Rule, ...] = (elements_of_a_column, column_of_rows, rows_times_data)
