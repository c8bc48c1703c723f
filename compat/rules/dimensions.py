"""DimShuffle and Reshape: merged, removed if they do nothing, and moved out of arithmetic."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph.variable import Apply, Constant, Variable
from ..ops.elementwise.elemwise import Elemwise
from ..ops.elementwise.selection import second
from ..ops.known_values import element
from ..ops.shapes.creation import Alloc
from ..ops.shapes.equal_lengths import checked
from ..ops.shapes.join import MakeVector
from ..ops.shapes.shape import DimShuffle, Reshape, ShapeI, dimshuffle, elements_of
from ..ops.tensor_variable import Tensor
from .engine import rule
from .match import fit, made_by, made_with, number, one_value


@rule(on=DimShuffle)
def dimshuffle_of_dimshuffle(node: Apply) -> Any:
    """A.dimshuffle(1, 0).dimshuffle(1, "x", 0) -> A.dimshuffle(0, "x", 1)"""
    inner = made_with(node.inputs[0], DimShuffle)
    if inner is None:
        return None
    order = [d if d == "x" else inner.op.new_order[d] for d in node.op.new_order]
    return dimshuffle(inner.inputs[0], order)


@rule(on=DimShuffle)
def dimshuffle_of_same_order(node: Apply) -> Any:
    """DimShuffle((False, False), (0, 1))(A) -> A"""
    return node.inputs[0] if node.op.new_order == tuple(range(len(node.op.input_broadcastable))) else None


@rule(on=DimShuffle)
def dimshuffle_of_fill(node: Apply) -> Any:
    """second(x, s).dimshuffle("x", 0) -> second(x.dimshuffle("x", 0), s)

    Likewise of Alloc, whose lengths are permuted.
    """
    x, order = node.inputs[0], node.op.new_order
    filled = made_by(x, second)
    if filled is not None and filled[0].type.ndim == x.type.ndim and one_value(filled[1]):
        model, value = filled
        return fit(second(dimshuffle(model, order), dimshuffle(value, ())), node)
    spread = made_with(x, Alloc)
    if spread is not None and one_value(spread.inputs[0]):
        value, *lengths = spread.inputs
        return fit(Alloc()(dimshuffle(value, ()), *(np.int64(1) if d == "x" else lengths[d] for d in order)), node)
    return None


@rule(on=Elemwise)
def padding_is_implied(node: Apply) -> Any:
    """A.T + x.dimshuffle("x", 0) -> A.T + x

    Broadcasting pads on the left anyway. If all operands are padded, the padding moves to the result:
    exp(x.dimshuffle("x", 0)) -> exp(x).dimshuffle("x", 0).
    """
    changed, bare = False, []
    for v in node.inputs:
        inner = made_with(v, DimShuffle)
        if inner is not None and inner.op.new_order and inner.op.new_order[0] == "x":
            order = list(inner.op.new_order)
            while order and order[0] == "x":
                order.pop(0)
            v = dimshuffle(inner.inputs[0], order)
            changed = True
        bare.append(v)
    if not changed:
        return None
    result = node.op(*bare)
    if node.op.scalar_op is second and result.type.ndim < node.outputs[0].type.ndim:
        return None  # a fill keeps the dimensions of its model: see dimshuffle_of_fill
    return fit(result, node)


@rule(on=Elemwise)
def expansion_after_arithmetic(node: Apply) -> Any:
    """exp(x.dimshuffle(0, "x")) -> exp(x).dimshuffle(0, "x")

    All operands are expanded in the same way, or are single values: each element is then computed once.
    """
    order: Any = None
    bare = []
    if node.op.scalar_op is second:
        return None
    for v in node.inputs:
        inner = made_with(v, DimShuffle)
        if inner is not None and "x" in inner.op.new_order and not one_value(inner.inputs[0]):
            if order is not None and (inner.op.new_order, inner.op.input_broadcastable) != order:
                return None
            order = (inner.op.new_order, inner.op.input_broadcastable)
            bare.append(inner.inputs[0])
        elif v.type.ndim == 0:
            bare.append(v)
        else:
            return None
    if order is None or len([d for d in order[0] if d != "x"]) != len(order[1]):
        return None
    result = node.op(*bare)
    return dimshuffle(result, order[0]) if result.type.broadcastable == order[1] else None


@rule(on=Reshape)
def reshape_of_reshape(node: Apply) -> Any:
    """reshape(reshape(x, [5, 1]), [5]) -> reshape(x, [5])"""
    inner = made_with(node.inputs[0], Reshape)
    return None if inner is None else fit(node.op(inner.inputs[0], node.inputs[1]), node)


@rule(on=Reshape)
def reshape_to_own_shape(node: Apply) -> Any:
    """reshape(x, [5]) -> x

    A vector to a vector, or to lengths that are the operand's own. The given length of the vector is not checked, nor
    was it in legacy.
    """
    x, lengths = node.inputs
    if x.type != node.outputs[0].type:
        return None
    if x.type.ndim == 1:
        return x
    given = (
        elements_of(lengths, node.op.ndim) if isinstance(lengths, Constant) or made_with(lengths, MakeVector) else ()
    )
    if not given:
        return x if x.type.ndim == 0 else None
    own = sum(_is_length(g, x, d) for d, g in enumerate(given))
    free = sum(number(g) == -1 for g in given if number(g) is not None)
    return x if own == node.op.ndim or (own == node.op.ndim - 1 and free == 1) else None


def _is_length(length: Tensor, x: Variable, axis: int) -> bool:
    if x.type.broadcastable[axis]:
        return number(length) == 1
    maker = made_with(length, ShapeI)
    if maker is not None and maker.op.axis == axis and maker.inputs[0] is x:
        return True
    if x.owner is None:
        return False
    if isinstance(x.owner.op, Elemwise):
        return any(
            v.type.ndim == x.type.ndim and not v.type.broadcastable[axis] and _is_length(length, v, axis)
            for v in x.owner.inputs
            if v.owner is None
        )
    return False


@rule(on=Reshape)
def reshape_that_adds_ones(node: Apply) -> Any:
    """reshape(x, [-1, 1]) -> x.dimshuffle(0, "x")

    All but one of the given lengths are 1, and the operand is a vector or a single value. The remaining length is
    compared with the operand's if it is a number. A computed length is not: gradients of a reshape give the shape of
    its operand.
    """
    x, pattern = node.inputs[0], node.outputs[0].type.broadcastable
    kept = [d for d, one in enumerate(x.type.broadcastable) if not one]
    free = [d for d, one in enumerate(pattern) if not one]
    if len(kept) != len(free) or len(kept) > 1 or x.type.ndim == node.op.ndim == 1:
        return None
    order: list[Any] = ["x"] * node.op.ndim
    if kept:
        order[free[0]] = kept[0]
        length = element(node.inputs[1], free[0])
        if isinstance(length, Constant) and int(length.data) != -1:
            x = checked(x, kept[0], int(length.data))
    return dimshuffle(x, order)


@rule(on=Reshape)
def reshape_before_function(node: Apply) -> Any:
    """reshape(exp(x), [5, 1, 1]) -> exp(reshape(x, [5, 1, 1]))

    For one operand: the reshape then moves towards a leaf, where it is free.
    """
    maker = node.inputs[0].owner
    if maker is None or type(maker.op) is not Elemwise or maker.op.scalar_op.nin != 1:
        return None
    return fit(maker.op(node.op(maker.inputs[0], node.inputs[1])), node)


DIMENSIONS = (
    dimshuffle_of_dimshuffle,
    dimshuffle_of_same_order,
    dimshuffle_of_fill,
    padding_is_implied,
    expansion_after_arithmetic,
    reshape_of_reshape,
    reshape_to_own_shape,
    reshape_that_adds_ones,
    reshape_before_function,
)
