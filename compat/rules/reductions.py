"""Reductions: over everything, over repeated values, and of products with factors that can stay outside."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph.variable import Apply, Variable
from ..ops.elementwise.arithmetic import add, mul, neg, sub, true_div
from ..ops.elementwise.comparison import gt
from ..ops.elementwise.elemwise import Elemwise
from ..ops.elementwise.selection import minimum, second, switch
from ..ops.reductions.ops import All, Any_, Max, Min, Prod, Reduction, Sum
from ..ops.shapes.creation import Alloc
from ..ops.shapes.equal_lengths import checked, proven_length
from ..ops.shapes.shape import DimShuffle, ShapeI, dimshuffle, shape_of
from ..ops.tensor_variable import Tensor
from .engine import rule
from .match import (
    adds_dimensions,
    as_dtype,
    entry_of,
    fit,
    is_float,
    lengths_of_result,
    literal,
    made_by,
    made_with,
    number,
    one_value,
    operand,
    widened,
)


def _axes(node: Apply) -> tuple[int, ...]:
    return node.op.axes(node.inputs[0].type.ndim)


def again(node: Apply, x: Variable, axes: tuple[int, ...] | None = None) -> Any:
    """Return the same reduction of `x`, over the same axes counted from the right unless `axes` are given."""
    op = node.op
    if axes is None:
        shift = node.inputs[0].type.ndim - x.type.ndim
        axes = tuple(a - shift for a in _axes(node))
    full = axes == tuple(range(x.type.ndim))
    changes = {**op.__dict__, "axis": None if full else axes}
    return type(op)(**changes)(x)


@rule(on=Reduction)
def all_axes(node: Apply) -> Any:
    """Sum((0, 1))(A) -> Sum(None)(A)

    A reduction over all axes has one spelling.
    """
    if node.op.axis is not None and node.inputs[0].type.ndim and node.op.axis == tuple(range(node.inputs[0].type.ndim)):
        return again(node, node.inputs[0])
    return None


@rule(on=(Sum, Prod, Max, Min, All, Any_))
def over_single_elements(node: Apply) -> Any:
    """Sum((0,))(x.dimshuffle("x", 0)) -> x

    Axes of length 1 are removed, not reduced.
    """
    x, axes = node.inputs[0], _axes(node)
    ones = [a for a in axes if x.type.broadcastable[a]]
    if axes and not ones:
        return None
    if node.op.acc_dtype not in (None, x.type.dtype) or (node.op.dtype is not None and not is_float(node.outputs[0])):
        return None
    kept = [d for d in range(x.type.ndim) if d not in ones]
    squeezed = dimshuffle(x, kept)
    if len(ones) == len(axes):
        return as_dtype(squeezed, node.outputs[0].type.dtype)
    return again(node, squeezed, tuple(kept.index(a) for a in axes if a not in ones))


def _repeated(variable: Variable) -> Any:
    """Return the value that `variable` repeats over its shape (a fill or an Alloc), in its rank."""
    filled, spread = made_by(variable, second), made_with(variable, Alloc)
    if spread is not None and not all(map(_never_negative, spread.inputs[1:])):
        return None
    value = filled[1] if filled is not None else spread.inputs[0] if spread is not None else None
    if value is None:
        return None
    value = widened(value, variable.type)
    for axis, one in enumerate(value.type.broadcastable if spread is not None else ()):
        if not one:
            value = checked(value, axis, spread.inputs[1 + axis])  # type: ignore[union-attr]
    return value


def _never_negative(count: Any) -> bool:
    """Return whether `count` cannot be negative, where an Alloc raises: lengths, their sums, products and minima."""
    known, node = number(count), count.owner
    if known is not None:
        return bool(known >= 0)
    if (
        node is not None
        and isinstance(node.op, Elemwise)
        and (node.op.scalar_op in (add, mul, minimum) or node.op.scalar_op.name.startswith("cast_"))
    ):
        return all(map(_never_negative, node.inputs))
    return node is not None and isinstance(node.op, ShapeI)


def _respread(node: Apply, value: Tensor) -> Any:
    """Return `value`, which lacks repeated dimensions, broadcast to the shape of the output of `node`."""
    wanted = node.outputs[0].type
    value = as_dtype(value, wanted.dtype)
    if value.type.broadcastable == wanted.broadcastable:
        return value
    return fit(Alloc()(value, *lengths_of_result(node)), node)


@rule(on=Sum)
def sum_of_fill(node: Apply) -> Any:
    """Sum(None)(alloc(s, 3)) -> mul(3.0, s)

    If the length is 0, the sum is 0 even if s is infinite or NaN.
    """
    x, axes = node.inputs[0], _axes(node)
    value = _repeated(x)
    dtype = node.outputs[0].type.dtype
    if value is None or not dtype.startswith("float"):
        return None
    repeated = [a for a in axes if value.type.broadcastable[a] and not x.type.broadcastable[a]]
    if len(repeated) == 0:
        return None
    lengths = shape_of(x)
    count: Any = lengths[repeated[0]]
    for a in repeated[1:]:
        count = count * lengths[a]
    rest = dimshuffle(value, ()) if one_value(value) else again(node, value, axes)
    known = number(rest)
    total = mul(as_dtype(count, dtype), as_dtype(rest, dtype))
    finite = known is not None and bool(np.isfinite(known))
    if not finite and not all(proven_length(x, a) for a in repeated):  # 0 * inf would be NaN
        total = switch(gt(count, literal(0, "int64")), total, literal(0, dtype))
    return _respread(node, total)


@rule(on=Sum)
def sum_of_neg(node: Apply) -> Any:
    """Sum(None)(neg(x)) -> neg(Sum(None)(x))"""
    x = operand(node.inputs[0], neg)
    return None if x is None or not is_float(x) else fit(neg(again(node, x)), node)


@rule(on=Sum)
def factor_out_of_sum(node: Apply) -> Any:
    """Sum(None)(mul(s, x)) -> mul(s, Sum(None)(x))

    Any factor that does not vary along the axes; likewise divisors.
    """
    x, axes = node.inputs[0], _axes(node)
    entry = entry_of(x)
    if entry not in (mul, true_div) or not is_float(x):
        return None
    a, b = x.owner.inputs  # type: ignore[union-attr]
    for factor, rest in ((b, a),) if entry is true_div else ((a, b), (b, a)):
        if rest.type.dtype != x.type.dtype or adds_dimensions(factor, rest):
            continue
        factor = widened(factor, x.type)
        if all(factor.type.broadcastable[d] for d in axes):
            outside = dimshuffle(factor, [d for d in range(x.type.ndim) if d not in axes])
            if outside.type.ndim and one_value(outside):
                outside = dimshuffle(outside, ())
            total, outside = again(node, widened(rest, x.type)), as_dtype(outside, x.type.dtype)
            return fit(mul(outside, total) if entry is mul else true_div(total, outside), node)
    return None


@rule(on=Sum)
def term_out_of_sum(node: Apply) -> Any:
    """Sum(None)(add(s, sqr(x))) -> add(Sum(None)(second(sqr(x), s)), Sum(None)(sqr(x)))

    Unless the other term is itself a difference or an argument: in sum(y - mu) the terms cancel element by element, and
    would not afterwards.
    """
    x = node.inputs[0]
    entry = entry_of(x)
    if entry not in (add, sub) or not is_float(x):
        return None
    a, b = x.owner.inputs  # type: ignore[union-attr]
    for i, (term, rest) in enumerate(((a, b), (b, a))):
        if not one_value(term) or one_value(rest) or rest.type.dtype != x.type.dtype:
            continue
        if not isinstance(getattr(rest.owner, "op", None), Elemwise) or entry_of(rest) in (add, sub, neg):
            continue
        spread = again(node, second(rest, as_dtype(dimshuffle(term, ()), x.type.dtype)))
        total = again(node, rest)
        return fit(entry(*((spread, total) if i == 0 else (total, spread))), node)
    return None


@rule(on=Sum)
def choice_out_of_sum(node: Apply) -> Any:
    """Sum(None)(switch(p, x, s)) -> switch(p, Sum(None)(x), Sum(None)(second(x, s)))

    The condition is the same for all elements of the sum: the choice is made once, as for the bounds of log densities.
    """
    x, axes = node.inputs[0], _axes(node)
    parts = made_by(x, switch)
    if parts is None or not is_float(x) or parts[1].type != x.type or not one_value(parts[2]):
        return None
    p, y, z = parts
    p = widened(p, x.type)
    if not all(p.type.broadcastable[a] for a in axes):
        return None
    p = dimshuffle(p, [d for d in range(x.type.ndim) if d not in axes])
    z = as_dtype(dimshuffle(z, ()), x.type.dtype)
    if number(z) == 0:
        return fit(switch(p, again(node, y), literal(0, node.outputs[0].type.dtype)), node)
    return fit(switch(p, again(node, y), again(node, second(y, z))), node)


@rule(on=Sum)
def count_of_mask(node: Apply) -> Any:
    """Sum(None)(switch(lt(x, y), 1.0, 0.0)) -> Sum(None)(cast(lt(x, y), "float64"))

    A single value s in place of 1 is multiplied by that count n, which several such sums share; for n = 0 the result is
    0 even if s is infinite.
    """
    x = node.inputs[0]
    parts = made_by(x, switch)
    if parts is None or not is_float(x) or node.op.axis is not None:
        return None
    condition, y, z = parts
    if (
        condition.type.dtype != "bool"
        or condition.type.broadcastable != x.type.broadcastable
        or number(z) != 0
        or not one_value(y)
        or not x.type.ndim
    ):
        return None
    dtype = node.outputs[0].type.dtype
    n = again(node, as_dtype(condition, x.type.dtype))
    value = as_dtype(dimshuffle(y, ()), dtype)
    if number(value) == 1:
        return fit(n, node)
    return fit(switch(gt(n, literal(0, dtype)), mul(value, n), literal(0, dtype)), node)


@rule(on=(Sum, Max, Min))
def reduction_of_reduction(node: Apply) -> Any:
    """Sum((0,))(Sum((1,))(A)) -> Sum(None)(A)"""
    inner = made_with(node.inputs[0], type(node.op))
    if (
        inner is None
        or inner.op.dtype != node.op.dtype
        or inner.op.acc_dtype != node.op.acc_dtype
        or inner.outputs[0].type.dtype != inner.inputs[0].type.dtype
    ):
        return None
    x, gone = inner.inputs[0], _axes(inner)
    left = [d for d in range(x.type.ndim) if d not in gone]
    return fit(again(node, x, tuple(sorted({*gone, *(left[a] for a in _axes(node))}))), node)


@rule(on=(Sum, Prod, Max, Min, All, Any_))
def reduction_of_dimshuffle(node: Apply) -> Any:
    """Sum((0,))(A.dimshuffle(1, 0)) -> Sum((1,))(A)"""
    inner = made_with(node.inputs[0], DimShuffle)
    if inner is None:
        return None
    x, order, axes = inner.inputs[0], inner.op.new_order, _axes(node)
    if (
        not x.type.ndim or any(order[a] == "x" for a in axes) or any(d not in order for d in range(x.type.ndim))
    ):  # the other rules come first
        return None
    reduced = tuple(sorted(order[a] for a in axes))
    left = [d for d in range(x.type.ndim) if d not in reduced]
    kept = ["x" if d == "x" else left.index(d) for i, d in enumerate(order) if i not in axes]
    return fit(dimshuffle(again(node, x, reduced), kept), node)


TOTALS = (
    all_axes,
    over_single_elements,
    sum_of_fill,
    sum_of_neg,
    factor_out_of_sum,
    choice_out_of_sum,
    count_of_mask,
    term_out_of_sum,
    reduction_of_reduction,
    reduction_of_dimshuffle,
)
