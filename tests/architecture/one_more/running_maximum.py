"""An Op that Theano lacked: one file in compat/ops/, and a case beside its likes in tests/backends/cases_order.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from theano_compat.graph.types import TensorType
from theano_compat.graph.variable import Apply
from theano_compat.ops.tensor_op import TensorOp, as_tensor


@dataclass(frozen=True)
class RunningMaximum(TensorOp):
    """The largest element of a vector up to each."""

    def make_node(self, x: Any) -> Apply:
        x = as_tensor(x)
        return Apply(self, [x], [x.type()])

    def compat_result_types(self, x: TensorType) -> list[TensorType]:
        return [x]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[0]]

    def compat_array(self, xp: Any, node: Apply, x: Any) -> list[Any]:
        return [xp.maximum.accumulate(x)]

    def compat_c_opaque(self, node: Apply, c: Any) -> str:
        x, out = node.inputs[0], node.outputs[0]
        [n] = c.lengths(out)
        px, po = c.array(x), c.out(out)
        c.line(f"for (int64_t i = 0; i < {n}; i++)")
        c.line(f"    {po}[i] = i && !({px}[i] > {po}[i - 1]) ? {po}[i - 1] : {px}[i];")
        return ""


running_maximum = RunningMaximum()
