"""Conditions, comparisons, extremes and casts whose result is known at compile time."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph.dtypes import upcast
from ..graph.variable import Apply
from ..ops.elementwise.arithmetic import add, inv, mul, sqr
from ..ops.elementwise.bitwise import and_, invert, or_
from ..ops.elementwise.cast import CASTS
from ..ops.elementwise.comparison import eq, ge, gt, le, lt, neq
from ..ops.elementwise.exponential import exp, sigmoid, softplus, sqrt
from ..ops.elementwise.selection import clip, maximum, minimum, switch
from ..ops.shapes.shape import ShapeI
from ..ops.tensor_op import scalar_function
from ..ops.tensor_variable import Tensor
from .engine import rule
from .match import (
    as_dtype,
    both_orders,
    filled,
    fit,
    is_cast,
    is_discrete,
    is_float,
    literal,
    made_by,
    made_with,
    number,
    one_value,
    operand,
)
from .signs_known import not_below_zero


@rule(on=switch)
def choice_already_made(node: Apply) -> Any:
    """switch(True, x, y) -> x

    And switch(p, x, x) -> x, also for equal numbers of two dtypes.
    """
    condition, x, y = node.inputs
    value = number(condition)
    if value is not None:
        return filled(x if value else y, node)
    a, b = number(x), number(y)
    equal = a is not None and b is not None and bool(a == b) and _sign(a) == _sign(b)
    return filled(x, node) if x is y or equal else None


def _sign(value: np.generic) -> bool:
    return bool(np.signbit(np.float64(np.real(value))))


@rule(on=switch)
def single_condition_outside(node: Apply) -> Any:
    """switch(and_(p, lt(x, y)), x, 0.0) -> switch(p, switch(lt(x, y), x, 0.0), 0.0)

    p is a single value, so the outer choice is made once.
    """
    condition, x, y = node.inputs
    if one_value(condition) or condition.type.dtype != "bool" or number(y) is None:
        return None
    for p, rest in _orders(made_by(condition, and_)):
        if one_value(p) and not one_value(rest):
            return fit(switch(p, switch(rest, x, y), y), node)
    return None


def _orders(pair: list[Tensor] | None) -> Any:
    return () if pair is None else ((pair[0], pair[1]), (pair[1], pair[0]))


@rule(on=switch)
def choice_within_choice(node: Apply) -> Any:
    """switch(p, switch(p, x, y), 0.0) -> switch(p, x, 0.0)"""
    condition, x, y = node.inputs
    inner = made_by(x, switch)
    if inner is not None and inner[0] is condition:
        return fit(switch(condition, inner[1], y), node)
    inner = made_by(y, switch)
    if inner is not None and inner[0] is condition:
        return fit(switch(condition, x, inner[2]), node)
    return None


@rule(on=and_)
def conjunction(node: Apply) -> Any:
    """and_(p, True) -> p"""
    if node.outputs[0].type.dtype != "bool":
        return None
    for known, p in both_orders(node):
        value = number(known)
        if value is not None:
            return filled(p if value else literal(False, "bool"), node)
    return node.inputs[0] if node.inputs[0] is node.inputs[1] else None


@rule(on=and_)
def repeated_condition(node: Apply) -> Any:
    """and_(and_(p, lt(x, y)), lt(x, y)) -> and_(p, lt(x, y))"""
    for parts, q in both_orders(node):
        if q.type.dtype == "bool" and any(q is part for part in made_by(parts, and_) or ()):
            return fit(parts, node)
    return None


@rule(on=or_)
def disjunction(node: Apply) -> Any:
    """or_(p, False) -> p"""
    if node.outputs[0].type.dtype != "bool":
        return None
    for known, p in both_orders(node):
        value = number(known)
        if value is not None:
            return filled(literal(True, "bool") if value else p, node)
    return node.inputs[0] if node.inputs[0] is node.inputs[1] else None


@rule(on=and_)
def single_condition_first(node: Apply) -> Any:
    """and_(and_(p, lt(x, y)), q) -> and_(and_(p, q), lt(x, y))"""
    if node.outputs[0].type.dtype != "bool":
        return None
    for a, b in both_orders(node):
        for p, rest in _orders(made_by(a, and_)):
            if not one_value(p) or one_value(rest):
                continue
            return fit(and_(and_(p, b), rest) if one_value(b) else and_(p, and_(rest, b)), node)
    return None


_OPPOSITE = {lt: ge, ge: lt, gt: le, le: gt, eq: neq, neq: eq}


@rule(on=invert)
def opposite(node: Apply) -> Any:
    """invert(eq(x, y)) -> neq(x, y)

    Orders of integers too, but not of floats, where NaN fails both.
    """
    x = node.inputs[0]
    inner = operand(x, invert)
    if inner is not None:
        return inner
    comparison = scalar_function(x.owner)
    other = None if comparison is None else _OPPOSITE.get(comparison)
    if other is None or not (comparison in (eq, neq) or all(map(is_discrete, x.owner.inputs))):  # type: ignore[union-attr]
        return None
    return other(*x.owner.inputs)  # type: ignore[union-attr]


@rule(on=(eq, neq, lt, gt, le, ge))
def compared_with_length(node: Apply) -> Any:
    """ge(ShapeI(0)(x), 0) -> True

    A length, or a sum or product of lengths, is not negative.
    """
    entry = node.op.scalar_op
    for a, b, swapped in ((*node.inputs, False), (*node.inputs[::-1], True)):
        value = number(b)
        if value is None or not not_negative(a):
            continue
        if swapped:
            entry = {lt: gt, gt: lt, le: ge, ge: le}.get(entry, entry)
        if value < 0:
            return filled(literal(entry in (neq, gt, ge), "bool"), node)
        if value == 0 and entry in (ge, lt):
            return filled(literal(entry is ge, "bool"), node)
        return None
    return None


def not_negative(variable: Any, depth: int = 4) -> bool:
    """Return whether an integer cannot be negative: lengths, and expressions of them."""
    value = number(variable)
    if value is not None:
        return bool(value >= 0)
    if variable.type.dtype.startswith("uint") or made_with(variable, ShapeI) is not None:
        return True
    node = variable.owner
    if depth == 0 or node is None or variable.type.dtype != "int64":
        return False
    entry = scalar_function(node)
    if entry in (add, mul, minimum):
        return all(not_negative(v, depth - 1) for v in node.inputs)
    return entry is maximum and any(not_negative(v, depth - 1) for v in node.inputs)


@rule(on=(maximum, minimum))
def extreme_of_same(node: Apply) -> Any:
    """maximum(x, x) -> x

    And of a length and 0: maximum(ShapeI(0)(x), 0) -> ShapeI(0)(x).
    """
    x, y = node.inputs
    if x is y:
        return x
    for a, b in both_orders(node):
        if number(b) == 0 and is_discrete(a) and not_negative(a):
            return filled(a if node.op.scalar_op is maximum else b, node)
    return None


@rule(on=clip)
def clipped_length(node: Apply) -> Any:
    """clip(ShapeI(0)(x), 0, ShapeI(0)(y)) -> minimum(ShapeI(0)(x), ShapeI(0)(y))

    The lower bound of 0 has no effect on a value that is not negative, unless the upper bound is negative.
    """
    x, low, high = node.inputs
    if number(low) == 0 and is_discrete(x) and not_negative(x) and not_negative(high):
        return fit(minimum(x, high), node)
    return None


@rule(on=(ge, le))
def outside_only_if_nan(node: Apply) -> Any:
    """ge(sigmoid(x), 0) -> eq(x, x)

    Likewise le(sigmoid(x), 1), and softplus, exp and sqr, which are not negative: only NaN fails.
    """
    inner, bound = node.inputs
    limit = number(bound)
    if limit is None or not inner.type.dtype.startswith("float"):
        return None
    below = node.op.scalar_op is le
    for row in (sigmoid,) if below else (sigmoid, softplus, exp, sqr):
        x = operand(inner, row)
        if x is not None and x.type.dtype == inner.type.dtype and (limit >= 1 if below else limit <= 0):
            return fit(eq(x, x), node)
    return None


@rule(on=gt)
def inverse_above_zero(node: Apply) -> Any:
    """gt(inv(sqrt(exp(x))), 0) -> lt(exp(x), inf)

    For values that are not negative: the inverse is 0 only where they are infinite, and NaN where they are NaN. A
    model's check of a standard deviation that is made of a precision has this form.
    """
    value, bound = node.inputs
    inside = operand(value, inv)
    if inside is None or number(bound) != 0 or not is_float(inside) or not not_below_zero(inside):
        return None
    root = operand(inside, sqrt)
    if root is not None and root.type.dtype == inside.type.dtype and not_below_zero(root):
        inside = root
    return fit(lt(inside, literal(np.inf, inside.type.dtype)), node)


@rule(on=tuple(CASTS.values()))
def cast_of_cast(node: Apply) -> Any:
    """cast(cast(p, "int8"), "float64") -> cast(p, "float64")

    The first cast must be exact; a cast to a variable's own dtype is removed.
    """
    x, target = node.inputs[0], node.outputs[0].type.dtype
    if x.type.dtype == target:
        return x
    if not is_cast(x):
        return None
    inner = x.owner.inputs[0]  # type: ignore[union-attr]
    lossless = np.dtype(x.type.dtype).kind != "b" and upcast(inner.type.dtype, x.type.dtype) == x.type.dtype
    if not lossless or (np.dtype(x.type.dtype).kind == "f" and inner.type.dtype in ("int64", "uint64")):
        return None
    return as_dtype(inner, target)


CHOICES = (
    choice_already_made,
    choice_within_choice,
    single_condition_outside,
    conjunction,
    repeated_condition,
    disjunction,
    single_condition_first,
    opposite,
    compared_with_length,
    extreme_of_same,
    clipped_length,
    outside_only_if_nan,
    inverse_above_zero,
    cast_of_cast,
)
