"""Shapes from shapes: no value is computed only for its length."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph.types import TensorType
from ..graph.variable import Apply
from ..ops.shapes.checked_length import CheckedLength
from ..ops.shapes.join import MakeVector
from ..ops.shapes.shape import Shape, ShapeI, known_lengths, shape_of
from ..ops.tensor_op import TensorOp, as_tensor, constant
from .engine import rule
from .indexing import known_length
from .match import as_dtype, number


@rule(on=Shape)
def shape_by_dimension(node: Apply) -> Any:
    """Shape()(x) -> stack(ShapeI(0)(x))"""
    return MakeVector("int64")(*shape_of(node.inputs[0]))


@rule(on=ShapeI)
def length_of_computed(node: Apply) -> Any:
    """ShapeI(0)(exp(x)) -> ShapeI(0)(x)

    Each Op gives the lengths of its outputs from those of its inputs.
    """
    x: Any = node.inputs[0]
    axis = node.op.axis
    if isinstance(x.type, TensorType) and x.type.broadcastable[axis]:
        return constant(np.int64(1))
    maker = x.owner
    if maker is None:
        known = known_lengths(x)[axis]  # for instance of a sampler's flat vector
        return None if known is None else constant(np.int64(known))
    lengths = _lengths_of_outputs(maker)
    own = None if lengths is None or x.index is None else lengths[x.index]
    if own is None:
        return None
    length = own[axis]
    if isinstance(length, int | np.integer):
        return constant(np.int64(length))
    return as_dtype(as_tensor(length), "int64")


def _lengths_of_outputs(maker: Apply) -> list[Any] | None:
    """Return lengths from the Op's own facet; a user's `infer_shape` that fails means that only the value tells."""
    known = [shape_of(v) if hasattr(v.type, "ndim") else None for v in maker.inputs]
    if isinstance(maker.op, TensorOp):
        return maker.op.compat_shapes(maker, known)
    try:
        return maker.op.compat_shapes(maker, known)
    except Exception:  # noqa: BLE001  (any error of the user's; legacy warned and went on)
        return None


@rule(on=CheckedLength)
def checked_length_that_is_known(node: Apply) -> Any:
    """CheckedLength(0)(w[1:4], int64(3)) -> w[1:4]"""
    x, length = node.inputs
    known = known_length(x, node.op.axis)
    return x if known is not None and number(length) == known else None


LENGTHS = (shape_by_dimension, length_of_computed, checked_length_that_is_known)
