"""Sums of exponentials, with the maximum subtracted first: log-sum-exp and softmax."""

from __future__ import annotations

from typing import Any

from ...graph.variable import Apply, Variable
from ...ops.elementwise.arithmetic import add, inv, mul, neg, sub, true_div
from ...ops.elementwise.comparison import isinf
from ...ops.elementwise.elemwise import Elemwise
from ...ops.elementwise.exponential import exp, log
from ...ops.elementwise.selection import maximum, switch
from ...ops.reductions.ops import Max, Sum, expand_like
from ...ops.shapes.shape import DimShuffle, dimshuffle
from ..engine import rule
from ..match import both_orders, entry_of, fit, literal, made_with, operand


def largest(x: Variable, axes: tuple[int, ...]) -> Any:
    """Return max(x) over `axes`, or 0 if it is infinite (as of an empty array): x - largest(x) is never inf - inf."""
    m = Max(None if axes == tuple(range(x.type.ndim)) else axes, of_nothing=True)(x)
    return switch(isinf(m), literal(0, m.type.dtype), m)


def less_largest(x: Variable, axes: tuple[int, ...] | None = None) -> Any:
    """Return x - largest(x) over `axes`, all by default."""
    axes = tuple(range(x.type.ndim)) if axes is None else axes
    m = largest(x, axes)
    return sub(x, expand_like(m, x, axes) if m.type.ndim else m)


def has_maximum_off(x: Variable, depth: int = 5) -> bool:
    """Return whether a maximum is among the terms of `x`: it is then already stable."""
    node = x.owner
    if node is None or depth == 0:
        return False
    if isinstance(node.op, Max) or entry_of(x) is maximum:
        return True
    if isinstance(node.op, DimShuffle):
        return has_maximum_off(node.inputs[0], depth - 1)
    if not isinstance(node.op, Elemwise) or node.op.scalar_op not in (add, sub, neg, switch):
        return False
    terms = node.inputs[1:] if node.op.scalar_op is switch else node.inputs
    return any(has_maximum_off(v, depth - 1) for v in terms)


def _sum_of_exp(variable: Variable) -> tuple[Apply, Any] | None:
    """Return (the node of the sum, x) if `variable` is Sum(exp(x)) with nothing subtracted."""
    total = made_with(variable, Sum)
    x = None if total is None else operand(total.inputs[0], exp)
    if total is None or x is None or x.type.ndim == 0 or x.type.dtype != variable.type.dtype or has_maximum_off(x):
        return None
    return total, x


def _shifted(total: Apply, x: Variable) -> tuple[Any, Any, Any]:
    """Return (exp(x - m), its sum, m) for the maximum m of x over the axes of `total`."""
    axes = total.op.axes(x.type.ndim)
    power = exp(less_largest(x, axes))
    return power, total.op(power), largest(x, axes)


@rule(real=True, on=log, x=(-30.0, 30.0), hard=(800.0, -800.0))
def log_sum_exp(node: Apply) -> Any:
    """log(Sum(None)(exp(x))) -> add(largest(x, (0,)), log(Sum(None)(exp(less_largest(x)))))

    The left side overflows above 709, and is -inf where all are below -745.
    """
    found = _sum_of_exp(node.inputs[0])
    if found is None:
        return None
    _, total, m = _shifted(*found)
    return fit(add(m, log(total)), node)


@rule(real=True, on=(mul, true_div), x=(-30.0, 30.0), hard=(800.0, -800.0))
def exponential_over_sum(node: Apply) -> Any:
    """mul(inv(Sum(None)(exp(x))), exp(x)) -> mul(inv(Sum(None)(exp(less_largest(x)))), exp(less_largest(x)))

    Softmax, and the gradients of log-sum-exp: inf / inf above 709. The sum may have other factors beside it.
    """
    if not node.outputs[0].type.dtype.startswith("float"):
        return None
    x, y = node.inputs
    pairs = ((x, y),) if node.op.scalar_op is true_div else both_orders(node)
    for power, other in pairs:
        if operand(power, exp) is None:
            continue
        found = _divisor(other, power, node.op.scalar_op is true_div)
        if found is None:
            continue
        total, exponent = found
        new_power, new_total, _ = _shifted(total, exponent)
        replaced = _with(other, total.outputs[0], new_total)
        return fit(node.op(*(new_power if v is power else replaced for v in node.inputs)), node)
    return None


def _divisor(variable: Variable, power: Variable, under: bool, depth: int = 6) -> Any:
    """Return (node, x) of the Sum(exp(x)) by which `variable` divides, if exp(x) is `power`."""
    node = variable.owner
    if node is None or depth == 0:
        return None
    if under and isinstance(node.op, Sum):
        return _sum_of_exp(variable) if node.inputs[0] is power else None
    if isinstance(node.op, DimShuffle):
        return _divisor(node.inputs[0], power, under, depth - 1)
    entry = entry_of(variable)
    if entry is inv:
        return _divisor(node.inputs[0], power, not under, depth - 1)
    if entry is true_div:
        return _divisor(node.inputs[0], power, under, depth - 1) or _divisor(
            node.inputs[1], power, not under, depth - 1
        )
    if entry is mul or entry is neg:
        for v in node.inputs:
            found = _divisor(v, power, under, depth - 1)
            if found is not None:
                return found
    return None


def _with(variable: Variable, old: Variable, new: Variable, depth: int = 7) -> Any:
    """Return `variable` with its divisor `old` replaced; the traversal is that of `_divisor`."""
    if variable is old:
        return new
    node = variable.owner
    if node is None or depth == 0:
        return variable
    if isinstance(node.op, DimShuffle):
        return dimshuffle(_with(node.inputs[0], old, new, depth - 1), node.op.new_order)
    if entry_of(variable) in (inv, true_div, mul, neg):
        inputs = [_with(v, old, new, depth - 1) for v in node.inputs]
        return variable if all(a is b for a, b in zip(inputs, node.inputs, strict=True)) else node.op(*inputs)
    return variable


SUMS = (log_sum_exp, exponential_over_sum)
