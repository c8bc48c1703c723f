"""Search in a sorted vector. Source: theano.tensor.extra_ops.SearchsortedOp."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.variable import Apply
from ..c_forms import CallAccess
from ..tensor_op import TensorOp, as_tensor, disconnected, tensor_type, zero_gradient
from ..tensor_types import TensorLike


@dataclass(frozen=True)
class SearchsortedOp(TensorOp):
    """The Op of `searchsorted`: positions in a sorted vector, as int64.

    side: "left" for the first position in x that keeps it sorted, "right" for the last. Inputs: x, a vector, v, a
    tensor of any shape, and, if x itself is not sorted, the positions that sort it.
    """

    side: str = "left"

    def __post_init__(self) -> None:
        if self.side not in ("left", "right"):
            raise ValueError(f"searchsorted: side is 'left' or 'right', got {self.side!r}.")

    def make_node(self, x: TensorLike, v: TensorLike, sorter: TensorLike | None = None) -> Apply:
        inputs = [as_tensor(i) for i in (x, v, sorter) if i is not None]
        for vector in (inputs[0], *inputs[2:]):
            if vector.type.ndim != 1:
                raise ValueError(f"searchsorted: `{vector}` must be a vector, it is {vector.type}.")
        if len(inputs) == 3 and np.dtype(inputs[2].type.dtype).kind not in "iu":
            raise TypeError(f"searchsorted: sorter must contain integers, `{inputs[2]}` is {inputs[2].type}.")
        return Apply(self, inputs, [tensor_type("int64", inputs[1].type.broadcastable)()])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[1]]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [*(zero_gradient(i) for i in inputs[:2]), *(disconnected() for _ in inputs[2:])]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[True], [True], *([False] for _ in node.inputs[2:])]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None]

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array, v: Array, *sorter: Array) -> list[Any]:
        if xp is np:
            return [np.asarray(np.searchsorted(x, v, self.side, *sorter), dtype="int64")]  # type: ignore[call-overload]
        return [xp.searchsorted(x[sorter[0]] if sorter else x, v, side=self.side).astype("int64")]

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        """Write a binary search that starts at the previous element's position, as NumPy's does.

        The result for an unsorted x depends on that. NaN comes after all numbers.
        """
        x, v, *sorter = node.inputs
        px, pv, po = c.array(x), c.array(v), c.out(node.outputs[0])
        count = " * ".join(str(n) for n in c.lengths(v)) or "1"
        at = f"{px}[{c.array(sorter[0])}[middle]]" if sorter else f"{px}[middle]"
        if sorter:
            c.computations.lengths.require_equal(c.length(x, 0), c.length(sorter[0], 0))
        before = "a < b || (a == a && b != b)" if self.side == "left" else "!(b < a || (b == b && a != a))"
        kind = c.ctype(v.type.dtype)
        for text in (
            "{",  # a block, since two searches may share a scope
            f"int64_t low = 0, high = {c.length(x, 0)};",
            f"for (int64_t q = 0; q < {count}; q++) {{",
            f"    const {kind} b = {pv}[q];",
            "    {",
            f"        const {kind} a = {pv}[q ? q - 1 : 0];",
            f"        if ({before}) high = {c.length(x, 0)};",
            f"        else {{ low = 0; high += high < {c.length(x, 0)}; }}",
            "    }",
            "    while (low < high) {",
            "        const int64_t middle = low + (high - low) / 2;",
            f"        const {c.ctype(x.type.dtype)} a = {at};",
            f"        if ({before}) low = middle + 1; else high = middle;",
            "    }",
            f"    {po}[q] = low;",
            "}",
            "}",
        ):
            c.line(text)
        return ""


def searchsorted(x: TensorLike, v: TensorLike, side: str = "left", sorter: TensorLike | None = None) -> Any:
    """Return positions where elements belong in a sorted vector, as numpy.searchsorted does.

    x: the vector. v: a tensor of any shape. side: "left" for the first position that keeps x sorted, "right" for the
    last. sorter: the positions that sort x, an integer vector, if it is not sorted.
    """
    return SearchsortedOp(side)(x, v) if sorter is None else SearchsortedOp(side)(x, v, sorter)
