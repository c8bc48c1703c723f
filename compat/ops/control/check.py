"""The base class of Ops that check a condition and return their first input unchanged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...graph.types import TensorType
from ...graph.variable import Apply
from ..c_forms import Access
from ..tensor_op import TensorOp, disconnected


class Check(TensorOp):
    """Returns `x` if a condition on the other inputs holds; a subclass raises in `compat_array`. Inputs: x, *others."""

    def compat_result_types(self, x: Any, *others: Any) -> list[TensorType]:
        return [x]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[0]]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[True], *([False] for _ in node.inputs[1:])]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [output_gradients[0], *(disconnected() for _ in inputs[1:])]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None if eval_points[0] is None else self(eval_points[0], *inputs[1:])]

    def compat_structural(self, node: Apply) -> Sequence[int]:
        return range(1, len(node.inputs))

    def compat_c_view(self, node: Apply, index: tuple[Any, ...], c: Access) -> tuple[Any, Any]:
        return node.inputs[0], index
