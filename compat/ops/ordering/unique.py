"""The unique elements of an array. Source: theano.tensor.extra_ops.Unique."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.types import TensorType
from ...graph.variable import Apply
from ..tensor_op import TensorOp, disconnected, tensor_type


@dataclass(frozen=True)
class Unique(TensorOp):
    """The sorted unique elements of a tensor, as numpy.unique gives them.

    return_index, return_inverse, return_counts: which further outputs there are, as int64: where each occurs first,
    the number of each element among the unique ones, how often each occurs. axis: of slices that are compared; None
    for the elements of a tensor of any shape.
    """

    return_index: bool = False
    return_inverse: bool = False
    return_counts: bool = False
    axis: int | None = None

    def compat_result_types(self, x: TensorType) -> list[TensorType]:
        if self.axis is not None and not -x.ndim <= self.axis < x.ndim:
            raise RuntimeError(f"unique: axis {self.axis} is out of bounds of {x}, which has {x.ndim} dimensions.")
        pattern: Sequence[bool] = (False,)
        if self.axis is not None:
            pattern = [b and d != self.axis % x.ndim for d, b in enumerate(x.broadcastable)]
        extra = self.return_index + self.return_inverse + self.return_counts
        return [tensor_type(x.dtype, pattern), *(tensor_type("int64", (False,)) for _ in range(extra))]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any] | None:
        return None

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[False] * len(node.outputs)]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [disconnected()]

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        if xp is not np:
            raise NotImplementedError(
                f"The JAX backend cannot find the different elements of `{node.inputs[0]}`: how "
                "many there are depends on its values."
            )
        unique: Any = np.unique
        found = unique(x, self.return_index, self.return_inverse, self.return_counts, self.axis)
        found = list(found) if isinstance(found, tuple) else [found]
        return [found[0], *(np.ravel(f).astype("int64") for f in found[1:])]
