"""Arrays that divide more than once: their inverse is computed once, by rules that are made for a whole Program."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ..graph.program import Program
from ..graph.variable import Apply
from ..ops.elementwise.arithmetic import inv, mul, true_div
from ..ops.elementwise.elemwise import Elemwise
from .engine import Rule, rule
from .match import fit, is_float, one_value


def shared_divisors(program: Program) -> tuple[Rule, ...]:
    """Return the rule that multiplies by inverses, for divisors that `program` has at least twice.

    A division takes as long as four multiplications or more; mixture weights divide by their sum in the gradient of
    each parameter. The inverse of a number below 6e-309 is inf, where the quotient may still be finite.
    """
    counts = Counter(id(node.inputs[1]) for node in program.nodes if _divides_arrays(node))
    shared = {key for key, count in counts.items() if count > 1}
    if not shared:
        return ()

    @rule(on=true_div)
    def divide_by_shared(node: Apply) -> Any:
        x, y = node.inputs
        return fit(mul(x, inv(y)), node) if id(y) in shared and _divides_arrays(node) else None

    return (divide_by_shared,)


def _divides_arrays(node: Apply) -> bool:
    if not isinstance(node.op, Elemwise) or node.op.scalar_op is not true_div:
        return False
    y, out = node.inputs[1], node.outputs[0]
    return is_float(out) and y.type == out.type and not one_value(y)
