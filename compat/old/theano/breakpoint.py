"""An Op that stops in the debugger. Source: theano.breakpoint; theano.tests.breakpoint in Theano 1.0."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph.op import Op
from ...graph.types import DisconnectedType
from ...graph.variable import Apply, Variable
from ...importing.module_getattr import absent_from
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike


class PdbBreakpoint(Op):
    """`x, y = PdbBreakpoint("name")(condition, x, y)`: the debugger stops where the condition holds.

    The list `monitored` has the monitored values as arrays; changes made in the debugger stay. The debugger is pudb,
    ipdb or pdb, the first that is installed. The Op only runs if its outputs are used.

    name: is printed when it stops. condition: a scalar.
    """

    __props__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def make_node(self, condition: TensorLike, *monitored_vars: Any) -> Apply:
        condition = condition if isinstance(condition, Variable) else as_tensor(condition)
        assert condition.type.ndim == 0, f"the condition of a breakpoint is one number, not {condition.type}"  # type: ignore[attr-defined]
        op = PdbBreakpoint(self.name)  # the views depend on their number
        op.view_map = {k: [k + 1] for k in range(len(monitored_vars))}
        return Apply(op, [condition, *monitored_vars], [v.type() for v in monitored_vars])

    def perform(self, node: Apply, inputs: Sequence[Any], output_storage: Sequence[list[Any]]) -> None:
        condition, *values = inputs
        monitored = [np.asarray(value) for value in values] if condition else values
        if condition:
            print(
                f"Conditional breakpoint '{self.name}' activated: the list `monitored` has the values of the "
                "variables, in order; those that are put there are used from here on."
            )
            _debugger().set_trace()
        for cell, variable, value in zip(output_storage, node.outputs, monitored, strict=True):
            cell[0] = variable.type.filter(value) if condition else value

    def grad(self, inputs: Sequence[Any], output_gradients: Sequence[Any]) -> list[Any]:
        return [DisconnectedType()(), *output_gradients]

    def infer_shape(self, *given: Any) -> list[Any]:
        """Return the shapes of the outputs, from ([a graph,] node, shapes of the inputs)."""
        return list(given[-1][1:])

    def connection_pattern(self, node: Apply) -> list[list[bool]]:
        return [[i == k + 1 for k in range(len(node.outputs))] for i in range(len(node.inputs))]


def _debugger() -> Any:
    for name in ("pudb", "ipdb"):
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    return importlib.import_module("pdb")


__all__ = ["Apply", "DisconnectedType", "Op", "PdbBreakpoint", "Variable"]
__getattr__ = absent_from(__name__)
