"""Fewer and cheaper operations per element, once the canonical form is reached."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph.variable import Apply, Variable
from ..ops.elementwise.arithmetic import add, mul, neg, sqr, sub
from ..ops.elementwise.bitwise import and_, invert
from ..ops.elementwise.comparison import ge
from ..ops.elementwise.elemwise import Elemwise
from ..ops.elementwise.selection import second, switch
from ..ops.indexing.advanced_subtensor import AdvancedIncSubtensor
from ..ops.shapes.shape import dimshuffle
from . import thresholds
from .columns import few_columns
from .engine import Rule, rule
from .match import (
    as_dtype,
    entry_of,
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
from .signs_known import not_below_zero
from .sparse import SPARSE
from .static_data import DATA_OUT_OF_SUMS, is_data


def _unary(variable: Variable) -> Any:
    node = variable.owner
    if node is None or type(node.op) is not Elemwise or node.op.scalar_op.nin != 1:
        return None
    return node.op.scalar_op


@rule(on=switch)
def function_after_choice(node: Apply) -> Any:
    """switch(p, exp(x), exp(y)) -> exp(switch(p, x, y))

    Compiled loops would compute both branches; now the function is computed once.
    """
    condition, a, b = node.inputs
    row = _unary(a)
    if row is None or row is not _unary(b) or not is_float(node.outputs[0]) or a.type.dtype != b.type.dtype:
        return None
    x, y = a.owner.inputs[0], b.owner.inputs[0]  # type: ignore[union-attr]
    if x.type.dtype != y.type.dtype or (row.cost < thresholds.DEAR_BESIDE_A_CHOICE and row is not neg):
        return None
    return fit(row(switch(condition, x, y)), node)


@rule(on=switch)
def function_after_signed_choice(node: Apply) -> Any:
    """switch(p, exp(x), neg(exp(y))) -> mul(switch(p, 1.0, -1.0), exp(switch(p, x, y)))"""
    condition, a, b = node.inputs
    if not is_float(node.outputs[0]):
        return None
    for u, v, signs in ((a, b, (1, -1)), (b, a, (-1, 1))):
        inner = operand(v, neg)
        row = None if inner is None else _unary(inner)
        if (
            row is None
            or row is not _unary(u)
            or row.cost < thresholds.DEAR_BESIDE_A_CHOICE
            or u.type.dtype != v.type.dtype
        ):
            continue
        x, y = (u, inner) if u is a else (inner, u)
        if x.owner.inputs[0].type.dtype != y.owner.inputs[0].type.dtype:  # type: ignore[union-attr]
            continue
        dtype = node.outputs[0].type.dtype
        sign = switch(condition, *(literal(s, dtype) for s in signs))
        return fit(mul(sign, row(switch(condition, x.owner.inputs[0], y.owner.inputs[0]))), node)  # type: ignore[union-attr]
    return None


@rule(on=switch)
def nested_choices_joined(node: Apply) -> Any:
    """switch(p, switch(q, x, 0.0), 0.0) -> switch(and_(p, q), x, 0.0)

    For conditions of equal rank and the same literal outside: one choice per element, with a shared condition.
    """
    condition, x, y = node.inputs
    first = number(y) is not None
    outside, nested = (y, x) if first else (x, y)
    inner = made_by(nested, switch)
    if inner is None or number(outside) is None or condition.type.dtype != "bool" or inner[0].type != condition.type:
        return None
    for value, other, kept in ((inner[1], inner[2], inner[0]), (inner[2], inner[1], invert(inner[0]))):
        if number(other) is not None and (number(other) == number(outside) or outside is other):
            return fit(switch(and_(condition if first else invert(condition), kept), value, outside), node)
    return None


@rule(on=switch)
def condition_that_holds(node: Apply) -> Any:
    """switch(ge(exp(x), 0.0), exp(x), -inf) -> exp(x)

    A value that is not negative by construction fails the comparison only as NaN, and then the chosen value, which
    depends on it, is NaN too: the density is NaN and not -inf.
    """
    condition, x, outside = node.inputs
    if number(outside) is None or condition.type.dtype != "bool":
        return None
    kept = [c for c in _conjuncts(condition) if not _holds(c, x)]
    if len(kept) == len(_conjuncts(condition)):
        return None
    if not kept:
        return fit(x, node)
    rest = kept[0]
    for c in kept[1:]:
        rest = and_(rest, c)
    return fit(switch(rest, x, outside), node)


def _conjuncts(condition: Variable, depth: int = 4) -> list[Any]:
    parts = made_by(condition, and_) if depth else None
    return [condition] if parts is None else [c for p in parts for c in _conjuncts(p, depth - 1)]


def _holds(condition: Variable, value: Variable) -> bool:
    """Return whether `condition` is v >= 0 for a v that is not negative, and `value` depends on v."""
    parts = made_by(condition, ge)
    return (
        parts is not None
        and number(parts[1]) == 0
        and is_float(parts[0])
        and not_below_zero(parts[0])
        and _is_made_of(value, parts[0])
    )


def _is_made_of(value: Any, part: Any, budget: int = 40) -> bool:
    """Return whether NaN in `part` reaches `value` through arithmetic alone; False after `budget` nodes."""
    waiting = [value]
    while waiting and budget:
        v = waiting.pop()
        budget -= 1
        if v is part:
            return True
        if v.owner is not None and isinstance(v.owner.op, Elemwise) and v.owner.op.scalar_op not in (second, switch):
            waiting.extend(v.owner.inputs)
    return False


@rule(on=switch)
def choice_of_sign(node: Apply) -> Any:
    """switch(gt(d, 1.0), x, neg(x)) -> mul(switch(gt(d, 1.0), 1.0, -1.0), x)

    d is static: the sign is computed when data change, such as the +1 and -1 of a logistic regression.
    """
    condition, x, y = node.inputs
    first = operand(y, neg) is x
    if not (first or operand(x, neg) is y) or not is_float(node.outputs[0]) or not is_data(condition) or is_data(x):
        return None
    one, minus = (literal(v, node.outputs[0].type.dtype) for v in ((1, -1) if first else (-1, 1)))
    return fit(mul(switch(condition, one, minus), x if first else y), node)


@rule(on=sqr)
def square_of_product(node: Apply) -> Any:
    """sqr(mul(s, x)) -> mul(sqr(s), sqr(x))

    The factor with fewer dimensions leaves the loop, and then the sum around it. Not a number whose square is infinite:
    x may be 0.
    """
    parts = made_by(node.inputs[0], mul)
    if parts is None or not is_float(node.outputs[0]):
        return None
    s, x = parts
    known = number(s)
    if s.type.dtype != x.type.dtype and known is None:
        return None
    if known is not None and abs(float(known)) > float(np.finfo(node.outputs[0].type.dtype).max) ** 0.5:
        return None
    free = [sum(not one for one in v.type.broadcastable) for v in parts]
    if free[0] >= free[1]:
        return None
    return fit(mul(sqr(s), sqr(x)), node)


@rule(on=AdvancedIncSubtensor)
def scaled_scatter(node: Apply) -> Any:
    """scatter(x, mul(s, x[i]), i) -> mul(s, scatter(x, x[i], i))

    Into zeros of the shape of x: groups are scaled (and masked by a single condition), not each of their members.
    """
    x, y, *indices = node.inputs
    repeated = made_by(x, second)
    if node.op.set_instead_of_inc or repeated is None or number(repeated[1]) != 0 or not is_float(node.outputs[0]):
        return None
    masked = made_by(y, switch)
    if masked is not None and one_value(masked[0]) and number(masked[2]) == 0 and masked[1].type == y.type:
        inner = node.op(x, masked[1], *indices)
        return fit(switch(dimshuffle(masked[0], ()), inner, literal(0, inner.type.dtype)), node)
    scaled = made_by(y, mul)
    if scaled is not None and one_value(scaled[0]) and scaled[1].type == y.type:
        return fit(mul(dimshuffle(scaled[0], ()), node.op(x, scaled[1], *indices)), node)
    bare = operand(y, neg)
    return None if bare is None else fit(neg(node.op(x, bare, *indices)), node)


@rule(on=mul)
def factor_into_cheap_terms(node: Apply) -> Any:
    """mul(s, add(t, mul(u, x))) -> add(mul(s, t), mul(mul(s, u), x))

    If each term takes the factor into a part of fewer dimensions: one multiplication less per element.
    """
    s, total = node.inputs
    entry, dtype, high = entry_of(total), node.outputs[0].type.dtype, rank(node.outputs[0])
    if entry not in (add, sub) or not is_float(total) or rank(s) >= high or total.type.dtype != dtype:
        return None
    terms = []
    for term in total.owner.inputs:  # type: ignore[union-attr]
        parts = made_by(term, mul)
        if joint_rank(s, term) < high:
            terms.append(mul(s, as_dtype(term, dtype)))
        elif parts is not None and joint_rank(s, parts[0]) < rank(parts[1]) and term.type.dtype == dtype:
            terms.append(mul(mul(s, as_dtype(parts[0], dtype)), parts[1]))
        else:
            return None
    return fit(entry(*terms), node)


SPECIALISE: tuple[Rule, ...] = (
    few_columns,
    *DATA_OUT_OF_SUMS,
    condition_that_holds,
    nested_choices_joined,
    function_after_choice,
    function_after_signed_choice,
    choice_of_sign,
    square_of_product,
    scaled_scatter,
    factor_into_cheap_terms,
    *SPARSE,
)
