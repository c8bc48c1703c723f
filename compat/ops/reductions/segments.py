"""Rows of data sorted by group, so that compiled code reads segments instead of an index for each row.

The rows are laid out once per version of the data (`GroupLayout`, `InGroups`). The program then sees a matrix with
one segment per row (`ByGroup`); each segment is as long as its group, padded to whole vectors. `where` marks which of
the layout's elements are rows. compilation/data_stage/grouping.py decides when this is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.types import TensorType
from ...graph.variable import Apply, Variable
from ..c_forms import Access
from ..tensor_op import TensorOp, tensor_type

# Segments are padded to a multiple of so many places. The layout is one format on all machines: the places decide in
# which order elements are added, and cached programs hold no multiple of their own.
SEGMENT_MULTIPLE = 8


@dataclass(frozen=True)
class GroupLayout(TensorOp):
    """The layout (first, order, where) of rows by group, given the group index of each row.

    Group indices are below `count`. Group g starts at place SEGMENT_MULTIPLE * first[g]; `order` gives the row at each
    place, `where` is 1.0 at rows and 0.0 at padding. Padding repeats the rows that follow, or at the end the
    last: a place to which all of it added, even 0, would be waited for again and again.
    """

    count: int

    def compat_result_types(self, group: TensorType) -> list[Any]:
        return [tensor_type(dtype, (False,)) for dtype in ("int64", "int64", "float64")]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> None:
        return None

    def compat_array(self, xp: ArrayModule, node: Apply, group: Array) -> list[Any]:
        group = np.asarray(group)
        counts = np.bincount(group, minlength=self.count)
        first = np.concatenate(([0], np.cumsum(-(-counts // SEGMENT_MULTIPLE)))).astype("int64")
        sorted_rows = np.argsort(group, kind="stable")
        lengths = SEGMENT_MULTIPLE * np.diff(first)
        inside = np.arange(lengths.sum()) - np.repeat(SEGMENT_MULTIPLE * first[:-1], lengths)  # place in its segment
        rows = np.repeat(np.cumsum(counts) - counts, lengths) + inside
        order = sorted_rows[np.minimum(rows, len(group) - 1)]
        where = (inside < np.repeat(counts, lengths)).astype("float64")
        return [first, order.astype("int64"), where]


@dataclass(frozen=True)
class InGroups(TensorOp):
    """The elements of `x`, or of one `column` of it, one for each row, in the order of a layout.

    ValueError if their number is not that of the rows, or for another number of columns.
    """

    column: int | None = None
    columns: int | None = None

    def compat_result_types(self, x: TensorType, order: TensorType, group: TensorType) -> list[Any]:
        return [tensor_type(x.dtype, (False,))]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[1]]

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array, order: Array, group: Array) -> list[Any]:
        x, group = np.asarray(x), np.asarray(group)
        if len(x) != len(group):
            raise ValueError(
                f"Input dimension mis-match: {node.inputs[0]} has {len(x)} rows, the array of indices "
                f"that is used with it has {len(group)}."
            )
        if x.ndim == 2 and x.shape[1] != self.columns:
            raise ValueError(
                f"Shape mismatch: {node.inputs[0]} has {x.shape[1]} columns, the vector that it is "
                f"multiplied with has {self.columns} elements."
            )
        return [(x if self.column is None else x[:, self.column])[np.asarray(order)]]


@dataclass(frozen=True)
class LongestGroup(TensorOp):
    """The length of the longest of `count` segments. In C: the length of the present segment."""

    count: int

    def compat_result_types(self, first: TensorType) -> list[Any]:
        return [tensor_type("int64", ())]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [()]

    def compat_array(self, xp: ArrayModule, node: Apply, first: Array) -> list[Any]:
        return [np.asarray(SEGMENT_MULTIPLE * np.diff(np.asarray(first)).max(initial=0), dtype="int64")]


@dataclass(frozen=True)
class ByGroup(TensorOp):
    """Elements in the order of a layout, as a matrix with one segment per row.

    Elements behind the end of a segment are undefined; sums must use `where`.
    """

    count: int

    def compat_result_types(self, x: TensorType, first: TensorType) -> list[Any]:
        return [tensor_type(x.dtype, (False, False))]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [(self.count, LongestGroup(self.count)(node.inputs[1]))]

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array, first: Array) -> list[Any]:
        first = np.asarray(first)
        lengths = SEGMENT_MULTIPLE * np.diff(first)
        inside = np.arange(lengths.max(initial=0)) < lengths[:, None]
        out = np.zeros(inside.shape, dtype=np.asarray(x).dtype)
        out[inside] = np.asarray(x)
        return [out]

    def compat_c_view(self, node: Apply, index: tuple[Any, ...], c: Access) -> tuple[Any, Any]:
        return node.inputs[0], (c.length(node.outputs[0], 1).at(*index),)


def laid_out(variable: Variable) -> Any:
    """Return the array in memory of which `variable` is a view by segments, else `variable`."""
    return (
        variable.owner.inputs[0] if variable.owner is not None and isinstance(variable.owner.op, ByGroup) else variable
    )


__all__ = ["SEGMENT_MULTIPLE", "ByGroup", "GroupLayout", "InGroups", "LongestGroup", "laid_out"]
