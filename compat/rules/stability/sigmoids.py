"""The logistic function, in all its spellings."""

from __future__ import annotations

from typing import Any

from ...graph.variable import Apply, Variable
from ...ops.elementwise.arithmetic import add, inv, mul, neg, sqr, sub, true_div
from ...ops.elementwise.comparison import eq, ge, gt, le, lt, neq
from ...ops.elementwise.exponential import exp, sigmoid
from ..cancelling import factors_of, product_of
from ..engine import rule
from ..match import as_dtype, either_order, entry_of, filled, fit, is_constant, literal, made_by, operand
from ..signs_known import opposite


def _one_plus_exp(variable: Variable) -> Any:
    """Return u if `variable` is 1 + exp(u)."""
    for one, power in either_order(variable, add):
        if is_constant(one, 1) and (u := operand(power, exp)) is not None:
            return u
    return None


@rule(real=True, on=true_div, x=(-30.0, 30.0), hard=(800.0,))
def quotient_by_one_plus_exp(node: Apply) -> Any:
    """true_div(exp(x), add(1.0, exp(x))) -> sigmoid(x)

    The left side is NaN above x = 709. Also y / (1 + exp(x)) -> y * sigmoid(-x), also within a square or beside other
    factors.
    """
    above, below = node.inputs
    dtype = node.outputs[0].type.dtype
    if not dtype.startswith("float") or below.type.dtype != dtype:
        return None
    u = _one_plus_exp(below)
    if u is not None:
        rest = _without_factor(above, u)
        if rest is not None:
            return filled(sigmoid(u) if rest == "1" else mul(rest, sigmoid(u)), node)
        return filled(mul(as_dtype(above, dtype), sigmoid(neg(u))), node)
    inner = operand(below, sqr)
    u = None if inner is None else _one_plus_exp(inner)
    if u is not None:
        rest = _without_factor(above, u)
        if rest is not None:
            density = mul(sigmoid(u), sigmoid(neg(u)))
            return filled(density if rest == "1" else mul(rest, density), node)
        return filled(mul(as_dtype(above, dtype), sqr(sigmoid(neg(u)))), node)
    for factor, other in either_order(below, mul):
        u = _one_plus_exp(factor)
        if u is not None:
            return fit(mul(true_div(as_dtype(above, dtype), other), sigmoid(neg(u))), node)
    return None


def _without_factor(product: Variable, u: Variable) -> Any:
    """Return `product` without its factor exp(u): "1" if nothing else is left, None if there is no such factor."""
    if operand(product, exp) is u:
        return "1"
    for factor, rest in either_order(product, mul):
        if operand(factor, exp) is u:
            return rest
    return None


@rule(real=True, on=inv, x=(-30.0, 30.0))
def inverse_of_one_plus_exp(node: Apply) -> Any:
    """inv(add(1.0, exp(x))) -> sigmoid(neg(x))

    This gains no accuracy, but the rules on sigmoids match it.
    """
    u = _one_plus_exp(node.inputs[0])
    return None if u is None else fit(sigmoid(neg(u)), node)


@rule(real=True, on=mul, x=(-30.0, 30.0), hard=(-800.0,))
def sigmoid_times_exp(node: Apply) -> Any:
    """mul(sigmoid(x), exp(neg(x))) -> sigmoid(neg(x))

    The left side is NaN below x = -745. Also sigmoid(x) * (1 + exp(-x)) -> 1, and both within a longer product: the
    gradient of 1 / (1 + exp(-x)) is sigmoid(x) * sigmoid(-x). Legacy: local_sigm_times_exp.
    """
    dtype = node.outputs[0].type.dtype
    if not dtype.startswith("float"):
        return None
    above, below = factors_of(node.outputs[0], dtype)
    for i, s in enumerate(above):
        x = operand(s, sigmoid)
        if x is None:
            continue
        for k, other in enumerate(above):
            u = operand(other, exp)
            plus = _one_plus_exp(other) if u is None else None
            exponent = plus if u is None else u
            if exponent is None or not opposite(exponent, x):
                continue
            rest = [f for j, f in enumerate(above) if j not in (i, k)]
            if u is not None:
                rest.append(sigmoid(u))
            rest.sort(key=lambda f: entry_of(f) not in (add, sub))  # a sum in front, as it may be distributed
            product = product_of(rest)
            product = literal(1, dtype) if product is None else product
            return filled(true_div(product, product_of(below)) if below else product, node)
    return None


@rule(real=True, on=(eq, neq, lt, gt, le, ge), x=(-30.0, 30.0))
def complement_beside_zero(node: Apply) -> Any:
    """gt(sub(1.0, sigmoid(x)), 0.0) -> gt(sigmoid(neg(x)), 0.0)

    The left side is false above x = 37. Where 1 - sigmoid(x) is a term of other sums it stays as it is, and then a
    log density was -inf in one function and finite in another (a count with the probability of a Beta).
    """
    left, right = node.inputs
    parts = made_by(left, sub)
    if not is_constant(right, 0) or parts is None or not is_constant(parts[0], 1):
        return None
    x = operand(parts[1], sigmoid)
    comparison = entry_of(node.outputs[0])
    return None if x is None or comparison is None else fit(comparison(sigmoid(neg(x)), right), node)


SIGMOIDS = (quotient_by_one_plus_exp, inverse_of_one_plus_exp, sigmoid_times_exp, complement_beside_zero)
