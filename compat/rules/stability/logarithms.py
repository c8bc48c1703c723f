"""Logarithms and exponentials near points where they lose digits or overflow."""

from __future__ import annotations

from typing import Any

from ...graph.variable import Apply
from ...ops.elementwise.arithmetic import abs_, add, inv, neg, sqr, sub
from ...ops.elementwise.comparison import eq
from ...ops.elementwise.exponential import exp, expm1, log, log1p, sigmoid, softplus, sqrt
from ...ops.elementwise.selection import maximum, switch
from ..engine import rule
from ..match import as_dtype, either_order, fit, is_constant, literal, made_by, operand
from ..signs_known import log_in_parts, not_below_zero
from .sums import has_maximum_off


@rule(real=True, on=log, x=(-30.0, 30.0), hard=(-40.0, 800.0))
def log_one_plus_exp(node: Apply) -> Any:
    """log(add(1.0, exp(x))) -> softplus(x)

    In float64 the left side is 0 below x = -37 and inf above x = 709.
    """
    for one, power in either_order(node.inputs[0], add):
        if is_constant(one, 1) and (x := operand(power, exp)) is not None:
            return fit(softplus(x), node)
    return None


@rule(real=True, on=log1p, x=(-30.0, 30.0), hard=(800.0,))
def log1p_of_exp(node: Apply) -> Any:
    """log1p(exp(x)) -> softplus(x)

    The left side is inf above x = 709.
    """
    x = operand(node.inputs[0], exp)
    return None if x is None else fit(softplus(x), node)


@rule(real=True, on=log1p, x=(-5.0, 20.0), hard=(40.0,))
def log1p_of_minus_sigmoid(node: Apply) -> Any:
    """log1p(neg(sigmoid(x))) -> neg(softplus(x))

    The left side is -inf above x = 37.
    """
    inner = operand(node.inputs[0], neg)
    x = None if inner is None else operand(inner, sigmoid)
    return None if x is None else fit(neg(softplus(x)), node)


@rule(real=True, on=log, x=(0.1, 5.0), hard=(1e-12, -1e-12))
def log_one_plus(node: Apply) -> Any:
    """log(add(1.0, x)) -> log1p(x)

    The left side keeps 4 digits of x = 1e-12, log1p all.
    """
    for one, x in either_order(node.inputs[0], add):
        if is_constant(one, 1):
            return fit(log1p(as_dtype(x, node.outputs[0].type.dtype)), node)
    return None


@rule(real=True, on=log, x=(0.1, 0.9), hard=(1e-12,))
def log_one_minus(node: Apply) -> Any:
    """log(sub(1.0, x)) -> log1p(neg(x))"""
    parts = made_by(node.inputs[0], sub)
    if parts is None or not is_constant(parts[0], 1):
        return None
    return fit(log1p(neg(as_dtype(parts[1], node.outputs[0].type.dtype))), node)


@rule(real=True, on=add, x=(-5.0, 5.0), hard=(1e-12,))
def exp_minus_one(node: Apply) -> Any:
    """add(-1.0, exp(x)) -> expm1(x)

    The left side keeps 4 digits at x = 1e-12. sub(exp(x), 1) has this form.
    """
    for one, power in either_order(node.outputs[0], add):
        if is_constant(one, -1) and (x := operand(power, exp)) is not None:
            return fit(expm1(x), node)
    return None


@rule(real=True, on=sub, x=(-5.0, 5.0), hard=(1e-12,))
def one_minus_exp(node: Apply) -> Any:
    """sub(1.0, exp(x)) -> neg(expm1(x))"""
    one, power = node.inputs
    x = operand(power, exp)
    return fit(neg(expm1(x)), node) if x is not None and is_constant(one, 1) else None


@rule(real=True, on=log, x=(-5.0, 5.0), hard=(-800.0, 800.0))
def log_of_exponential(node: Apply) -> Any:
    """log(exp(x)) -> x

    Also of products, quotients and powers that contain an exponential or a sigmoid: log(exp(x) * y) is x + log(y),
    log(sigmoid(x)) is -softplus(-x), log(1 - sigmoid(x)) is -softplus(x), log(exp(x) / z) is x - log(z).
    """
    parts = log_in_parts(node.inputs[0])
    if parts is None:
        return None
    e, rest = parts
    return fit(e if rest is None else add(e, log(as_dtype(rest, node.outputs[0].type.dtype))), node)


@rule(real=True, on=log, x=(-30.0, 30.0), y=(-30.0, 30.0), hard=((800.0, 799.0), (-800.0, -800.5), (800.0, -800.0)))
def log_of_two_exponentials(node: Apply) -> Any:
    """log(add(exp(x), exp(y))) -> add(maximum(x, y), log1p(exp(neg(switch(eq(x, y), 0.0, abs_(sub(x, y)))))))

    The left side overflows above 709 and is -inf below -745. The difference of two equal infinities is 0 here.
    """
    parts = made_by(node.inputs[0], add)
    if parts is None:
        return None
    x, y = (operand(v, exp) for v in parts)
    if x is None or y is None or has_maximum_off(x) or has_maximum_off(y):
        return None
    distance = switch(eq(x, y), literal(0, node.outputs[0].type.dtype), abs_(sub(x, y)))
    return fit(add(maximum(x, y), log1p(exp(neg(distance)))), node)


@rule(real=True, on=sqrt, x=(-5.0, 5.0), hard=(1e-200, 1e200))
def root_of_square(node: Apply) -> Any:
    """sqrt(sqr(x)) -> abs_(x)

    The square underflows below 1e-162 and overflows above 1e154.
    """
    x = operand(node.inputs[0], sqr)
    return None if x is None or not x.type.dtype.startswith("float") else fit(abs_(x), node)


@rule(real=True, on=sqr, x=(0.1, 5.0))
def square_of_root(node: Apply) -> Any:
    """sqr(sqrt(exp(x))) -> exp(x)

    For values that are not negative by construction: elsewhere the left side is NaN.
    """
    x = operand(node.inputs[0], sqrt)
    return fit(x, node) if x is not None and not_below_zero(x) else None


@rule(real=True, on=abs_, x=(-5.0, 5.0))
def abs_of_positive(node: Apply) -> Any:
    """abs_(exp(x)) -> exp(x)"""
    x = node.inputs[0]
    return x if x.type.dtype.startswith("float") and not_below_zero(x) else None


@rule(real=True, on=log, x=(0.1, 5.0), hard=(1e-310,))
def log_of_inverse(node: Apply) -> Any:
    """log(inv(x)) -> neg(log(x))

    The inverse of a number below 6e-309 is inf.
    """
    x = operand(node.inputs[0], inv)
    return None if x is None else fit(neg(log(as_dtype(x, node.outputs[0].type.dtype))), node)


LOGARITHMS = (
    log_one_plus_exp,
    log1p_of_exp,
    log1p_of_minus_sigmoid,
    log_of_exponential,
    log_of_inverse,
    log_of_two_exponentials,
    log_one_plus,
    log_one_minus,
    exp_minus_one,
    one_minus_exp,
    root_of_square,
    square_of_root,
    abs_of_positive,
)
# Of these the gradient of the left side is 0 / 0, or 0 times infinity, where that of the right side has a value.
LOGARITHMS_BEFORE_GRADIENT = (log1p_of_exp, log1p_of_minus_sigmoid, log_of_exponential, abs_of_positive)
