"""Products and quotients: literals first, then factors of fewer dimensions; common factors are cancelled.

The order is by work: two single values are multiplied once, not once per element. Results may differ from the written
order in the last digit, as in legacy.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph.variable import Apply
from ..ops.elementwise.arithmetic import inv, mul, neg, sqr, true_div
from ..ops.elementwise.bitwise import and_
from .engine import rule
from .match import (
    as_dtype,
    both_orders,
    filled,
    fit,
    is_float,
    joint_rank,
    literal,
    made_by,
    number,
    one_value,
    operand,
    rank,
)


@rule(on=mul)
def single_value_first(node: Apply) -> Any:
    """mul(x, s) -> mul(s, x)"""
    x, y = node.inputs
    return mul(y, x) if rank(y) < rank(x) else None


@rule(on=mul)
def group_single_values(node: Apply) -> Any:
    """mul(s, mul(t, x)) -> mul(mul(s, t), x)

    Also mul(x, mul(s, y)) -> mul(s, mul(x, y)); and literals are grouped among single values.
    """
    dtype = node.outputs[0].type.dtype
    if dtype == "bool":
        return None
    for a, b in both_orders(node):
        inner = made_by(b, mul)
        if inner is None or b.type.dtype != dtype:
            continue
        t, y = inner
        low, middle, high = rank(t), rank(a), rank(y)
        if low >= max(high, 1) or middle > high:
            continue
        if low < middle == high:  # a * (t * y), where a costs as much as y: t moves outside
            if joint_rank(a, y) <= high:
                return fit(mul(t, mul(a, y)), node)
        elif low == middle == 0 or (middle < high and joint_rank(a, t) < high):
            return fit(mul(mul(as_dtype(a, dtype), as_dtype(t, dtype)), y), node)
    return None


@rule(on=true_div)
def divide_by_literal(node: Apply) -> Any:
    """true_div(x, 4.0) -> mul(0.25, x)

    Legacy also multiplied by the inverse, which may differ in the last digit.
    """
    dtype = node.outputs[0].type.dtype
    divisor = number(node.inputs[1])
    if divisor is None or not dtype.startswith("float") or not np.isfinite(divisor) or divisor == 0:
        return None
    with np.errstate(all="ignore"):
        inverse = np.asarray(1, dtype) / np.asarray(divisor, dtype)
    if not np.isfinite(inverse) or abs(inverse) < np.finfo(dtype).tiny:
        return None
    return filled(mul(literal(inverse, dtype), as_dtype(node.inputs[0], dtype)), node)


@rule(on=true_div)
def divide_by_single_value(node: Apply) -> Any:
    """true_div(x, s) -> mul(inv(s), x)

    Likewise any divisor with fewer dimensions than the operand.
    """
    x, s = node.inputs
    dtype = node.outputs[0].type.dtype
    if not 1 <= rank(s) < rank(x) or joint_rank(s, x) > rank(x) or not dtype.startswith("float"):
        return None
    return fit(mul(inv(as_dtype(s, dtype)), x), node)


@rule(on=mul)
def multiply_by_inverse(node: Apply) -> Any:
    """mul(x, inv(y)) -> true_div(x, y)

    Also mul(s, true_div(t, y)) -> true_div(mul(s, t), y), and mul(x, true_div(1, y)) -> true_div(x, y).
    """
    dtype = node.outputs[0].type.dtype
    if not dtype.startswith("float"):
        return None
    for x, quotient in both_orders(node):
        if quotient.type.dtype != dtype:
            continue
        y = operand(quotient, inv)
        if y is not None:
            if rank(x) <= rank(y):
                return fit(true_div(as_dtype(x, dtype), as_dtype(y, dtype)), node)
            continue
        parts = made_by(quotient, true_div)
        if parts is None:
            continue
        t, y = parts
        if rank(t) >= rank(y) or rank(x) > rank(y):
            continue
        if number(t) == 1 or (rank(x) < rank(y) and joint_rank(x, t) < rank(y)):
            return fit(true_div(mul(as_dtype(x, dtype), as_dtype(t, dtype)), y), node)
        if rank(x) == rank(y):
            return fit(mul(t, true_div(as_dtype(x, dtype), as_dtype(y, dtype))), node)
    return None


@rule(on=true_div)
def divide_product(node: Apply) -> Any:
    """true_div(mul(s, x), y) -> mul(s, true_div(x, y))

    And true_div(x, mul(s, y)) -> mul(inv(s), true_div(x, y)): single values move outside.
    """
    x, y = node.inputs
    dtype = node.outputs[0].type.dtype
    if not dtype.startswith("float"):
        return None
    above = made_by(x, mul)
    if above is not None and x.type.dtype == dtype and rank(above[0]) < rank(above[1]) and rank(above[1]) == rank(y):
        return fit(mul(above[0], true_div(as_dtype(above[1], dtype), as_dtype(y, dtype))), node)
    below = made_by(y, mul)
    if below is not None and y.type.dtype == dtype and rank(below[0]) < rank(below[1]):
        s, rest = below
        if number(s) == 0:
            return None
        return fit(
            true_div(true_div(as_dtype(x, dtype), as_dtype(s, dtype)), rest)
            if rank(x) < rank(rest)
            else mul(true_div(literal(1, dtype), as_dtype(s, dtype)), true_div(x, rest)),
            node,
        )
    return None


@rule(on=true_div)
def divide_by_quotient(node: Apply) -> Any:
    """true_div(x, true_div(y, z)) -> true_div(mul(x, z), y)

    Also true_div(x, inv(y)) -> mul(x, y), and true_div(true_div(x, y), z) -> true_div(x, mul(y, z)).
    """
    x, y = node.inputs
    dtype = node.outputs[0].type.dtype
    if not dtype.startswith("float"):
        return None
    inner = operand(y, inv)
    if inner is not None and y.type.dtype == dtype:
        return fit(mul(as_dtype(x, dtype), as_dtype(inner, dtype)), node)
    parts = made_by(y, true_div)
    if parts is not None and y.type.dtype == dtype:
        return fit(true_div(mul(as_dtype(x, dtype), as_dtype(parts[1], dtype)), as_dtype(parts[0], dtype)), node)
    parts = made_by(x, true_div)
    if parts is not None and x.type.dtype == dtype and rank(y) == rank(parts[1]):
        return fit(true_div(parts[0], mul(as_dtype(parts[1], dtype), as_dtype(y, dtype))), node)
    return None


@rule(on=inv)
def inverse_of_quotient(node: Apply) -> Any:
    """inv(true_div(x, y)) -> true_div(y, x)"""
    parts = made_by(node.inputs[0], true_div)
    if parts is None or node.inputs[0].type.dtype != node.outputs[0].type.dtype:
        return None
    return fit(true_div(parts[1], parts[0]), node)


@rule(on=true_div)
def one_divided(node: Apply) -> Any:
    """true_div(1.0, s) -> inv(s)

    For single values only: the rules on quotients know true_div(1, x) of arrays.
    """
    x, y = node.inputs
    dtype = node.outputs[0].type.dtype
    if number(x) != 1 or not one_value(y) or not is_float(node.outputs[0]):
        return None
    return filled(inv(as_dtype(y, dtype)), node)


@rule(on=mul)
def sign_of_product(node: Apply) -> Any:
    """mul(neg(x), y) -> neg(mul(x, y))

    A literal absorbs the sign: mul(2.0, neg(x)) -> mul(-2.0, x). A single value keeps its sign.
    """
    for a, b in both_orders(node):
        x = operand(a, neg)
        if x is None:
            continue
        c = number(b)
        if c is not None and node.outputs[0].type.dtype.startswith("float"):
            return filled(mul(literal(-c.astype("float64"), node.outputs[0].type.dtype), x), node)
        if a.type.dtype == node.outputs[0].type.dtype and rank(a) >= rank(b):
            return fit(neg(mul(x, b)), node)
    return None


@rule(on=true_div)
def sign_of_quotient(node: Apply) -> Any:
    """true_div(neg(x), y) -> neg(true_div(x, y))"""
    if not is_float(node.outputs[0]):
        return None
    x, y = node.inputs
    above, below = operand(x, neg), operand(y, neg)
    if above is not None and x.type.dtype == node.outputs[0].type.dtype and rank(x) >= rank(y):
        return fit(neg(true_div(above, y)), node)
    if below is not None and y.type.dtype == node.outputs[0].type.dtype:
        return fit(neg(true_div(x, below)), node)
    return None


@rule(on=neg)
def sign_into_single_value(node: Apply) -> Any:
    """neg(mul(s, x)) -> mul(neg(s), x)

    Likewise of quotients s / x: the sign is changed once, not once per element.
    """
    product = node.inputs[0]
    if not is_float(product):
        return None
    for row in (mul, true_div):
        parts = made_by(product, row)
        if parts is not None and parts[0].type.dtype == product.type.dtype and rank(parts[0]) < max(rank(parts[1]), 1):
            return fit(row(neg(parts[0]), parts[1]), node)
    return None


@rule(on=mul)
def product_of_bools(node: Apply) -> Any:
    """mul(lt(x, y), lt(y, z)) -> and_(lt(x, y), lt(y, z))"""
    return and_(*node.inputs) if node.outputs[0].type.dtype == "bool" else None


@rule(on=mul)
def product_with_itself(node: Apply) -> Any:
    """mul(x, x) -> sqr(x)"""
    x, y = node.inputs
    return sqr(x) if x is y and x.type.dtype != "bool" else None


PRODUCTS = (
    product_of_bools,
    single_value_first,
    sign_of_product,
    group_single_values,
    product_with_itself,
    multiply_by_inverse,
    divide_by_literal,
    divide_by_single_value,
    divide_product,
    divide_by_quotient,
    inverse_of_quotient,
    one_divided,
    sign_of_quotient,
    sign_into_single_value,
)
