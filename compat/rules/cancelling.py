"""Factors that occur in both numerator and denominator, compared by identity of nodes, as legacy's canonizer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..graph.variable import Apply, Variable
from ..ops.elementwise.arithmetic import add, inv, mul, sqr, sub, true_div
from ..ops.elementwise.selection import switch
from .engine import rule
from .match import as_dtype, both_orders, entry_of, filled, fit, literal, made_by, made_of_lengths, number, operand
from .neutral import one_of

_MOST = 8  # factors looked at: enough for gradients, and linear for a chain of 10,000
_DEEPEST = 7  # sums, products and choices inside each other that are looked into, for the same reason


@rule(on=(mul, true_div))
def common_factor(node: Apply) -> Any:
    """true_div(mul(x, y), x) -> y

    The factor may be 0 or not finite, as in legacy (its canonizer of products). Lengths do not cancel: the mean of an
    empty array is NaN.
    """
    dtype = node.outputs[0].type.dtype
    if not dtype.startswith("float"):
        return None
    above, below = factors_of(node.outputs[0], dtype)
    if not below:
        return None
    common = False
    for factor in list(below):
        position = next((i for i, f in enumerate(above) if f is factor), None)
        if position is not None and number(factor) is None and not made_of_lengths(factor):
            del above[position]
            below.remove(factor)
            common = True
    if not common:
        return None
    top = product_of(above)
    bottom = product_of(below)
    if bottom is not None:
        top = true_div(one_of(node) if top is None else top, bottom)
    return filled(one_of(node) if top is None else top, node)


class _Same(list):
    """A list whose `remove` compares by identity, as variables are compared."""

    def remove(self, item: Variable) -> None:
        del self[next(i for i, x in enumerate(self) if x is item)]


def factors_of(variable: Any, dtype: str) -> tuple[list[Any], list[Any]]:
    """Return factors of numerator and denominator, at most _MOST in all; squares count as two."""
    above, below = _Same(), _Same()
    waiting = [(variable, True)]
    while waiting:
        v, up = waiting.pop()
        full = len(above) + len(below) + len(waiting) >= _MOST
        node = v.owner
        entry = entry_of(v) if v.type.dtype == dtype else None
        if not full and entry is mul:
            waiting += [(f, up) for f in node.inputs]
        elif not full and entry is true_div:
            waiting += [(node.inputs[0], up), (node.inputs[1], not up)]
        elif not full and entry is inv:
            waiting.append((node.inputs[0], not up))
        elif not full and entry is sqr:
            waiting += [(node.inputs[0], up)] * 2
        else:
            (above if up else below).append(v)
    return above, below


def product_of(factors: list[Any]) -> Any:
    """Return the product of `factors`."""
    total = None
    for f in factors[::-1]:
        total = f if total is None else mul(total, f)
    return total


@rule(on=mul)
def factor_cancels_inside(node: Apply) -> Any:
    """mul(sub(true_div(y, x), z), x) -> sub(y, mul(x, z))

    The quotients of the sum (or in the branches of a switch) must all cancel against outer factors, except for at most
    one: legacy's "greedy distributor". A divisor may be a product or a square that has the factor in it: cubes of
    scales and their like overflow long before the gradient does.
    """
    dtype = node.outputs[0].type.dtype
    if not dtype.startswith("float"):
        return None
    for total, outside in both_orders(node):
        if (
            entry_of(total) not in (add, sub, switch)
            or total.type.dtype != dtype
            or outside.type.broadcastable != total.type.broadcastable
            or not _has_quotient(total)
        ):
            continue
        above, below = factors_of(outside, dtype)
        other = _Budget(1)
        result = None if below else _multiplied(total, above, dtype, other)
        if result is not None and other.cancelled:
            return fit(result, node)
    return None


@dataclass
class _Budget:
    """How many quotients may keep their divisors, and whether one has cancelled."""

    kept: int
    cancelled: bool = False


def _has_quotient(total: Any, depth: int = _DEEPEST) -> bool:
    return _quotient(total) is not None or (
        depth > 0
        and entry_of(total) in (add, sub, mul, switch)
        and any(_has_quotient(t, depth - 1) for t in total.owner.inputs)
    )


def _quotient(variable: Any) -> Any:
    """Return (x, y) if `variable` is x / y, with x None for 1."""
    y = operand(variable, inv)
    return made_by(variable, true_div) if y is None else (None, y)


def _multiplied(term: Any, factors: list[Any], dtype: str, budget: _Budget, depth: int = _DEEPEST) -> Any:
    """Return `term` times `factors`; None if more quotients in it keep their divisors than `budget` allows."""
    entry = entry_of(term)
    if entry is mul and term.type.dtype == dtype and depth > 0 and _has_quotient(term, depth):
        x, y = term.owner.inputs if _has_quotient(term.owner.inputs[1], depth - 1) else term.owner.inputs[::-1]
        inner = _multiplied(y, factors, dtype, budget, depth - 1)
        return None if inner is None else mul(as_dtype(x, dtype), inner)
    if entry in (add, sub, switch) and term.type.dtype == dtype and _has_quotient(term, depth):
        condition = term.owner.inputs[:1] if entry is switch else []
        results = [_multiplied(t, factors, dtype, budget, depth - 1) for t in term.owner.inputs[len(condition) :]]
        return None if any(r is None for r in results) or depth == 0 else entry(*condition, *results)
    if number(term) == 0:
        return as_dtype(term, dtype)
    quotient = _quotient(term)
    if quotient is None:
        return product_of([as_dtype(term, dtype), *factors])
    numerator, divisor = quotient
    shorter = _cancelled(numerator, divisor, factors, dtype)
    if shorter is not None:
        budget.cancelled = True
        return shorter
    if not budget.kept:
        return None
    budget.kept -= 1
    return product_of([as_dtype(term, dtype), *factors])


def _cancelled(numerator: Any, divisor: Any, factors: list[Any], dtype: str) -> Any:
    """Return numerator / divisor times `factors` without a factor that both have; None if there is none."""
    above, below = factors_of(divisor, dtype)
    common = next((f for f in above if any(f is g for g in factors)), None)
    if common is None:
        return None
    rest = _Same(factors)
    rest.remove(common)
    above.remove(common)
    left = product_of([*([] if numerator is None else [as_dtype(numerator, dtype)]), *below])
    term = literal(1, dtype) if left is None else left
    return product_of([true_div(term, product_of(above)) if above else term, *rest])


CANCELLING = (common_factor, factor_cancels_inside)
