"""Cumulative sums and products. Source: theano.tensor.extra_ops.CumOp."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ...graph.arrays import Array, ArrayModule
from ...graph.types import TensorType
from ...graph.variable import Apply
from ..c_forms import CallAccess, Computations
from ..shapes.shape import flatten, unbroadcast
from ..tensor_op import TensorOp, as_tensor, dimension
from ..tensor_types import TensorLike


@dataclass(frozen=True)
class CumOp(TensorOp):
    """Cumulative sums or products of a tensor of any shape, in its dtype.

    axis: the dimension, or None for the flattened array. mode: "add" or "mul".
    """

    axis: Any = None
    mode: str = "add"

    def __post_init__(self) -> None:
        if self.mode not in ("add", "mul"):
            raise ValueError(f'CumOp: the mode is "add" or "mul", got {self.mode!r}.')

    def make_node(self, x: Any) -> Apply:
        x = as_tensor(x)
        axis = self.axis
        if axis is None:
            x, axis = unbroadcast(flatten(x), 0), 0
        first = dimension(axis, x)
        op = self if first == self.axis else CumOp(first, self.mode)
        return Apply(op, [x], [x.type()])

    def compat_result_types(self, x: TensorType) -> list[TensorType]:
        return [x]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[0]]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [x], [y], [g] = inputs, outputs, output_gradients
        if self.mode == "add":
            return [self._from_the_end(g)]
        return [self._from_the_end(y * g) / x]  # as in Theano: NaN where x is 0

    def _from_the_end(self, g: Any) -> Any:
        backwards = (slice(None),) * self.axis + (slice(None, None, -1),)
        return CumOp(self.axis, "add")(g[backwards])[backwards]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        if eval_points[0] is None:
            return [None]
        if self.mode == "add":
            return [self(eval_points[0])]
        return [self(*inputs) * CumOp(self.axis, "add")(eval_points[0] / inputs[0])]

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        function = xp.cumsum if self.mode == "add" else xp.cumprod
        return [function(x, axis=self.axis, dtype=node.outputs[0].type.dtype)]

    def compat_c_computations(self, node: Apply, computations: Computations) -> None:
        computations.running(node, self.axis, "sum" if self.mode == "add" else "prod")

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        """Write slices along the axis, each computed from the one before."""
        x, out = node.inputs[0], node.outputs[0]
        px, po, t = c.array(x), c.out(out), c.ctype(out.type.dtype)
        lengths = [str(n) for n in c.lengths(out)]
        c.loops_inside(*c.lengths(out)[max(self.axis, 1) :])
        before = " * ".join(lengths[: self.axis]) or "1"
        after = " * ".join(lengths[self.axis + 1 :]) or "1"
        sign = "+" if self.mode == "add" else "*"
        for text in (
            f"for (int64_t q = 0; q < {before}; q++)",
            f"    for (int64_t l = 0; l < {lengths[self.axis]}; l++)",
            f"        for (int64_t j = 0; j < {after}; j++) {{",
            f"            const int64_t at = (q * {lengths[self.axis]} + l) * ({after}) + j;",
            f"            const {t} x = {px}[at];",
            f"            {po}[at] = l ? {po}[at - ({after})] {sign} x : x;",
            "        }",
        ):
            c.line(text)
        return ""

    def __str__(self) -> str:
        return f"CumOp{{{self.axis}, {self.mode}}}"


def cumsum(x: TensorLike, axis: int | None = None) -> Any:
    """Return cumulative sums.

    x: a tensor of any shape. axis: the dimension along which they are summed; None for the flattened x.
    """
    return CumOp(axis, "add")(x)


def cumprod(x: TensorLike, axis: int | None = None) -> Any:
    """Return cumulative products.

    x: a tensor of any shape. axis: the dimension along which they are multiplied; None for the flattened x.
    """
    return CumOp(axis, "mul")(x)
