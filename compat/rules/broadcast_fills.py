"""`second(x, y)` broadcasts y to the shape of x: gradients make many, and nearly all can be removed."""

from __future__ import annotations

from typing import Any

from ..graph.op import Op
from ..graph.variable import Apply, Variable
from ..ops.elementwise.cast import cast
from ..ops.elementwise.elemwise import Elemwise
from ..ops.elementwise.selection import maximum, second
from ..ops.indexing.advanced_subtensor import AdvancedIncSubtensor, AdvancedSubtensor
from ..ops.indexing.subtensor import IncSubtensor
from ..ops.reductions.ops import Reduction
from ..ops.shapes.creation import Alloc, ARange
from ..ops.shapes.equal_lengths import checked, has_length
from ..ops.shapes.join import Join
from ..ops.shapes.shape import shape_of
from ..ops.tensor_op import TensorOp
from .engine import rule
from .match import adds_dimensions, fit, is_constant, made_by


@rule(on=second)
def fill_that_adds_nothing(node: Apply) -> Any:
    """second(x, y) -> y

    y has length 1 only where x has. That x and y agree in length is not checked, nor was it in legacy.
    """
    y = node.inputs[1]
    return y if y.type == node.outputs[0].type else None


@rule(on=second)
def fill_of_fill(node: Apply) -> Any:
    """second(x, second(y, s)) -> second(x, s)"""
    x, y = node.inputs
    inner = made_by(y, second)
    if inner is None or x.type.broadcastable != node.outputs[0].type.broadcastable:
        return None
    return second(x, inner[1])


@rule(on=second, s=(2.0, 2.0))
def fill_like_range_of_floats(node: Apply) -> Any:
    """second(arange(s), t) -> alloc(t, maximum(cast_int64(s), 0))

    If s is not an integer, the range has one element more. Legacy truncated s, so that expressions which add up such
    zeros (`concatenate([arange(s) * 0, arange(total - s)])`) have the length that models expect.
    """
    x, y = node.inputs
    maker = x.owner
    if maker is None or not isinstance(maker.op, ARange) or x.type.broadcastable != node.outputs[0].type.broadcastable:
        return None
    start, stop, step = maker.inputs
    if not (is_constant(start, 0) and is_constant(step, 1)) or not stop.type.dtype.startswith("float"):
        return None
    return fit(Alloc()(y, maximum(cast(stop, "int64"), 0)), node)


@rule(on=second)
def fill_like_computed(node: Apply) -> Any:
    """second(exp(x), s) -> second(x, s)

    Nothing is computed only for its shape, which is that of operands.
    """
    x, y = node.inputs
    maker = x.owner
    if maker is None:
        return None
    op = maker.op
    if isinstance(op, Elemwise):
        models = [v for v in maker.inputs if v.type.broadcastable == x.type.broadcastable]
        if models:
            return second(min(models, key=_distance), y)
        result = y
        for model in maker.inputs:
            if adds_dimensions(model, result):
                result = second(model, result)
        return fit(result, node)
    if isinstance(op, IncSubtensor | AdvancedIncSubtensor):
        return second(maker.inputs[0], y)
    if isinstance(op, AdvancedSubtensor) and len(maker.inputs) == 2:
        index = maker.inputs[1]
        if x.type.broadcastable == index.type.broadcastable:
            return second(index, y)
    computed = isinstance(op, TensorOp) and (isinstance(op, Alloc | Join | Reduction) or not _is_view(op))
    if (
        computed
        and x.type.broadcastable == node.outputs[0].type.broadcastable
        and op.compat_shapes(maker, [_lengths(v) for v in maker.inputs]) is not None
    ):
        return fit(Alloc()(y, *shape_of(x)), node)
    return None


def _distance(variable: Variable) -> int:
    """Return 0 for leaves, 1 for views, 2 for computed variables."""
    return 0 if variable.owner is None else 1 if _is_view(variable.owner.op) else 2


def _is_view(op: Op) -> bool:
    return type(op).__name__ in ("Subtensor", "DimShuffle", "Reshape", "Rebroadcast")


def _lengths(variable: Variable) -> Any:
    return shape_of(variable) if hasattr(variable.type, "ndim") else None


@rule(on=Elemwise)
def fills_sink(node: Apply) -> Any:
    """exp(second(x, s)) -> second(x, exp(s))

    The function is applied before broadcasting; the fill is removed if another operand has the shape.
    """
    if node.op.scalar_op is second or not any(_spread(v) is not None for v in node.inputs):
        return None
    wanted = node.outputs[0].type.broadcastable
    bare: list[Any] = []
    makers: list[Any] = []
    for v in node.inputs:
        while (found := _spread(v)) is not None:
            makers.append(v.owner)
            v = found
        bare.append(v)
    for maker in makers:
        if isinstance(maker.op, Alloc):
            bare = _compared(bare, maker)
    result = node.op(*bare)
    for maker in makers:
        if result.type.broadcastable == wanted:
            break
        spread = maker.outputs[0]
        if adds_dimensions(spread, result):
            result = second(maker.inputs[0], result) if isinstance(maker.op, Elemwise) else _like_alloc(maker, result)
    return fit(result, node)


def _compared(operands: list[Any], maker: Apply) -> list[Any]:
    """Return `operands` of arithmetic with an Alloc, with length checks that outlive the Alloc."""
    result = list(operands)
    pattern = maker.outputs[0].type.broadcastable
    for back, length in enumerate(reversed(maker.inputs[1:]), 1):
        at = [k for k, v in enumerate(result) if v.type.ndim >= back and not v.type.broadcastable[-back]]
        if at and not pattern[-back]:
            k = at[0]
            result[k] = checked(result[k], result[k].type.ndim - back, length)
    return result


def _like_alloc(maker: Apply, value: Variable) -> Any:
    """Return `value` broadcast as `maker` does; as `second`, if Alloc does not take its rank or a length."""
    out = maker.outputs[0].type
    if value.type.ndim <= out.ndim and all(
        b or not o for b, o in zip(value.type.broadcastable[::-1], out.broadcastable[::-1], strict=False)
    ):
        return Alloc()(value, *maker.inputs[1:])
    return second(maker.outputs[0], value)


def _spread(variable: Variable) -> Any:
    """Return the variable that `variable` repeats, if it is a fill or an Alloc."""
    node = variable.owner
    if node is None:
        return None
    if isinstance(node.op, Elemwise):
        return node.inputs[1] if node.op.scalar_op is second else None
    return node.inputs[0] if type(node.op) is Alloc else None


@rule(on=Alloc)
def alloc_of_same(node: Apply) -> Any:
    """alloc(x, ShapeI(0)(x)) -> x

    Also if the value is itself broadcast: alloc(second(y, s), n) -> alloc(s, n), by an Alloc of the same lengths.
    """
    value = node.inputs[0]
    if value.type == node.outputs[0].type and all(
        length is own or (a is not None and a.op == b.op and a.inputs[0] is b.inputs[0])
        for length, own in zip(node.inputs[1:], shape_of(value), strict=True)
        for a, b in ((length.owner, own.owner),)
        if own.owner is not None
    ):
        return value
    inner = _spread(value)
    lengths = node.inputs[len(node.inputs) - value.type.ndim :]
    if inner is not None and (
        isinstance(value.owner.op, Elemwise)  # type: ignore[union-attr]
        or all(b or has_length(value, a, lengths[a]) for a, b in enumerate(value.type.broadcastable))
    ):
        return fit(node.op(inner, *node.inputs[1:]), node)
    return None


FILLS = (fill_that_adds_nothing, fill_of_fill, fill_like_range_of_floats, fill_like_computed, fills_sink, alloc_of_same)
