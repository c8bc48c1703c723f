"""A shape that the user asserts, checked at run time. Source: theano.compile.ops.SpecifyShape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.dtypes import DISCRETE
from ...graph.variable import Apply, Constant
from ..c_forms import Lengths
from ..control.check import Check
from ..elementwise.elemwise import origin_text
from ..tensor_op import as_tensor, disconnected
from .shape import elements_of, static_length, with_shape


@dataclass(frozen=True)
class SpecifyShape(Check):
    """A tensor whose shape must be a given one, else AssertionError. Use it as `theano.tensor.specify_shape`.

    Inputs: x, a tensor, shape, an integer vector.
    """

    def make_node(self, x: Any, shape: Any) -> Apply:
        x = with_shape(x)
        shape = as_tensor(np.zeros(0, "int64") if isinstance(shape, list | tuple) and not shape else shape)
        if shape.type.ndim != 1 or shape.type.dtype not in DISCRETE:
            raise AssertionError(f"specify_shape takes a vector of integers, got `{shape}` ({shape.type}).")
        count = static_length(shape)
        if count is not None and count != x.type.ndim:
            raise AssertionError(f"specify_shape: `{x}` has {x.type.ndim} dimensions, {count} lengths were given.")
        return Apply(self, [x, shape], [x.type()])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        x, shape = node.inputs
        given = elements_of(shape, x.type.ndim)
        pattern: Any = getattr(x.type, "broadcastable", (False,) * x.type.ndim)
        return [
            tuple(
                np.int64(1) if one else g if g.dtype == "int64" else g.astype("int64")
                for g, one in zip(given, pattern, strict=True)
            )
        ]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [self(output_gradients[0], inputs[1]), disconnected()]

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array, shape: Array) -> list[Any]:
        wanted, found = tuple(int(n) for n in np.asarray(shape)), np.shape(x)
        if wanted != found:
            raise AssertionError(
                f"SpecifyShape: `{node.inputs[0]}` has the shape {found}, specified was {wanted}.{origin_text(node)}"
            )
        return [x]

    def compat_c_guards(self, node: Apply, lengths: Lengths) -> None:
        x, shape = node.inputs
        if not isinstance(shape, Constant) and static_length(shape) is None:
            lengths.require(lengths.code("{} == {}", lengths.of(shape)[0], x.type.ndim))
        for n, given in zip(lengths.of(x), elements_of(shape, x.type.ndim), strict=True):
            value = int(given.data) if isinstance(given, Constant) else lengths.value(given.astype("int64"))
            if n != value:
                lengths.require(lengths.code("{} == {}", n, value))


specify_shape = SpecifyShape()
