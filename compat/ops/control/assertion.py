"""An Op that checks conditions at run time. Source: theano.tensor.opt.Assert."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.variable import Apply, Variable
from ..c_forms import Access, Lengths
from ..known_values import holds
from ..tensor_op import TensorOp, as_tensor, disconnected
from ..traced_errors import note


@dataclass(frozen=True)
class Assert(TensorOp):
    """A check in a graph: `Assert(msg)(value, *conditions)` is `value`.

    msg: the text of the AssertionError if a condition is false. Inputs: value, of any type, and conditions, tensors of
    any shape.
    """

    msg: str = "Theano Assert failed!"

    def make_node(self, value: Any, *conditions: Any) -> Apply:
        value, conditions = as_tensor(value), tuple(as_tensor(c) for c in conditions)
        for condition in conditions:
            if condition.type.ndim:
                raise ValueError(f"Assert takes scalar conditions, `{condition}` is {condition.type}: use tt.all.")
        return Apply(self, [value, *conditions], [value.type()])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[0]]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[True], *([False] for _ in node.inputs[1:])]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [output_gradients[0], *(disconnected() for _ in inputs[1:])]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [eval_points[0]]

    def compat_same_element(self, node: Apply) -> Variable | None:
        return node.inputs[0] if all(holds(c) for c in node.inputs[1:]) else None

    def compat_array(self, xp: ArrayModule, node: Apply, value: Array, *conditions: Array) -> list[Any]:
        if xp is np and not all(np.all(c) for c in conditions):
            raise AssertionError(self.msg)
        for c in conditions:
            if xp is not np:
                note(xp.logical_not(xp.asarray(c)))
        return [value]

    def compat_c_guards(self, node: Apply, lengths: Lengths) -> None:
        """Require a non-empty value, because conditions are checked where elements are read.

        For empty values the Python backend checks them.
        """
        for n in lengths.of(node.inputs[0]):
            lengths.require_some(n)

    def compat_c_value(self, node: Apply, index: tuple[Any, ...], c: Access) -> Any:
        """Return the value; if a condition is false the call fails, and the Python backend raises the error."""
        value, *conditions = node.inputs
        return c.guarded(tuple(c.element(condition, ()) for condition in conditions), c.element(value, index))

    def __str__(self) -> str:
        return f"Assert{{msg={self.msg!r}}}"


assert_op = Assert()
