"""Choices with 0 in one branch: moved outside products, so that a NaN behind the mask stays hidden.

They come from gradients of `switch`: (c ? g : 0) * f'(x) must be 0 where c is false, whatever f'(x) is there.
"""

from __future__ import annotations

from typing import Any

from ..graph.variable import Apply, Variable
from ..ops.elementwise.arithmetic import add, inv, mul, neg, sub, true_div
from ..ops.elementwise.elemwise import Elemwise
from ..ops.elementwise.selection import switch
from .engine import rule
from .match import as_dtype, entry_of, fit, is_discrete, is_float, literal, made_by, number, operand


def masked_value(variable: Variable) -> Any:
    """Return (condition, masked value, whether it is the first branch) of switch(c, y, 0) or switch(c, 0, y)."""
    parts = made_by(variable, switch)
    if parts is None:
        return None
    condition, x, y = parts
    if number(y) == 0:
        return condition, x, True
    return (condition, y, False) if number(x) == 0 else None


_DEEPEST = 4  # nested masks that are looked at, which keeps a chain of thousands linear


def _depth(variable: Variable) -> int:
    """Return how many masks are nested here, at most _DEEPEST."""
    depth = 0
    while depth < _DEEPEST and (masked := masked_value(variable)) is not None:
        variable, depth = masked[1], depth + 1
    return depth


def _mask(condition: Variable, value: Variable, first: bool, node: Apply) -> Any:
    zero = literal(0, node.outputs[0].type.dtype)
    return fit(switch(condition, value, zero) if first else switch(condition, zero, value), node)


@rule(on=(mul, true_div))
def mask_outside_product(node: Apply) -> Any:
    """mul(switch(lt(x, y), z, 0.0), inv(x)) -> switch(lt(x, y), mul(z, inv(x)), 0.0)

    Legacy: local_mul_switch_sink, local_div_switch_sink. A mask of 1 and 0 loses its 1: mul(switch(p, 1.0, 0.0), x).
    Not of a count: 0 / 0, the mean of an empty array, is NaN.
    """
    if not is_float(node.outputs[0]):
        return None
    x, y = node.inputs
    dtype = node.outputs[0].type.dtype
    for a, b in ((x, y), (y, x)) if node.op.scalar_op is mul else ((x, y),):
        masked = masked_value(a)
        if masked is None or number(b) == 0 or _depth(masked[1]) >= _DEEPEST:
            continue
        if _is_count(b) if node.op.scalar_op is true_div else _is_count(operand(b, inv)):
            continue
        condition, value, first = masked
        value = as_dtype(value, dtype)
        return _mask(condition, mul(value, b) if node.op.scalar_op is mul else true_div(value, b), first, node)
    return None


def _is_count(variable: Any) -> bool:
    """Return whether this is an integer cast to float."""
    node = None if variable is None else variable.owner
    return node is not None and entry_of(variable) is not None and len(node.inputs) == 1 and is_discrete(node.inputs[0])


@rule(on=neg)
def mask_outside_sign(node: Apply) -> Any:
    """neg(switch(p, x, 0.0)) -> switch(p, neg(x), 0.0)"""
    masked = masked_value(node.inputs[0])
    if masked is None or not is_float(node.inputs[0]):
        return None
    condition, value, first = masked
    return _mask(condition, neg(as_dtype(value, node.outputs[0].type.dtype)), first, node)


@rule(on=(add, sub, mul, true_div))
def choices_of_one_condition(node: Apply) -> Any:
    """add(switch(p, x, 0.0), switch(p, y, z)) -> switch(p, add(x, y), add(0.0, z))

    Legacy: local_merge_switch_same_cond.
    """
    a, b = (made_by(v, switch) for v in node.inputs)
    if a is None or b is None or a[0] is not b[0] or not isinstance(node.op, Elemwise):
        return None
    dtypes = [v.type.dtype for v in node.inputs]
    parts = [[as_dtype(a[i], dtypes[0]), as_dtype(b[i], dtypes[1])] for i in (1, 2)]
    return fit(switch(a[0], node.op(*parts[0]), node.op(*parts[1])), node)


@rule(on=switch)
def common_mask_outside(node: Apply) -> Any:
    """switch(p, switch(q, x, 0.0), switch(q, y, 0.0)) -> switch(q, switch(p, x, y), 0.0)"""
    condition, x, y = node.inputs
    a, b = masked_value(x), masked_value(y)
    if a is None or b is None or a[0] is not b[0] or a[2] != b[2] or a[0] is condition:
        return None
    return _mask(a[0], switch(condition, a[1], b[1]), a[2], node)


@rule(on=switch)
def masks_by_age(node: Apply) -> Any:
    """switch(p, switch(q, x, 0.0), 0.0) -> switch(q, switch(p, x, 0.0), 0.0)

    If q has fewer dimensions, or as many and was made later: equal masks then become adjacent.
    """
    outer = masked_value(node.outputs[0])
    inner = None if outer is None else masked_value(outer[1])
    if inner is None or _age(inner[0]) >= _age(outer[0]) or _depth(inner[1]) >= _DEEPEST:
        return None
    zero = literal(0, node.outputs[0].type.dtype)
    kept = switch(outer[0], inner[1], zero) if outer[2] else switch(outer[0], zero, inner[1])
    return _mask(inner[0], kept, inner[2], node)


def _age(condition: Variable) -> tuple[int, int]:
    return sum(not one for one in condition.type.broadcastable), -int(condition.auto_name.removeprefix("auto_"))


MASKS = (common_mask_outside, masks_by_age, choices_of_one_condition, mask_outside_product, mask_outside_sign)
