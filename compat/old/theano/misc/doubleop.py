"""The example of Theano's tutorial about Ops. Source of the name: theano.misc.doubleop."""

from __future__ import annotations

from typing import Any

import numpy as np

from ....graph.op import Op
from ....graph.variable import Apply
from ....importing.module_getattr import absent_from
from ....ops.tensor_op import as_tensor
from ....ops.tensor_types import TensorLike


class DoubleOp(Op):
    """Twice each element of a tensor.

    A call takes a tensor of any shape.
    """

    __props__ = ()

    def __str__(self) -> str:
        return type(self).__name__

    def make_node(self, x: TensorLike) -> Apply:
        x = as_tensor(x)
        return Apply(self, [x], [x.type()])

    def perform(self, node: Apply, inputs: Any, output_storage: Any) -> None:
        output_storage[0][0] = np.asarray(inputs[0] * 2)

    def infer_shape(self, *given: Any) -> Any:
        """Return the shape of the input, from ([a graph,] node, shapes of the inputs)."""
        return given[-1]

    def grad(self, inputs: Any, output_grads: Any) -> list[Any]:
        return [output_grads[0] * 2]

    def R_op(self, inputs: Any, eval_points: Any) -> Any:
        return eval_points if eval_points[0] is None else self.grad(inputs, eval_points)


__all__ = ["DoubleOp"]
__getattr__ = absent_from(__name__)
