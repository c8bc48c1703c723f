"""An Op that prints its value when it is computed, for debugging."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...graph.op import Op
from ...graph.variable import Apply
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike


def _print_fn(op: Print, xin: object) -> None:
    """Print the message of a Print, and attributes of the value.

    op: the Print. xin: an array of any shape.
    """
    for name in op.attrs:
        found = getattr(xin, name)
        print(op.message, name, "=", found() if callable(found) else found)


class Print(Op):
    """`Print("mu")(x)` is x, and prints `mu __str__ = ...` whenever it is computed.

    message: what is printed before the value, which may have any shape. attrs: attributes or methods of the value to
    print.
    global_fn: a function of (op, value) that prints in their place.

    Like any Op that calls Python, it prevents a function from running in C alone.
    """

    view_map = {0: [0]}
    __props__ = ("message", "attrs", "global_fn")

    def __init__(
        self,
        message: str = "",
        attrs: Sequence[str] = ("__str__",),
        global_fn: Callable[[Any, Any], None] = _print_fn,
    ) -> None:
        self.message, self.attrs, self.global_fn = message, tuple(attrs), global_fn

    def make_node(self, xin: TensorLike) -> Apply:
        x = as_tensor(xin)
        return Apply(self, [x], [x.type()])

    def perform(self, node: Apply, inputs: Sequence[Any], outputs: Any) -> None:
        self.global_fn(self, inputs[0])
        outputs[0][0] = inputs[0]

    def grad(self, inputs: Sequence[Any], output_gradients: Sequence[Any]) -> list[Any]:
        return list(output_gradients)

    def R_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return list(eval_points)

    def infer_shape(self, *given: Any) -> list[Any]:
        """Return the shapes of the outputs, from ([a graph,] node, shapes of the inputs)."""
        return list(given[-1])
