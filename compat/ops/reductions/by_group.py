"""Rows of data put together by group: what compiled code reads run by run instead of through an index per row.

The bind stage lays the rows out once per version of the data (`GroupLayout`, `InGroups`); the program then sees a
matrix with one line a group (`ByGroup`), whose lines are as long as the group is, filled up to whole vectors. A
`where` of the layout says which of its elements are rows. compilation/data_stage/grouping.py says when.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.variable import Apply
from ..tensor_op import TensorOp, tensor_type

LANES = 8  # a group's rows are filled up to a multiple of this: the numbers of a vector register


@dataclass(frozen=True)
class GroupLayout(TensorOp):
    """The layout (first, order, where) of rows by group, for an array that names the group of each row.

    Groups go from 0 to below `count`. Group g has the places from LANES * first[g] on; `order` names the row that lies
    at each place (a group's first row once more where there is none), `where` is 1.0 where that is a row.
    """

    count: int

    def result_types(self, group: Any) -> list[Any]:
        return [tensor_type(dtype, (False,)) for dtype in ("int64", "int64", "float64")]

    def shapes(self, node: Apply, input_shapes: Sequence[Any]) -> None:
        return None

    def array(self, xp: ArrayModule, node: Apply, group: Array) -> list[Any]:
        group = np.asarray(group)
        counts = np.bincount(group, minlength=self.count)
        first = np.concatenate(([0], np.cumsum(-(-counts // LANES)))).astype("int64")
        sorted_rows = np.argsort(group, kind="stable")
        begins = np.cumsum(counts) - counts
        order = sorted_rows[np.repeat(begins, LANES * np.diff(first))]
        where = np.zeros(len(order))
        places = LANES * first[:-1][group[sorted_rows]] + np.arange(len(group)) - begins[group[sorted_rows]]
        order[places] = sorted_rows
        where[places] = 1.0
        return [first, order.astype("int64"), where]


@dataclass(frozen=True)
class InGroups(TensorOp):
    """The elements of `x`, or of one `column` of as many, one a row, in the order of a layout.

    ValueError where there are not as many as rows, or other columns.
    """

    column: int | None = None
    columns: int | None = None

    def result_types(self, x: Any, order: Any, group: Any) -> list[Any]:
        return [tensor_type(x.dtype, (False,))]

    def shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[1]]

    def array(self, xp: ArrayModule, node: Apply, x: Array, order: Array, group: Array) -> list[Any]:
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
    """Places of the longest of `count` lines. In C: of the line at hand."""

    count: int

    def result_types(self, first: Any) -> list[Any]:
        return [tensor_type("int64", ())]

    def shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [()]

    def array(self, xp: ArrayModule, node: Apply, first: Array) -> list[Any]:
        return [np.asarray(LANES * np.diff(np.asarray(first)).max(initial=0), dtype="int64")]


@dataclass(frozen=True)
class ByGroup(TensorOp):
    """Elements that lie in the order of a layout, as a matrix with one line a group.

    What stands behind the end of a line is of no meaning: whoever sums asks `where`.
    """

    count: int

    def result_types(self, x: Any, first: Any) -> list[Any]:
        return [tensor_type(x.dtype, (False, False))]

    def shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [(self.count, LongestGroup(self.count)(node.inputs[1]))]

    def array(self, xp: ArrayModule, node: Apply, x: Array, first: Array) -> list[Any]:
        first = np.asarray(first)
        lengths = LANES * np.diff(first)
        inside = np.arange(lengths.max(initial=0)) < lengths[:, None]
        out = np.zeros(inside.shape, dtype=np.asarray(x).dtype)
        out[inside] = np.asarray(x)
        return [out]

    def c_view(self, node: Apply, index: Any, c: Any) -> tuple[Any, Any]:
        return node.inputs[0], (c.length(node.outputs[0], 1).at(*index),)


def laid_out(variable: Any) -> Any:
    """Return the array in memory of which `variable` is a view by group; `variable` where it is none."""
    return (
        variable.owner.inputs[0] if variable.owner is not None and isinstance(variable.owner.op, ByGroup) else variable
    )


__all__ = ["LANES", "ByGroup", "GroupLayout", "InGroups", "LongestGroup", "laid_out"]
