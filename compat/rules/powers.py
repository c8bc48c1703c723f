"""Powers with a literal exponent, as multiplications: a pow costs as much as twenty."""

from __future__ import annotations

from typing import Any

from ..graph.variable import Apply, Variable
from ..ops.elementwise.arithmetic import inv, mul, sqr
from ..ops.elementwise.exponential import pow, sqrt
from . import thresholds
from .engine import rule
from .match import as_dtype, filled, is_discrete, is_float, number


@rule(on=pow)
def power_by_literal(node: Apply) -> Any:
    """pow(x, 3.0) -> mul(x, sqr(x))

    Integers and half-integers up to 16, of either sign: pow(x, -0.5) -> inv(sqrt(x)). At -inf, pow(x, 0.5) is inf and
    sqrt is NaN; legacy made the same choice.
    """
    x, exponent = node.inputs
    value = number(exponent)
    if value is None:
        return None
    if is_discrete(node.outputs[0]):
        return filled(sqr(as_dtype(x, node.outputs[0].type.dtype)), node) if value == 2 else None
    if not is_float(node.outputs[0]):
        return None
    doubled = 2 * abs(float(value))
    if (
        not doubled <= 2 * thresholds.LARGEST_POWER or doubled != int(doubled) or (doubled % 2 and doubled > 7)
    ):  # infinite, or NaN
        return None
    x = as_dtype(x, node.outputs[0].type.dtype)
    result = _integer_power(x, int(doubled) // 2)
    if doubled % 2:
        root = sqrt(x)
        result = root if result is None else mul(result, root)
    if result is None:
        return None
    return filled(inv(result) if value < 0 else result, node)


def _integer_power(x: Variable, n: int) -> Any:
    """Return x**n by repeated squaring; None for n = 0."""
    result, square = None, x
    while n:
        if n & 1:
            result = square if result is None else mul(result, square)
        n >>= 1
        if n:
            square = sqr(square)
    return result


POWERS = (power_by_literal,)
