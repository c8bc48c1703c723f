"""Exponentials of a few arrays, less the largest of them, added up: that of the largest is 1, and is not computed.

A mixture of K components adds up K exponentials an observation, and log(1 + exp(x)) by hand two. Only where nothing
else reads them: a gradient asks for each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from ...graph.program import Program
from ...graph.variable import Variable
from ...ops.elementwise.arithmetic import add, sub
from ...ops.elementwise.comparison import gt, isinf
from ...ops.elementwise.elemwise import Elementwise
from ...ops.elementwise.exponential import exp
from ...ops.elementwise.selection import maximum, minimum, switch
from ..engine import Pass
from ..match import entry_of, is_constant, is_float, literal, made_by, operand
from ..uses import Uses

MOST = 8  # beyond, a smallest for each is more than an exponential


def largest_apart(before: Program) -> dict[Variable, Variable]:
    """add(exp(x - m), exp(y - m)) -> add(1, exp(minimum(x, y) - m)), m being the larger, or 0 where that is infinite"""
    uses = Uses(before)
    for node in before.nodes:
        total = node.outputs[0]
        if (
            entry_of(total) is add
            and is_float(total)
            and not any(entry_of(n.outputs[0]) is add for n in uses.of(total))
            and (found := _without_largest(total, uses)) is not None
        ):
            return {total: found}
    return {}


def _without_largest(total: Variable, uses: Uses) -> Any:
    terms = list(islice(_leaves(total, add, uses), MOST + 1))
    exponents = [operand(t, exp) for t in terms]
    if (
        not 2 <= len(terms) <= MOST
        or None in exponents
        or any(t.type != total.type or not _read_once(t, uses) for t in terms)
    ):
        return None
    counted = [Counter(_signed(e)) for e in exponents]
    for (shift, sign), _ in (counted[0] & counted[1]).items():
        largest = _finite_part_of(shift) if sign < 0 else None
        values = list(islice(_leaves(largest, maximum), MOST + 1)) if largest is not None else []
        if (
            len(values) == len(terms)
            and all(v.type == total.type for v in values)
            and _same(counted, [Counter([*_signed(v), (shift, -1)]) for v in values])
        ):
            return _sum(largest, shift, values, total.type.dtype)
    return None


def _sum(largest: Any, shift: Any, values: list[Any], dtype: str) -> Any:
    one, nothing, infinite = (literal(x, dtype) for x in (1.0, 0.0, float("inf")))
    total = switch(isinf(largest), switch(gt(largest, nothing), infinite, nothing), one)
    so_far = values[0]
    for value in values[1:]:  # the smaller of the largest so far and the next: all of them but the largest, in the end
        total = add(total, exp(sub(minimum(so_far, value), shift)))
        so_far = maximum(so_far, value)
    return total


def _finite_part_of(shift: Any) -> Any:
    """m, where `shift` is switch(isinf(m), 0, m)."""
    chosen = made_by(shift, switch)
    if chosen is None or not is_constant(chosen[1], 0) or operand(chosen[0], isinf) is not chosen[2]:
        return None
    return chosen[2]


def _leaves(value: Any, entry: Elementwise, uses: Uses | None = None) -> Iterator[Any]:
    """What `entry` is applied to, one after the other. uses: a part with another reader is a leaf."""
    stack = [value]
    while stack:
        v = stack.pop()
        inputs = made_by(v, entry) if v is value or uses is None or _read_once(v, uses) else None
        if inputs is None:
            yield v
        else:
            stack.extend(reversed(inputs))


def _read_once(value: Any, uses: Uses) -> bool:
    return len(uses.of(value)) == 1 and id(value) not in uses.given


def _signed(total: Any) -> Iterator[tuple[Any, int]]:
    """The terms of a sum of sums and differences, with their signs."""
    stack = [(total, 1)]
    while stack:
        value, sign = stack.pop()
        for row, second in ((add, sign), (sub, -sign)):
            inputs = made_by(value, row)
            if inputs is not None:
                stack += [(inputs[1], second), (inputs[0], sign)]
                break
        else:
            yield value, sign


def _same(some: list[Any], others: list[Any]) -> bool:
    """Whether two lists have the same members, in whatever order."""
    left = list(others)
    for one in some:
        if one not in left:
            return False
        left.remove(one)
    return True


LARGEST_OF_FEW = Pass(largest_apart)
