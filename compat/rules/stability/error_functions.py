"""erf, erfc and erfcx, each where it is accurate. Legacy: local_one_minus_erf and related rules, local_log_erfc."""

from __future__ import annotations

from typing import Any

from ...graph.variable import Apply, Variable
from ...ops.elementwise.arithmetic import add, inv, mul, neg, sqr, sub, true_div
from ...ops.elementwise.comparison import lt
from ...ops.elementwise.error_functions import erf, erfc, erfcx
from ...ops.elementwise.exponential import exp, log
from ...ops.elementwise.selection import switch
from ...ops.tensor_op import scalar_function
from ..engine import rule
from ..match import both_orders, either_order, filled, fit, is_constant, literal, operand
from ..signs_known import opposite


@rule(real=True, on=sub, x=(-5.0, 5.0), hard=(8.0,))
def one_minus_erf(node: Apply) -> Any:
    """sub(1.0, erf(x)) -> erfc(x)

    The left side is 0 above x = 5.9. And 1 - erfc(x) is erf(x).
    """
    one, y = node.inputs
    if not is_constant(one, 1):
        return None
    x, z = operand(y, erf), operand(y, erfc)
    return fit(erfc(x), node) if x is not None else fit(erf(z), node) if z is not None else None


@rule(real=True, on=add, x=(-5.0, 5.0), hard=(-8.0,))
def one_plus_erf(node: Apply) -> Any:
    """add(1.0, erf(x)) -> erfc(neg(x))

    And erf(x) - 1 is -erfc(x), erfc(x) - 1 is -erf(x).
    """
    for one, y in both_orders(node):
        x, z = operand(y, erf), operand(y, erfc)
        if x is not None and is_constant(one, 1):
            return fit(erfc(neg(x)), node)
        if x is not None and is_constant(one, -1):
            return fit(neg(erfc(x)), node)
        if z is not None and is_constant(one, -1):
            return fit(neg(erf(z)), node)
    return None


@rule(real=True, on=log, x=(-5.0, 20.0), hard=(30.0,))
def log_of_erfc(node: Apply) -> Any:
    """log(erfc(x)) -> switch(lt(x, 1), log(erfc(switch(lt(x, 1), x, 1.0))), sub(log(erfcx(x)), sqr(x)))

    erfc underflows at x = 26.6; exp(x * x) erfc(x) does not. Legacy had an asymptotic series there.
    """
    x = operand(node.inputs[0], erfc)
    if x is None or not node.outputs[0].type.dtype.startswith("float"):
        return None
    if _guarded(x):
        return None
    small = switch(lt(x, literal(1, "int8")), x, literal(1, x.type.dtype))
    return fit(switch(lt(x, literal(1, "int8")), log(erfc(small)), sub(log(erfcx(x)), sqr(x))), node)


def _guarded(x: Variable) -> bool:
    """Return whether x is the switch that this rule makes."""
    node = x.owner
    return node is not None and scalar_function(node) is switch and is_constant(node.inputs[2], 1)


@rule(real=True, on=true_div, x=(-5.0, 20.0), hard=(30.0,))
def density_over_erfc(node: Apply) -> Any:
    """true_div(exp(neg(sqr(x))), erfc(x)) -> inv(erfcx(x))

    The left side is 0 / 0 above x = 27: the gradient of log(erfc(x)).
    """
    above, below = node.inputs
    x = operand(below, erfc)
    if x is None or not node.outputs[0].type.dtype.startswith("float"):
        return None
    if _is_density(above, x):
        return filled(inv(erfcx(x)), node)
    for factor, rest in either_order(above, mul):
        if _is_density(factor, x):
            return fit(true_div(rest, erfcx(x)), node)
    return None


def _is_density(variable: Variable, x: Variable) -> bool:
    """Return whether `variable` is exp(-x * x), with x or -x in the square."""
    power = operand(variable, exp)
    square = None if power is None else operand(power, neg)
    root = None if square is None else operand(square, sqr)
    return root is not None and (root is x or opposite(root, x))


ERROR_FUNCTIONS = (one_minus_erf, one_plus_erf, log_of_erfc, density_over_erfc)
