"""Shifts that cancel, as the maxima in log(sum(exp(x - m))) + m: no gradient goes through them."""

from __future__ import annotations

from typing import Any

from compat.graph.variable import Apply, Constant
from compat.ops.elementwise_arithmetic import add, sub
from compat.ops.elementwise_exponential import exp, log
from compat.ops.elemwise import Elemwise
from compat.ops.gradient_marks import DisconnectedGrad
from compat.ops.reduction_ops import Sum
from compat.ops.shape import DimShuffle
from compat.rules.engine import Rule, rule
from compat.rules.match import fit, made_by, made_with, operand

Order = tuple[Any, ...]  # for each dimension, that of what is spread, or "x"


@rule(real=True, on=add)
def shift_without_gradient(node: Apply) -> Any:
    """add(log(Sum((0,))(exp(x - s))), s) -> add(log(Sum((0,))(exp(x - DisconnectedGrad()(s)))), DisconnectedGrad()(s))

    s being the same for all that is summed: the gradients of both cancel, whatever it is. As terms of maxima they would
    go through comparisons of all elements.
    """
    terms = list(node.inputs)
    for i, whole in enumerate(terms):
        found = _summed(whole)
        if found is None:
            continue
        powers, order = found
        x, shift = made_by(powers, sub)
        core, inside = _core(shift)
        inside = _padded(inside, powers.type.ndim)
        expected = tuple("x" if d == "x" else inside[d] for d in order)
        if isinstance(core, Constant) or _is_marked(core) \
                or any(inside[d] != "x" for d in range(powers.type.ndim) if d not in order):
            continue
        for j, t in enumerate(terms):
            if j != i and _core(t)[0] is core and _padded(_core(t)[1], node.outputs[0].type.ndim) == \
                    _padded(expected, node.outputs[0].type.ndim):
                marked = DisconnectedGrad()(core)
                terms[j] = _spread(t, core, marked)
                terms[i] = _rebuilt(whole, sub(x, _spread(shift, core, marked)))
                return fit(add(*terms), node)
    return None


def _summed(v: Any) -> tuple[Any, Order] | None:
    """(e, for each dimension of `v` that of e) where `v` is the logarithm of a sum of exp(e), e being a difference."""
    v, outside = _core(v)
    total = operand(v, log)
    if total is None:
        return None
    total, inside = _core(total)
    node = made_with(total, Sum)
    powers = None if node is None else operand(node.inputs[0], exp)
    if node is None or powers is None or made_by(powers, sub) is None:
        return None
    kept = [d for d in range(powers.type.ndim) if d not in node.op.axes(powers.type.ndim)]
    order = tuple("x" if d == "x" else inside[d] for d in outside)
    return powers, tuple("x" if d == "x" else kept[d] for d in order)


def _rebuilt(v: Any, powers: Any) -> Any:
    """The logarithm `v` of a sum of exponentials with these exponents."""
    if isinstance(v.owner.op, Sum):
        return v.owner.op(exp(powers))
    assert isinstance(v.owner.op, DimShuffle | Elemwise)
    return v.owner.op(_rebuilt(v.owner.inputs[0], powers))


def _core(v: Any) -> tuple[Any, Order]:
    """(what `v` is in other dimensions, for each dimension of `v` that of it)."""
    node = made_with(v, DimShuffle)
    if node is None:
        return v, tuple(range(v.type.ndim))
    core, order = _core(node.inputs[0])
    return core, tuple("x" if d == "x" else order[d] for d in node.op.new_order)


def _spread(v: Any, core: Any, marked: Any) -> Any:
    return marked if v is core else v.owner.op(_spread(v.owner.inputs[0], core, marked))


def _padded(order: Order, ndim: int) -> Order:
    return ("x",) * (ndim - len(order)) + order


def _is_marked(v: Any) -> bool:
    return v.owner is not None and isinstance(v.owner.op, DisconnectedGrad)


SHIFTS: tuple[Rule, ...] = (shift_without_gradient,)
