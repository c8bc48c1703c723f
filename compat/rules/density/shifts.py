"""The shift of a log-sum-exp, which is subtracted and added again, needs no gradient."""

from __future__ import annotations

from typing import Any

from ...graph.variable import Apply, Variable
from ...ops.control.gradient_marks import DisconnectedGrad, disconnected_grad
from ...ops.elementwise.arithmetic import add, sub
from ...ops.elementwise.exponential import exp, log
from ...ops.reductions.ops import Sum
from ...ops.shapes.shape import DimShuffle, dimshuffle
from ..engine import Rule, rule
from ..match import both_orders, fit, made_by, made_with, operand, widened


def _placed(v: Variable) -> tuple[Any, list[int]]:
    """Return the variable that `v` rearranges, and the order of its dimensions in `v` without those of length 1."""
    order: list[Any] = list(range(v.type.ndim))
    while (node := made_with(v, DimShuffle)) is not None:
        order = [d if d == "x" else node.op.new_order[d] for d in order]
        v = node.inputs[0]
    return v, [d for d in order if d != "x" and not v.type.broadcastable[d]]


@rule(on=add, real=True)
def shift_without_gradient(node: Apply) -> Any:
    """add(log(Sum(None)(exp(sub(x, s)))), s) -> add(log(Sum(None)(exp(sub(x, apart(s))))), apart(s))

    The result is the same for every s, usually the maximum of x, so the gradient is that of x alone.
    """
    for logarithm, s in both_orders(node):
        inside = operand(logarithm, log)
        spread = None if inside is None else made_with(inside, DimShuffle)
        total = None if inside is None else made_with(inside if spread is None else spread.inputs[0], Sum)
        powers = None if total is None else operand(total.inputs[0], exp)
        parts = None if powers is None else made_by(powers, sub)
        if total is None or parts is None or parts[0].type != powers.type or node.outputs[0].type != logarithm.type:  # type: ignore[union-attr]
            continue
        x, shift = parts
        whole = widened(shift, x.type)
        axes = total.op.axes(x.type.ndim)
        if (
            any(not whole.type.broadcastable[a] for a in axes)
            or _is_marked(shift)
            or _placed(whole) != _placed(s)
            or not _along(whole, s, axes, spread)
        ):
            continue
        marked = disconnected_grad(shift)
        return fit(add(log(_rebuilt(total, spread, exp(sub(x, marked)))), disconnected_grad(s)), node)
    return None


def _is_marked(v: Variable) -> bool:
    base, _ = _placed(v)
    return base.owner is not None and isinstance(base.owner.op, DisconnectedGrad)


def _along(whole: Variable, s: Variable, axes: tuple[int, ...], spread: Apply | None) -> bool:
    """Return whether each dimension of the shift is aligned with that dimension of the sum."""
    left = [d for d in range(whole.type.ndim) if d not in axes]  # dimensions of x that the sum keeps, in order
    order = range(len(left)) if spread is None else spread.op.new_order
    of_sum = [None if d == "x" else left[d] for d in order]
    for at, one in enumerate(reversed(s.type.broadcastable)):
        if one:
            continue
        d = of_sum[len(of_sum) - 1 - at]
        if d is None or whole.type.broadcastable[d]:
            return False
    return sum(not one for one in s.type.broadcastable) == sum(not one for one in whole.type.broadcastable)


def _rebuilt(total: Apply, spread: Apply | None, powers: Variable) -> Any:
    summed = total.op(powers)
    return summed if spread is None else dimshuffle(summed, spread.op.new_order)


SHIFTS: tuple[Rule, ...] = (shift_without_gradient,)
