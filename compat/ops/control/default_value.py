"""A default for a value that is None. Source: theano.tensor.basic.Default."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ...graph.arrays import Array, ArrayModule
from ...graph.variable import Apply
from ..tensor_op import TensorOp, as_tensor


@dataclass(frozen=True)
class Default(TensorOp):
    """`x`, or `default` if `x` is None at run time. TypeError if their types differ.

    Inputs: x, a variable that may be None, and default. Use it as `theano.tensor.default`.
    """

    compat_takes_none = True

    def make_node(self, x: Any, default: Any) -> Apply:
        x, default = as_tensor(x), as_tensor(default)
        if x.type != default.type:
            if default.type.dtype != x.type.dtype:
                default = default.astype(x.type.dtype)
            if x.type != default.type:
                raise TypeError(
                    f"Both arguments of default must be of one type: `{x}` is {x.type}, `{default}` is {default.type}."
                )
        return Apply(self, [x, default], [default.type()])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any] | None:
        return None

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array, default: Array) -> list[Any]:
        return [default if x is None else x]


default = Default()
