"""Loops whose step has the form of a forward algorithm in logarithms, or of its gradient: calls of
support_recursion.py.

A step is  e + m + log(sum(exp(s + a - m))), s being the state and m the maxima, with 0 for those that are not finite.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from compat.graph.variable import Variable
from compat.ops.elementwise_arithmetic import add, mul, sub, true_div
from compat.ops.elementwise_comparison import isinf
from compat.ops.elementwise_exponential import exp, log
from compat.ops.elementwise_selection import switch
from compat.ops.elemwise import Elemwise
from compat.ops.reduction_ops import Max, Sum
from compat.ops.shape import DimShuffle


@dataclass(frozen=True)
class Recursion:
    """forwards: a[i, j] leads from i to j, not from j to i. gradient: the loop is that of the gradient. Of this, which
    of what is carried is the gradient of the state, and which (if it is wanted) that of a; whether the former is kept
    at each step."""

    forwards: bool
    gradient: bool = False
    of_state: int = 0
    of_moves: int | None = None
    kept: bool = False


def recursion_of(op: Any) -> Recursion | None:
    """What the steps of `op` are, if they are of this form."""
    layout = op.layout
    if (layout.sequences, layout.fixed) != (1, 1) or layout.until or layout.window:
        return None
    variables = [*op.inner.inputs, *op.inner.outputs]
    dtypes = {getattr(v.type, "dtype", "") for v in variables}
    if dtypes not in ({"float64"}, {"float32"}) or any(any(v.type.broadcastable) for v in variables):
        return None
    return _gradient(op) if not layout.taps else _value(op)


def _value(op: Any) -> Recursion | None:
    layout, inside = op.layout, op.inside
    if (layout.taps, layout.stacked, layout.carried) != (((-1,),), 0, 0):
        return None
    [e], [[s]], [a], [y] = inside.sequences, inside.states, inside.fixed, op.step.states
    terms = _terms(y)
    logs = [_argument(t, log) for t in terms if _argument(t, log) is not None]
    shifts = [t for t in terms if t is not e and _argument(t, log) is None]
    if len(terms) != 3 or not len(logs) == len(shifts) == 1:
        return None
    power, axis = _sum(logs[0])
    return None if power is None or not _is_power(power, axis, s, a, shifts[0]) else Recursion(axis == 0)


def _gradient(op: Any) -> Recursion | None:
    """Of g: the sum of v along one axis of v = g / total * power, total being the sum of power along the other."""
    layout, inside, step = op.layout, op.inside, op.step
    if layout.carried not in (1, 2) or layout.stacked > 1:
        return None
    vectors, matrices = ([k for k, v in enumerate(inside.carried) if v.type.ndim == n] for n in (1, 2))
    if len(vectors) != 1 or len(matrices) != layout.carried - 1:
        return None
    [x], [a], g, y = inside.sequences, inside.fixed, inside.carried[vectors[0]], step.carried[vectors[0]]
    if layout.stacked and step.stacked[0] is not g:
        return None
    v, other = _sum(y)
    for share, power in _either_order(v, mul):
        parts = _inputs(_bare(share), true_div)
        found, axis = (None, 0) if parts is None or parts[0] is not g else _sum(parts[1])
        if found is power and axis == 1 - other and _spread(share, axis) and _is_power(power, axis, x, a):
            if any(not any(p is inside.carried[k] and q is v for p, q in _either_order(step.carried[k], add))
                   for k in matrices):
                return None
            return Recursion(axis == 0, True, vectors[0], matrices[0] if matrices else None, layout.stacked == 1)
    return None


def _is_power(power: Any, axis: int, s: Any, a: Any, shift: Any = None) -> bool:
    """exp(s + a - shift), s running along the `axis` of a matrix along which `shift`, of the maxima, is the same."""
    parts = _inputs(_argument(power, exp), sub)
    if parts is None or not _spread(parts[1], axis) or shift is not None and _bare(parts[1]) is not shift \
            or not _is_shift(_bare(parts[1]), parts[0], axis):
        return False
    return any(q is a and _bare(p) is s and _spread(p, 1 - axis) for p, q in _either_order(parts[0], add))


def _sum(v: Any) -> tuple[Any, int]:
    """What `v` is the sum of, and along which axis of a matrix; (None, 0) if it is none."""
    node = None if v is None else v.owner
    if node is None or type(node.op) is not Sum or node.op.axis not in ((0,), (1,)):
        return None, 0
    return node.inputs[0], node.op.axis[0]


def _terms(v: Variable) -> list[Variable]:
    parts = _inputs(v, add)
    return [v] if parts is None else [t for part in parts for t in _terms(part)]


def _either_order(v: Any, row: Any) -> list[tuple[Any, Any]]:
    parts = _inputs(v, row)
    return [] if parts is None else [(parts[0], parts[1]), (parts[1], parts[0])]


def _inputs(v: Any, row: Any) -> Sequence[Any] | None:
    node = None if v is None else v.owner
    return node.inputs if node is not None and type(node.op) is Elemwise and node.op.scalar_op is row else None


def _argument(v: Any, row: Any) -> Any:
    inputs = _inputs(v, row)
    return None if inputs is None else inputs[0]


def _bare(v: Any) -> Any:
    """The vector that `v` is, whatever dimensions of length 1 it was given."""
    return v.owner.inputs[0] if v.owner is not None and type(v.owner.op) is DimShuffle else v


def _spread(v: Any, axis: int) -> bool:
    """Whether the vector `v` is the same along `axis` of a matrix."""
    if _bare(v) is v:
        return v.type.ndim == 1 and axis == 0
    order = v.owner.op.new_order
    return order == (("x", 0) if axis == 0 else (0, "x"))


def _is_shift(shift: Any, x: Any, axis: int) -> bool:
    """switch(isinf(top), 0, top), top being the maxima of x along `axis`."""
    parts = _inputs(shift, switch)
    if parts is None:
        return False
    condition, zero, top = parts
    node = top.owner
    return _argument(condition, isinf) is top and getattr(_bare(zero), "data", None) == 0 and node is not None \
        and type(node.op) is Max and node.op.axis == (axis,) and node.inputs[0] is x
