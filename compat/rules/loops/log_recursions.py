"""Loops that have the form of a forward algorithm in log space, or of its gradient, become Ops.

A step is  e + m + log(sum(exp(s + a - m))), where s is the state and m the maxima, with 0 for infinite ones. It is for
C, which has a function for them (ops/scan/log_recursion.py), and the last of all rules, as the others know only loops.
"""

from __future__ import annotations

from typing import Any

from ...graph.variable import Apply, Variable
from ...ops.elementwise.arithmetic import add, mul, sub, true_div
from ...ops.elementwise.comparison import isinf
from ...ops.elementwise.exponential import exp, log
from ...ops.elementwise.selection import switch
from ...ops.reductions.ops import Max, Sum
from ...ops.scan.log_recursion import LogRecursion, LogRecursionGradient
from ...ops.scan.op import Scan
from ...ops.shapes.shape import DimShuffle
from ..engine import rule
from ..match import either_order, is_constant, made_by, made_with, operand


@rule(on=Scan)
def log_recursion(node: Apply) -> Any:
    """s = e + m + log(sum(exp(s + a - m))) in a loop -> LogRecursion, and its gradient's loop -> LogRecursionGradient

    If the mode watches each step, it stays a loop.
    """
    found = _op(node.op)
    return None if found is None else found.make_node(*node.inputs).outputs


def is_log_recursion(node: Apply) -> bool:
    """Return whether there is an Op for this loop."""
    return _op(node.op) is not None


def _op(op: Scan) -> LogRecursion | LogRecursionGradient | None:
    layout = op.layout
    if op.compat_watched is not None or (layout.sequences, layout.fixed) != (1, 1) or layout.until or layout.window:
        return None
    variables = [*op.inner.inputs, *op.inner.outputs]
    dtypes = {getattr(v.type, "dtype", "") for v in variables}
    if dtypes not in ({"float64"}, {"float32"}) or any(any(v.type.broadcastable) for v in variables):
        return None
    [dtype] = dtypes
    return _value(op, dtype) if layout.taps else _gradient(op, dtype)


def _value(op: Scan, dtype: str) -> LogRecursion | None:
    layout, inside = op.layout, op.inside
    if (layout.taps, layout.stacked, layout.carried) != (((-1,),), 0, 0):
        return None
    [e], [[s]], [a], [y] = inside.sequences, inside.states, inside.fixed, op.step.states
    terms = _terms(y)
    logarithms = [t for t in terms if operand(t, log) is not None]
    maxima = [t for t in terms if t is not e and operand(t, log) is None]
    if len(terms) != 3 or not len(logarithms) == len(maxima) == 1:
        return None
    found = _summed(operand(logarithms[0], log))
    if found is None:
        return None
    power, axis = found
    return LogRecursion(axis == 0, dtype) if _less_maxima(power, axis, s, a) is maxima[0] else None


def _gradient(op: Scan, dtype: str) -> LogRecursionGradient | None:
    """Return the Op of the gradient g: the sum of v along one axis.

    v = g / total * power, where total is the sum of power along the other axis.
    """
    layout, inside, step = op.layout, op.inside, op.step
    if layout.carried not in (1, 2) or layout.stacked > 1:
        return None
    vectors, matrices = ([k for k, v in enumerate(inside.carried) if v.type.ndim == n] for n in (1, 2))
    if len(vectors) != 1 or len(matrices) != layout.carried - 1:
        return None
    [s], [a], g = inside.sequences, inside.fixed, inside.carried[vectors[0]]
    if layout.stacked and step.stacked[0] is not g:
        return None
    found = _summed(step.carried[vectors[0]])
    if found is None:
        return None
    v, axis = found[0], 1 - found[1]
    if any(
        all(p is not inside.carried[k] or q is not v for p, q in either_order(step.carried[k], add)) for k in matrices
    ):
        return None
    for share, power in either_order(v, mul):
        if _is_share(share, g, power, axis) and _less_maxima(power, axis, s, a) is not None:
            return LogRecursionGradient(
                axis == 0, vectors[0], matrices[0] if matrices else None, layout.stacked == 1, dtype
            )
    return None


def _is_share(v: Variable, g: Variable, power: Variable, axis: int) -> bool:
    """Return whether `v` is g / total, broadcast along `axis`, where total is the sum of `power` along it."""
    quotient = _along(v, axis)
    parts = None if quotient is None else made_by(quotient, true_div)
    return parts is not None and parts[0] is g and _summed(parts[1]) == (power, axis)


def _less_maxima(power: Variable, axis: int, s: Variable, a: Variable) -> Any:
    """Return m if `power` is exp(s + a - m); s runs along `axis` of the matrix a, and m is the maxima along it."""
    exponent = operand(power, exp)
    parts = None if exponent is None else made_by(exponent, sub)
    if parts is None:
        return None
    x, top = parts[0], _along(parts[1], axis)
    if top is None or not _is_largest(top, x, axis):
        return None
    return top if any(q is a and _along(p, 1 - axis) is s for p, q in either_order(x, add)) else None


def _is_largest(v: Variable, x: Variable, axis: int) -> bool:
    """Return whether `v` is switch(isinf(top), 0, top), where top is the maxima of x along `axis`."""
    parts = made_by(v, switch)
    if parts is None:
        return False
    condition, zero, top = parts
    node = made_with(top, Max)
    return (
        operand(condition, isinf) is top
        and is_constant(zero, 0)
        and node is not None
        and node.op.axis == (axis,)
        and node.inputs[0] is x
    )


def _summed(v: Variable) -> tuple[Any, int] | None:
    """Return (the matrix that `v` sums, along which axis)."""
    node = made_with(v, Sum)
    return None if node is None or node.op.axis not in ((0,), (1,)) else (node.inputs[0], node.op.axis[0])


def _along(v: Variable, axis: int) -> Any:
    """Return the vector that `v` broadcasts along `axis` of a matrix; None if there is none."""
    node = made_with(v, DimShuffle)
    if node is None:
        return v if v.type.ndim == 1 and axis == 0 else None
    return node.inputs[0] if node.op.new_order == (("x", 0) if axis == 0 else (0, "x")) else None


def _terms(v: Variable) -> list[Any]:
    parts = made_by(v, add)
    return [v] if parts is None else [t for part in parts for t in _terms(part)]


__all__ = ["is_log_recursion", "log_recursion"]
