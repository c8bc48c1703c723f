"""A mask of several products with a common factor is applied to that factor, once.

For XLA, which computes a sum of products four at a time, but not a sum of masked products. If the mask hides inf or NaN
in the other factor, the product becomes NaN, where `masks.py` keeps legacy's 0. So this applies only to functions that
samplers call: at such a point the log density itself is not finite.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ..graph.program import Program
from ..graph.variable import Apply, Variable
from ..ops.elementwise.arithmetic import mul
from ..ops.elementwise.elemwise import Elemwise
from ..ops.elementwise.selection import switch
from .engine import Rule, rule
from .masks import masked_value
from .match import fit, is_float, literal, made_by

_DEEPEST = 4  # nested products


def common_masks(program: Program) -> tuple[Rule, ...]:
    """Return a rule that masks the factor instead, for masked factors that occur in `program` at least twice."""
    counts = Counter((mask, id(factor)) for node in program.nodes for mask, factor in _masked_factors(node))
    if not any(count > 1 for count in counts.values()):
        return ()

    @rule(on=switch)
    def mask_the_common_factor(node: Apply) -> Any:
        found = list(_masked_factors(node))
        if not found:
            return None
        mask, factor = max(found, key=lambda one: counts[one[0], id(one[1])])
        condition, value, first = masked_value(node.outputs[0])
        zero = literal(0, factor.type.dtype)
        if counts[mask, id(factor)] < 2 or (value is factor and node.inputs[2 if first else 1].type == zero.type):
            return None
        kept = switch(condition, factor, zero) if first else switch(condition, zero, factor)
        return fit(_with_factor(value, factor, kept), node)

    return (mask_the_common_factor,)


def _masked_factors(node: Apply) -> Iterator[tuple[Any, Any]]:
    """Yield (mask, factor) for each factor, of the product's own type, of the product that `node` masks."""
    if type(node.op) is not Elemwise or node.op.scalar_op is not switch or not is_float(node.outputs[0]):
        return
    found = masked_value(node.outputs[0])
    if found is None:
        return
    condition, value, first = found
    for factor in _factors(value):
        if factor.type == node.outputs[0].type:
            yield (id(condition), first), factor


def _factors(value: Variable, depth: int = _DEEPEST) -> Iterator[Any]:
    parts = made_by(value, mul)
    if parts is None or depth == 0:
        yield value
        return
    for part in parts:
        yield from _factors(part, depth - 1)


def _with_factor(value: Variable, old: Variable, new: Variable) -> Any:
    """Return the product `value` with one occurrence of its factor `old` replaced by `new`."""
    if value is old:
        return new
    parts = made_by(value, mul)
    for i, part in enumerate(parts):
        if any(factor is old for factor in _factors(part)):
            return mul(*(_with_factor(p, old, new) if k == i else p for k, p in enumerate(parts)))
    raise ValueError(f"{old} is no factor of {value}.")
