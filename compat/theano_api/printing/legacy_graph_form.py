"""A graph in Theano's form for printing: with the dimensions that an elementwise Op adds, and all indices as inputs."""

from __future__ import annotations

from typing import Any

from ...graph.variable import Apply, Variable
from ...ops.elementwise.elemwise import Elemwise
from ...ops.elementwise.scalar_type import ScalarFromTensor
from ...ops.indexing.subtensor import IncSubtensor, Subtensor
from ...ops.indexing.subtensor_index import Dynamic, Index
from ...ops.reductions.ops import Prod, Sum
from ...ops.shapes.shape import DimShuffle, Shape, ShapeI
from ...ops.tensor_op import as_tensor


class Number:
    """A known index, printed as in Theano."""

    owner = None

    def __init__(self, value: int) -> None:
        self.value, self.type = value, "int64"

    def __str__(self) -> str:
        return f"Constant{{{self.value}}}"


def op_text(node: Apply) -> str:
    """Return an Op as Theano wrote it; a sum shows the dtype of its accumulator."""
    op = node.op
    if type(op) is Sum:
        axis = "" if op.axis is None else f"axis={list(op.axis)}, "
        return f"Sum{{{axis}acc_dtype={op.accumulator_dtype(node.inputs[0].type.dtype)}}}"
    if type(op) is Prod:
        dtype = node.inputs[0].type.dtype
        return f"Prod{{axis={op.axis}, dtype={op.output_dtype(dtype)!r}, acc_dtype={op.accumulator_dtype(dtype)!r}}}"
    return str(op)


def as_legacy(variable: Variable) -> Variable:
    """Return a length, x.shape[0], as an index into the shape; other variables as they are."""
    node = variable.owner
    if node is None or type(node.op) is not ShapeI:
        return variable
    read = Subtensor((Index(node.op.axis),))(Shape()(node.inputs[0]))
    read.name = variable.name
    return read


def inputs_of(node: Apply) -> list[Any]:
    """Return the inputs that Theano's node had."""
    if isinstance(node.op, Elemwise):
        return [_padded(v, node.outputs[0].type.ndim) for v in node.inputs]
    if not isinstance(node.op, Subtensor | IncSubtensor):
        return list(node.inputs)
    arrays = 1 if isinstance(node.op, Subtensor) else 2
    parts = [p for e in node.op.entries for p in ((e.at,) if isinstance(e, Index) else (e.start, e.stop, e.step))]
    return [*node.inputs[:arrays], *(_index(node, part) for part in parts if part is not None)]


def _padded(v: Variable, ndim: int) -> Variable:
    missing = ndim - v.type.ndim
    return DimShuffle(v.type.broadcastable, (*["x"] * missing, *range(v.type.ndim)))(v) if missing else v


def _index(node: Apply, part: Any) -> Any:
    return ScalarFromTensor()(as_tensor(node.inputs[part.position])) if isinstance(part, Dynamic) else Number(part)
