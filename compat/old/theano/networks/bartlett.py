"""The triangular (Bartlett) window. Source: theano.tensor.extra_ops.Bartlett."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ....graph.arrays import Array, ArrayModule
from ....graph.dtypes import DISCRETE
from ....graph.types import TensorType
from ....graph.variable import Apply
from ....ops.c_forms import Access
from ....ops.elementwise.functions import cast, maximum
from ....ops.tensor_op import TensorOp, disconnected, tensor_type


@dataclass(frozen=True)
class Bartlett(TensorOp):
    """numpy.bartlett: weights in float64 that rise from 0 to the middle and fall again.

    Input: their number M, an integer scalar; the result is a vector. Use it as `theano.tensor.extra_ops.bartlett`.
    """

    def compat_result_types(self, M: TensorType) -> list[TensorType]:
        if M.ndim or M.dtype not in DISCRETE:
            raise TypeError(f"Bartlett only takes an integer scalar, got {M}.")
        return [tensor_type("float64", (False,))]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [(maximum(cast(node.inputs[0], "int64"), np.int64(0)),)]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[False]]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [disconnected()]

    def compat_structural(self, node: Apply) -> Sequence[int]:
        return (0,)

    def compat_array(self, xp: ArrayModule, node: Apply, count: Array) -> list[Any]:
        return [xp.asarray(np.bartlett(int(count)), dtype="float64")]

    def compat_c_value(self, node: Apply, index: tuple[Any, ...], c: Access) -> Any:
        [count] = node.inputs
        end = c.code("({} - 1)", c.cast(c.element(count, ()), count.type.dtype, "float64"))  # type: ignore[attr-defined]
        twice = c.code("2.0 * {}", index[0])
        return c.code("({} <= 0 ? 1.0 : {} <= {} ? {} / {} : 2.0 - {} / {})", end, twice, end, twice, end, twice, end)


bartlett = Bartlett()
