"""The identity for any type of value, as a deep copy or a view. Source: theano.compile.ops."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.types import TensorType
from ...graph.variable import Apply
from ..tensor_op import TensorOp


@dataclass(frozen=True)
class ViewOp(TensorOp):
    """The value itself, without a copy.

    Input: a variable of any type. Use it as `theano.compile.view_op`.
    """

    def make_node(self, x: Any) -> Apply:
        return Apply(self, [x], [x.type()])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return list(input_shapes)

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return list(output_gradients)

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return list(eval_points)

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        return [x]


@dataclass(frozen=True)
class DeepCopyOp(ViewOp):
    """A copy that shares no memory with the value.

    Input: a variable of any type. Use it as `theano.compile.deep_copy_op`.
    """

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        if isinstance(node.outputs[0].type, TensorType):
            return [np.array(x) if xp is np else xp.array(x)]
        return [copy.deepcopy(x)]


@dataclass(frozen=True)
class CpuContiguous(ViewOp):
    """The array with its elements in C order.

    Input: a tensor of any shape. Use it as `theano.tensor.extra_ops.cpu_contiguous`.
    """

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        return [np.ascontiguousarray(x) if xp is np else x]


deep_copy_op, view_op, cpu_contiguous = DeepCopyOp(), ViewOp(), CpuContiguous()
