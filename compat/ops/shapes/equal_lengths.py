"""Proofs that two lengths are equal for all values, and run-time checks where there is none.

An elementwise function compares the lengths of its operands. A rule that decomposes a stack or an Alloc among them
keeps that comparison by `checked`, which adds an Op only if the lengths may differ. So does an index by a mask.
Operands that cancel are not compared, as in Theano (rules/match.py, `filled`).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph.types import TensorType
from ...graph.variable import Constant, Variable
from ..control.ifelse import IfElse
from ..elementwise.cast import CASTS
from ..elementwise.elemwise import Elemwise
from ..tensor_op import TensorOp, constant
from ..tensor_types import TensorLike
from .checked_length import CheckedLength, CheckedSteps
from .join import Join, JoinAlong
from .shape import DimShuffle, ShapeI, known_lengths, shape_of

_DEEPEST = 12  # depth of the search for a length's source; deeper lengths count as sources themselves
Sources = frozenset[Any]
_NONE: Sources = frozenset()
_CASTS = frozenset(map(id, CASTS.values()))


def sources(x: Variable, axis: int, depth: int = _DEEPEST) -> Sources:
    """Return the sources that the length of `x` along `axis` equals: numbers, lengths of leaves or nodes, values.

    Lengths with a common source are equal, provided that the nodes in between compare their own operands.
    """
    own = frozenset([(id(x), axis)])
    if not isinstance(x.type, TensorType):  # a sparse matrix, for example
        return own
    if x.type.broadcastable[axis]:
        return frozenset([1])
    if x.owner is None:
        number = _declared_length(x, axis)
        return own if number is None else own | {int(number)}
    return own if depth == 0 else own | _sources_of_result(x, axis, depth - 1)


def _declared_length(x: Variable, axis: int) -> Any:
    """Return the length of a leaf along `axis`; None if it is not known."""
    array = x.data if isinstance(x, Constant) else x.compat_annotation.array
    return known_lengths(x)[axis] if array is None else array.shape[axis]


def _sources_of_result(x: Any, axis: int, depth: int) -> Sources:
    """Return the sources of the length of `x` by the rules of its Op."""
    node = x.owner
    if isinstance(node.op, JoinAlong):
        node = node.op.with_axis(node) or node
    op = node.op
    if isinstance(op, Elemwise):
        return _NONE.union(*(sources(v, at, depth) for v, at in operands_along(x, axis)))
    if isinstance(op, DimShuffle):
        return sources(node.inputs[0], op.new_order[axis], depth)
    if isinstance(op, Join):
        parts = [sources(v, axis, depth) for v in node.inputs]
        return _sum_of(parts) if op.axis == axis else _NONE.union(*parts)
    if type(op) is IfElse:
        true, false = (sources(b[x.index], axis, depth) for b in op.branches(node.inputs))
        return true & false
    checked_input = sources(node.inputs[0], axis, depth) if isinstance(op, CheckedLength | CheckedSteps) else _NONE
    if not isinstance(op, TensorOp):
        return checked_input
    lengths = op.compat_shapes(node, [shape_of(v) if hasattr(v.type, "ndim") else None for v in node.inputs])
    if lengths is None or lengths[x.index] is None:
        return checked_input
    return checked_input | _sources_of_number(lengths[x.index][axis], depth)


def operands_along(x: Any, axis: int) -> list[tuple[Any, int]]:
    """Return pairs (operand, its dimension) for operands of an elementwise result with a length other than 1 there."""
    places = [(v, axis - (x.type.ndim - v.type.ndim)) for v in x.owner.inputs]
    return [(v, at) for v, at in places if at >= 0 and not v.type.broadcastable[at]]


def _sum_of(parts: list[Sources]) -> Sources:
    """Return the source of the length of a join of parts with these lengths."""
    numbers = [n for n in map(_number, parts) if n is not None]
    return frozenset([sum(numbers)]) if len(numbers) == len(parts) else _NONE


def _sources_of_number(length: Any, depth: int) -> Sources:
    if isinstance(length, int | np.integer):
        return frozenset([int(length)])
    while (
        length.owner is not None and isinstance(length.owner.op, Elemwise) and id(length.owner.op.scalar_op) in _CASTS
    ):
        length = length.owner.inputs[0]
    if isinstance(length, Constant):
        return frozenset([int(length.data)])
    if length.owner is not None and isinstance(length.owner.op, ShapeI):
        return sources(length.owner.inputs[0], length.owner.op.axis, depth)
    return frozenset([("value", id(length))])


def proven_length(x: Variable, axis: int) -> int | None:
    """Return the length of `x` along `axis` if it follows from constants and declarations."""
    return _number(sources(x, axis))


def _number(found: Sources) -> int | None:
    return next((s for s in found if isinstance(s, int)), None)


def has_length(x: Variable, axis: int, length: Variable | int) -> bool:
    """Return whether `x` is proven to have `length` (an int or an integer scalar) along `axis`."""
    return bool(_sources_of_number(length, _DEEPEST) & sources(x, axis))


def checked(x: Any, axis: int, length: Any, by_mask: bool = False) -> Any:
    """Return `x` with a run-time check that its length along `axis` is `length`.

    length: an int or an int64 scalar. The check raises ValueError, or IndexError if the length is that of a mask.
    """
    if has_length(x, axis, length):
        return x
    if isinstance(length, int):
        length = constant(np.int64(length))
    return CheckedLength(axis, by_mask)(x, length if length.type.dtype == "int64" else length.astype("int64"))


def checked_steps(x: TensorLike, steps: TensorLike) -> Any:
    """Return `x` with a run-time check, by ValueError, that a loop has at least one step.

    steps: their number, an int64 scalar.
    """
    if any(isinstance(s, int) and s > 0 for s in _sources_of_number(steps, _DEEPEST)):
        return x
    return CheckedSteps()(x, steps)
