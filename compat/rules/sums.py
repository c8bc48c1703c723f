"""Sums and differences: signs, and terms of fewer dimensions, which are added first, not once per element."""

from __future__ import annotations

from typing import Any, NamedTuple

from ..graph.variable import Apply
from ..ops.elementwise.arithmetic import add, neg, sub
from .engine import rule
from .match import (
    as_dtype,
    both_orders,
    entry_of,
    filled,
    fit,
    is_float,
    joint_rank,
    literal,
    made_by,
    number,
    operand,
    rank,
)


@rule(on=add)
def add_negative(node: Apply) -> Any:
    """add(x, neg(y)) -> sub(x, y)"""
    for x, y in both_orders(node):
        inner = operand(y, neg)
        if inner is not None and y.type.dtype == node.outputs[0].type.dtype:
            return fit(sub(x, inner), node)
    return None


@rule(on=sub)
def subtract_negative(node: Apply) -> Any:
    """sub(x, neg(y)) -> add(x, y)

    And sub(neg(x), y) -> neg(add(x, y)).
    """
    x, y = node.inputs
    dtype = node.outputs[0].type.dtype
    inner = operand(y, neg)
    if inner is not None and y.type.dtype == dtype:
        return fit(add(x, inner), node)
    inner = operand(x, neg)
    if inner is not None and x.type.dtype == dtype:
        return fit(neg(add(inner, y)), node)
    return None


@rule(on=neg)
def neg_of_difference(node: Apply) -> Any:
    """neg(sub(x, y)) -> sub(y, x)"""
    parts = made_by(node.inputs[0], sub)
    return None if parts is None else fit(sub(parts[1], parts[0]), node)


@rule(on=(add, sub))
def term_taken_away(node: Apply) -> Any:
    """sub(add(x, y), x) -> y

    And add(sub(x, y), y) -> x, sub(x, sub(x, y)) -> y, sub(x, add(x, y)) -> neg(y): legacy's canonizer of sums.
    """
    if not is_float(node.outputs[0]):
        return None
    dtype = node.outputs[0].type.dtype
    x, y = node.inputs
    if node.op.scalar_op is add:
        for a, b in both_orders(node):
            parts = made_by(a, sub)
            if parts is not None and parts[1] is b and a.type.dtype == dtype:
                return filled(parts[0], node)
        return None
    for total, other, sign in ((x, y, 1), (y, x, -1)):
        if total.type.dtype != dtype:
            continue
        parts = made_by(total, add)
        if parts is not None and any(p is other for p in parts):
            rest = parts[1] if parts[0] is other else parts[0]
            return filled(rest if sign > 0 else neg(as_dtype(rest, dtype)), node)
        parts = made_by(total, sub)
        if parts is not None and parts[0] is other:
            return filled(neg(as_dtype(parts[1], dtype)) if sign > 0 else parts[1], node)
    return None


class _Term(NamedTuple):
    """The term sign * variable."""

    sign: int
    variable: Any


def _split(variable: Any, sign: int, dtype: str) -> tuple[_Term | None, _Term | None]:
    """Return `sign * variable` as (cheaper, costlier) terms, or one of them alone."""
    node = variable.owner
    entry = entry_of(variable) if variable.type.dtype == dtype else None
    if entry is add or entry is sub:
        x, y = _Term(sign, node.inputs[0]), _Term(sign if entry is add else -sign, node.inputs[1])
        if rank(x.variable) < rank(y.variable):
            return x, y
        if rank(y.variable) < rank(x.variable):
            return y, x
    if rank(variable) == 0:
        return _Term(sign, variable), None
    return None, _Term(sign, variable)


@rule(on=(add, sub))
def group_single_terms(node: Apply) -> Any:
    """add(s, add(t, x)) -> add(add(s, t), x)

    Terms of fewer dimensions are added first and move to the outside of a chain: literals, single values, rows. A
    literal that is subtracted is added.
    """
    out = node.outputs[0]
    dtype = out.type.dtype
    if not (dtype.startswith(("float", "complex")) or dtype == "int64"):
        return None
    x, y = node.inputs
    sign = 1 if node.op.scalar_op is add else -1
    rank_x, rank_y = rank(x), rank(y)
    high = joint_rank(x, y)
    if rank_y == 0 and sign < 0:
        return fit(add(literal(-number(y).astype(dtype), dtype), x), node)
    if rank_y < rank_x and sign > 0:
        return fit(add(y, x), node)
    terms: list[_Term] = []
    for variable, s in ((x, 1), (y, sign)):
        if rank(variable) == high:
            low_term, high_term = _split(variable, s, dtype)
            terms += [t for t in (low_term, high_term) if t is not None]
        else:
            terms.append(_Term(s, variable))
    cheap = [t for t in terms if rank(t.variable) < high]
    costly = [t for t in terms if rank(t.variable) == high]
    if (
        len(terms) == 2
        or not cheap
        or not costly
        or (len(cheap) == 1 and len(costly) == 1)
        or joint_rank(*(t.variable for t in cheap)) >= high
    ):
        return None
    first, rest = _total(cheap, dtype), _total(costly, dtype)
    return fit(_sum_of(first, rest), node)


def _total(terms: list[_Term], dtype: str) -> _Term:
    """Return up to three terms as one, in order; a sign that all share stays outside."""
    total = _Term(terms[0].sign, as_dtype(terms[0].variable, dtype))
    for t in terms[1:]:
        total = _joined(total, _Term(t.sign, as_dtype(t.variable, dtype)))
    return total


def _joined(a: _Term, b: _Term) -> _Term:
    if a.sign == b.sign:
        return _Term(a.sign, add(a.variable, b.variable))
    positive, negative = (a, b) if a.sign > 0 else (b, a)
    return _Term(1, sub(positive.variable, negative.variable))


def _sum_of(a: _Term, b: _Term) -> Any:
    total = _joined(a, b)
    return total.variable if total.sign > 0 else neg(total.variable)


@rule(on=neg)
def neg_of_sum_with_literal(node: Apply) -> Any:
    """neg(add(2.0, x)) -> sub(-2.0, x)"""
    parts = made_by(node.inputs[0], add)
    if parts is None or number(parts[0]) is None or not is_float(node.outputs[0]):
        return None
    dtype = node.outputs[0].type.dtype
    return fit(sub(literal(-number(parts[0]).astype("float64"), dtype), as_dtype(parts[1], dtype)), node)


TERMS = (
    add_negative,
    subtract_negative,
    neg_of_difference,
    neg_of_sum_with_literal,
    term_taken_away,
    group_single_terms,
)
