"""Loops whose step has the form of a forward algorithm in logarithms: one call of support_recursion.py.

A step is  e + m + log(sum(exp(s + a - m))), s being the state and m the maxima, with 0 for those that are not finite.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from compat.graph.variable import Variable
from compat.ops.elementwise_arithmetic import add, sub
from compat.ops.elementwise_comparison import isinf
from compat.ops.elementwise_exponential import exp, log
from compat.ops.elementwise_selection import switch
from compat.ops.elemwise import Elemwise
from compat.ops.reduction_ops import Max, Sum
from compat.ops.shape import DimShuffle


def log_recursion(op: Any) -> bool | None:
    """Whether a[i, j] leads from i to j (True) or from j to i in the steps of `op`; None where its steps are others."""
    layout, inside = op.layout, op.inside
    if (layout.sequences, layout.taps, layout.stacked, layout.carried, layout.fixed) != (1, ((-1,),), 0, 0, 1) \
            or layout.until or layout.window:
        return None
    [e], [[s]], [a] = inside.sequences, inside.states, inside.fixed
    [y] = op.step.states
    if any(v.type.dtype != y.type.dtype for v in (e, s, a)) or y.type.dtype not in ("float64", "float32") \
            or (e.type.ndim, s.type.ndim, a.type.ndim) != (1, 1, 2) or any(a.type.broadcastable):
        return None
    terms = _terms(y)
    logs = [_argument(t, log) for t in terms if _argument(t, log) is not None]
    shifts = [t for t in terms if t is not e and _argument(t, log) is None]
    total = logs[0].owner if len(terms) == 3 and len(logs) == len(shifts) == 1 else None
    if total is None or type(total.op) is not Sum or total.op.axis not in ((0,), (1,)):
        return None
    [shift], [axis] = shifts, total.op.axis
    power = _argument(total.inputs[0], exp)
    parts = None if power is None else _inputs(power, sub)
    if parts is None or _bare(parts[1]) is not shift or not _spread(parts[1], axis):
        return None
    x = _inputs(parts[0], add)
    if x is None or not any(v is a for v in x) or not _is_shift(shift, parts[0], axis):
        return None
    state = x[1] if x[0] is a else x[0]
    return axis == 0 if _bare(state) is s and _spread(state, 1 - axis) else None


def _terms(v: Variable) -> list[Variable]:
    parts = _inputs(v, add)
    return [v] if parts is None else [t for part in parts for t in _terms(part)]


def _inputs(v: Any, row: Any) -> Sequence[Any] | None:
    node = v.owner
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
