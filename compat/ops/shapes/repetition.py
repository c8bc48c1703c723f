"""Repeated elements. Source: theano.tensor.extra_ops.RepeatOp."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.dtypes import DISCRETE
from ...graph.variable import Apply, Constant
from ..indexing.writing import inc_subtensor
from ..reductions.functions import sum as summed
from ..tensor_op import TensorOp, as_tensor, dimension, disconnected, tensor_type, zero_gradient
from .creation import arange, zeros_like
from .shape import flatten


@dataclass(frozen=True)
class RepeatOp(TensorOp):
    """The repetition of elements. `theano.tensor.repeat` makes it. Inputs: x, repeats.

    axis: the dimension of x, a tensor of any shape; None for the flattened array. repeats: an integer, or a vector
    with a count for each element along axis.
    """

    axis: int | None = None

    def make_node(self, x: Any, repeats: Any) -> Apply:
        x, repeats = as_tensor(x), as_tensor(repeats)
        if repeats.type.dtype not in DISCRETE or repeats.type.dtype == "uint64":
            raise TypeError(f"repeats must be of an integer dtype that int64 holds, got `{repeats}` ({repeats.type}).")
        once = isinstance(repeats, Constant) and (repeats.data == 1).all()
        if self.axis is None:
            pattern = [False]
        else:
            pattern = [b and (once or d != dimension(self.axis, x)) for d, b in enumerate(x.type.broadcastable)]
        return Apply(self, [x, repeats], [tensor_type(x.type.dtype, pattern)()])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        repeats: Any = node.inputs[1]
        lengths = list(input_shapes[0])
        total: Any = np.int64(1)
        if self.axis is None:
            for n in lengths:
                total = total * n
        counts = repeats.astype("int64") if repeats.type.dtype != "int64" else repeats
        every = counts[0] if repeats.type.broadcastable == (True,) else counts
        if every.type.ndim:
            total = summed(every)
        else:
            total = (total if self.axis is None else lengths[self.axis]) * every
        if self.axis is None:
            return [(as_tensor(total),)]
        lengths[self.axis] = as_tensor(total)
        return [tuple(lengths)]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[True], [False]]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        """Return the sum over the copies of each element."""
        [x, repeats], [g] = inputs, output_gradients
        if x.dtype in DISCRETE:
            return [zero_gradient(x), disconnected()]
        zeros = zeros_like(x, g.dtype)
        flat = flatten(zeros) if self.axis is None else zeros
        axis = 0 if self.axis is None else self.axis % x.type.ndim
        source = RepeatOp(0)(arange(flat.shape[axis]), repeats)
        summed = inc_subtensor(flat[(slice(None),) * axis + (source,)], g)
        return [summed.reshape(x.shape, ndim=x.type.ndim) if self.axis is None else summed, disconnected()]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None if eval_points[0] is None else self(eval_points[0], inputs[1])]

    def compat_structural(self, node: Apply) -> Sequence[int]:
        return (1,)

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array, repeats: Array) -> list[Any]:
        return [xp.repeat(xp.asarray(x), np.asarray(repeats), axis=self.axis)]
