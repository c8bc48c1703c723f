"""Which nodes can raise when they are computed, and so must not move to where they would be computed needlessly."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph.variable import Apply, Constant
from ..ops.elementwise.arithmetic import add, mul
from ..ops.elementwise.elemwise import Elemwise
from ..ops.elementwise.scalar_type import ScalarFromTensor, TensorFromScalar
from ..ops.elementwise.selection import switch
from ..ops.indexing.subtensor import Subtensor
from ..ops.indexing.subtensor_index import Index
from ..ops.reductions.ops import All, Any_, Prod, Sum
from ..ops.shapes.creation import Alloc
from ..ops.shapes.equal_lengths import has_length, proven_length, sources
from ..ops.shapes.join import MakeVector
from ..ops.shapes.shape import DimShuffle, Rebroadcast, Reshape, Shape, ShapeI

_NEVER = (All, Any_, DimShuffle, MakeVector, Prod, ScalarFromTensor, Shape, ShapeI, Sum, TensorFromScalar)


def may_raise(node: Apply) -> bool:
    """Return whether `node` may raise; True if nothing is known."""
    op: Any = node.op
    if isinstance(op, _NEVER):
        return False
    if isinstance(op, Elemwise):
        return _elemwise_may_raise(node)
    if isinstance(op, Subtensor):
        return _index_may_be_outside(node)
    if isinstance(op, Rebroadcast):
        x = node.inputs[0].type
        return any(one and not x.broadcastable[d] for d, one in op.axes)  # type: ignore[attr-defined]
    if isinstance(op, Alloc):
        return _may_not_fill(node)
    if isinstance(op, Reshape):
        shape = node.inputs[1]
        return not (op.ndim == 1 and isinstance(shape, Constant) and shape.data.item() == -1)
    return True


def _elemwise_may_raise(node: Apply) -> bool:
    """Return whether operands may differ in length, or a number may have no result."""
    entry = node.op.scalar_op  # type: ignore[attr-defined]
    dtypes = [v.type.dtype for v in node.inputs]  # type: ignore[attr-defined]
    if not entry.c or entry.c_raises is not None and np.dtype(dtypes[0]).kind in "biu":
        return True
    for back in range(1, node.outputs[0].type.ndim + 1):  # type: ignore[attr-defined]
        axes = [(v, v.type.ndim - back) for v in node.inputs]  # type: ignore[attr-defined]
        long = [sources(v, d) for v, d in axes if d >= 0 and not v.type.broadcastable[d]]  # type: ignore[attr-defined]
        if any(not (long[0] & other) for other in long[1:]):
            return True
    return False


def _index_may_be_outside(node: Apply) -> bool:
    for axis, entry in enumerate(node.op.entries):  # type: ignore[attr-defined]
        if isinstance(entry, Index):
            length = proven_length(node.inputs[0], axis) if isinstance(entry.at, int) else None
            if length is None or not -length <= entry.at < length:
                return True
        elif entry.step is not None and not isinstance(entry.step, int):  # it may be 0
            return True
    return False


def _is_a_length(n: Any) -> bool:
    """Return whether a number is certainly not negative: a length, or a switch, sum or product of lengths."""
    if isinstance(n, Constant) or n.owner is None:
        return isinstance(n, Constant) and bool(n.data >= 0)
    op = n.owner.op
    if isinstance(op, Elemwise) and op.scalar_op in (add, mul, switch):
        return all(map(_is_a_length, n.owner.inputs[1 if op.scalar_op is switch else 0 :]))
    return isinstance(op, ShapeI)


def _may_not_fill(node: Apply) -> bool:
    """Return whether a length of an Alloc may be negative, or differ from the value's."""
    value, *lengths = node.inputs
    if not all(map(_is_a_length, lengths)):
        return True
    first = len(lengths) - value.type.ndim  # type: ignore[attr-defined]
    pattern = value.type.broadcastable  # type: ignore[attr-defined]
    return any(not one and not has_length(value, d, lengths[first + d]) for d, one in enumerate(pattern))
