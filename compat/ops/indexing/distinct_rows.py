"""Distinct rows of data: what depends on a row is computed once for each distinct row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.variable import Apply
from ..tensor_op import TensorOp, tensor_type


@dataclass(frozen=True)
class DistinctRows(TensorOp):
    """The distinct rows (first, where, count) of vectors of one length.

    first: the first row of each kind; where: the kind of each row; count: the number of rows of each kind. Two rows are
    of one kind if all vectors have the same bits there. ValueError for different lengths.
    """

    def compat_result_types(self, *columns: Any) -> list[Any]:
        return [tensor_type("int64", (False,)) for _ in range(3)]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> None:
        return None

    def compat_array(self, xp: ArrayModule, node: Apply, *columns: Array) -> list[Any]:
        for v, column in zip(node.inputs, columns, strict=True):
            if len(column) != len(columns[0]):
                raise ValueError(
                    f"Input dimension mis-match: {node.inputs[0]} has {len(columns[0])} rows, {v} has {len(column)}."
                )
        return list(distinct_rows([np.asarray(column) for column in columns]))


def distinct_rows(columns: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the outputs of DistinctRows as int64 arrays."""
    kinds = np.zeros(len(columns[0]), "int64")
    first = count = kinds[:1]
    for column in columns:
        bits = np.ascontiguousarray(column).view(f"i{column.itemsize}")
        values, of_column = np.unique(bits, return_inverse=True)
        _, first, kinds, count = np.unique(
            kinds * len(values) + of_column.reshape(-1), return_index=True, return_inverse=True, return_counts=True
        )
        kinds = kinds.reshape(-1).astype("int64")
    return first.astype("int64"), kinds, count.astype("int64")


__all__ = ["DistinctRows", "distinct_rows"]
