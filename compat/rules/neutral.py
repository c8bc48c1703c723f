"""Neutral and absorbing elements, and functions that are their own inverse."""

from __future__ import annotations

from typing import Any

from ..graph.variable import Apply
from ..ops.elementwise.arithmetic import abs_, add, int_div, mul, neg, sqr, sub, true_div
from ..ops.elementwise.selection import identity
from .engine import rule
from .match import as_dtype, both_orders, filled, is_constant, literal, made_of_lengths, operand


@rule(on=add)
def add_zero(node: Apply) -> Any:
    """add(x, 0.0) -> x"""
    for zero, x in both_orders(node):
        if is_constant(zero, 0):
            return filled(x, node)
    return None


@rule(on=sub)
def subtract_zero(node: Apply) -> Any:
    """sub(x, 0.0) -> x"""
    x, y = node.inputs
    if is_constant(y, 0):
        return filled(x, node)
    if is_constant(x, 0):
        return filled(neg(as_dtype(y, node.outputs[0].type.dtype)), node)
    return None


@rule(on=mul)
def multiply_by_one(node: Apply) -> Any:
    """mul(x, 1.0) -> x"""
    for one, x in both_orders(node):
        if is_constant(one, 1):
            return filled(x, node)
    return None


@rule(on=mul)
def multiply_by_zero(node: Apply) -> Any:
    """mul(x, 0.0) -> second(x, 0.0)

    Even if x is NaN or infinite, as in legacy.
    """
    for zero, _ in both_orders(node):
        if is_constant(zero, 0):
            return filled(zero_of(node), node)
    return None


def zero_of(node: Apply) -> Any:
    """Return zeros of the shape of the output of `node`."""
    return literal(0, node.outputs[0].type.dtype)


def one_of(node: Apply) -> Any:
    """Return ones of the shape of the output of `node`."""
    return literal(1, node.outputs[0].type.dtype)


@rule(on=mul)
def multiply_by_minus_one(node: Apply) -> Any:
    """mul(x, -1.0) -> neg(x)"""
    for one, x in both_orders(node):
        if is_constant(one, -1) and node.outputs[0].type.dtype != "bool":
            return filled(neg(as_dtype(x, node.outputs[0].type.dtype)), node)
    return None


@rule(on=(true_div, int_div))
def divide_by_one(node: Apply) -> Any:
    """true_div(x, 1.0) -> x"""
    x, y = node.inputs
    if is_constant(y, 1) and (node.op.scalar_op is true_div or not x.type.dtype.startswith("float")):
        return filled(x, node)
    return None


@rule(on=true_div)
def zero_divided(node: Apply) -> Any:
    """true_div(0.0, x) -> second(x, 0.0)

    Even if x is 0, as in legacy.
    """
    return filled(zero_of(node), node) if is_constant(node.inputs[0], 0) else None


@rule(on=sub)
def subtract_itself(node: Apply) -> Any:
    """sub(x, x) -> second(x, 0.0)

    Even if x is NaN or infinite, as in legacy.
    """
    return filled(zero_of(node), node) if node.inputs[0] is node.inputs[1] else None


@rule(on=true_div)
def divide_by_itself(node: Apply) -> Any:
    """true_div(x, x) -> second(x, 1.0)

    Even if x is 0 or not finite, as in legacy; but not of a length: the mean of an empty array is NaN.
    """
    x = node.inputs[0]
    return filled(one_of(node), node) if x is node.inputs[1] and not made_of_lengths(x) else None


@rule(on=neg)
def neg_of_neg(node: Apply) -> Any:
    """neg(neg(x)) -> x"""
    return operand(node.inputs[0], neg)


@rule(on=(sqr, abs_))
def even_function_of_sign(node: Apply) -> Any:
    """sqr(neg(x)) -> sqr(x)

    Likewise of abs_(x), and abs_ of both.
    """
    x = node.inputs[0]
    inner = operand(x, neg)
    if inner is None and not x.type.dtype.startswith("complex"):
        inner = operand(x, abs_)
    return None if inner is None or inner.type.dtype != x.type.dtype else node.op(inner)


@rule(on=identity)
def copy(node: Apply) -> Any:
    """identity(x) -> x

    Copies include the marks that matter only to gradients.
    """
    return node.inputs[0]


NEUTRAL = (
    copy,
    add_zero,
    subtract_zero,
    multiply_by_zero,
    multiply_by_one,
    multiply_by_minus_one,
    divide_by_one,
    zero_divided,
    subtract_itself,
    divide_by_itself,
    neg_of_neg,
    even_function_of_sign,
)
