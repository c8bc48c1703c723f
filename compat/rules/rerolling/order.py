"""A graph as arrays of numbers, in which steps that Python unrolled can be found.

Nodes are numbered in topological order. A node's colour describes it without its inputs: its Op, apart from integer
indices, and the type of its result.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph.op import Op
from ...graph.traversal import applies
from ...graph.types import TensorType
from ...graph.variable import Apply, Constant, Variable
from ...ops.elementwise.elemwise import Elemwise
from ...ops.indexing.subtensor import IncSubtensor, Subtensor
from ...ops.indexing.subtensor_index import Index
from ...ops.shapes.shape import DimShuffle, Rebroadcast
from ...ops.tensor_op import TensorOp


class Order:
    """A graph as arrays: `sources[starts[i] + k]` is the node of input k of node i, or -1 - (number of a leaf).

    Leaves are input variables, constants, outputs of nodes with several, and constants seen with other dimensions or
    another dtype. `types` (of nodes) and `leaf_types` are numbers; constants that differ only in the width of their
    dtype share one. Nodes that cannot belong to a step have distinct colours below 0.
    """

    def __init__(self, outputs: Sequence[Variable]) -> None:
        self.outputs = tuple(outputs)
        self.nodes: list[Apply] = []
        self.leaves: list[Variable] = []
        self._numbers: dict[int, int] = {}  # id of a variable -> its number, as in `sources`
        self._ops: dict[int, tuple[Any, bool, bool]] = {}
        self._kinds: dict[Any, int] = {}
        self._constants: dict[Any, int] = {}
        self._through: dict[int, Constant] = {}  # the constant behind a view or cast of one -> that constant
        colours, types, sources, starts = [], [], [], [0]
        self.leaf_types: list[int] = []
        numbers, known_ops = self._numbers, self._ops
        for node in applies(outputs):
            outs = node.outputs
            op = node.op
            known = known_ops.get(id(op))
            if known is None:
                known = known_ops[id(op)] = _abstract(op)
            plain, may, looks_through = known
            if looks_through and self._is_constant(node):
                continue
            i = len(self.nodes)
            self.nodes.append(node)
            for v in node.inputs:
                number = numbers.get(id(v))
                if number is None:
                    number = numbers[id(v)] = self._leaf(self._through.get(id(v), v))
                sources.append(number)
            starts.append(len(sources))
            kind = -1
            if len(outs) == 1 and isinstance(outs[0].type, TensorType):
                t = outs[0].type
                kind = self._kind((t.dtype, t.broadcastable))
                numbers[id(outs[0])] = i
            types.append(kind)
            if may and kind >= 0:
                colours.append(self._kind((plain, kind, len(node.inputs))))
            else:
                colours.append(-1 - i)
        self.colours = np.array(colours, np.int64)
        self.types = np.array(types, np.int64)
        self.sources, self.starts = np.array(sources, np.int64), np.array(starts, np.int64)

    def number(self, variable: Variable) -> int:
        """Return the number of a variable, as in `sources`; a variable that no node reads becomes a new leaf."""
        found = self._numbers.get(id(variable))
        if found is None:
            found = self._numbers[id(variable)] = self._leaf(variable)
        return found

    def _leaf(self, v: Variable) -> int:
        """Return the number of a leaf; equal small constants share one, as each step makes its own."""
        key = (
            (v.type, v.data.shape, v.data.tobytes())
            if isinstance(v, Constant) and isinstance(v.type, TensorType) and v.data.size <= 8
            else id(v)
        )
        number = self._constants.get(key)
        if number is None:
            number = self._constants[key] = -1 - len(self.leaves)
            self.leaves.append(v)
            self.leaf_types.append(self._kind(_leaf_key(v)))
        return number

    def variable(self, number: int) -> Variable:
        return self.nodes[number].outputs[0] if number >= 0 else self.leaves[-1 - number]

    def type_of(self, numbers: np.ndarray) -> np.ndarray:
        """Return the types of the variables with these numbers."""
        leaf_types = np.array([-1, *self.leaf_types], np.int64)
        return np.where(numbers >= 0, self.types[np.maximum(numbers, 0)], leaf_types[np.maximum(-numbers, 0)])

    def _kind(self, key: int | tuple[Any, ...]) -> int:
        return self._kinds.setdefault(key, len(self._kinds))

    def _is_constant(self, node: Apply) -> bool:
        """Return whether this is a constant with other dimensions or dtype; its readers then read that constant."""
        op = node.op
        x = self._through.get(id(node.inputs[0]), node.inputs[0])
        if not isinstance(x, Constant):
            return False
        [value] = op.compat_array(np, node, x.data)
        type_ = node.outputs[0].type
        self._through[id(node.outputs[0])] = type_.make_constant(np.asarray(value, type_.dtype))  # type: ignore
        return True


def _abstract(op: Op) -> tuple[Any, bool, bool]:
    """Return (the Op without constant indices, whether a step may have it, whether it only views a constant)."""
    if isinstance(op, Subtensor | IncSubtensor):
        entries = tuple("i" if isinstance(e, Index) and isinstance(e.at, int) else e for e in op.entries)
        return (type(op), entries, getattr(op, "set_instead_of_inc", None)), True, False
    may = (
        isinstance(op, TensorOp)
        and not getattr(op, "compat_impure", False)
        and not getattr(op, "compat_inner_graphs", ())
        and not op.compat_takes_none
    )
    form = isinstance(op, DimShuffle | Rebroadcast) or (
        isinstance(op, Elemwise) and op.scalar_op.name.startswith("cast_")
    )
    return op if may else None, may, form


def _leaf_key(v: Variable) -> Any:
    if not isinstance(v.type, TensorType):
        return id(v)
    if isinstance(v, Constant):
        kind = np.dtype(v.type.dtype).kind
        return "constant", {"u": "i"}.get(kind, kind), v.type.broadcastable, v.data.shape
    return v.type.dtype, v.type.broadcastable


__all__ = ["Order"]
