"""Indices that are known to lie inside a dimension."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.types import TensorType
from ...graph.variable import Apply
from ..tensor_op import TensorOp, tensor_type


@dataclass(frozen=True)
class InRange(TensorOp):
    """Checked indices of a dimension of `length`, counted from its start. IndexError if one lies outside."""

    length: int

    def compat_result_types(self, x: TensorType) -> list[Any]:
        return [tensor_type("int64", x.broadcastable)]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[0]]

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        x = np.asarray(x)
        outside = (x < -self.length) | (x >= self.length)
        if outside.any():
            raise IndexError(f"index {x[outside].flat[0]} is out of bounds for axis 0 with size {self.length}")
        return [np.where(x < 0, x + self.length, x).astype("int64")]
