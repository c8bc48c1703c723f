"""Static parts (which depend on data alone) are computed when data change, so it pays to separate them.

Data are constant arrays and shared variables (`compat.compilation.data_stage.partition`).
"""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from ..graph.variable import Apply, Constant, SharedVariable, Variable
from ..ops.elementwise.arithmetic import add, inv, mul, sub, true_div
from ..ops.elementwise.elemwise import Elemwise
from ..ops.elementwise.selection import second, switch
from ..ops.linear_algebra.blas import dot
from ..ops.reductions.ops import All, Sum
from ..ops.shapes.shape import dimshuffle
from ..ops.tensor_op import TensorOp
from .dimensions import dimshuffle_of_dimshuffle, dimshuffle_of_same_order
from .engine import rule
from .match import entry_of, fit, is_float, made_by, number, one_value
from .reductions import again

_known: WeakKeyDictionary[Variable, bool] = WeakKeyDictionary()  # results stay valid, as nodes do not change


def is_data(variable: Variable, budget: int = 60) -> bool:
    """Return whether no argument of the function reaches `variable`; False if that takes more than `budget` nodes."""
    known = _known.get(variable)
    if known is not None:
        return known
    waiting = [variable]
    seen: set[int] = set()
    found = True
    while waiting and found:
        v = waiting.pop()
        node = v.owner
        if node is None:
            found = isinstance(v, Constant | SharedVariable) or v.compat_annotation.constant is not None
        elif id(v) not in seen:
            seen.add(id(v))
            known = _known.get(v)
            if known is None:
                found = (
                    len(seen) <= budget
                    and isinstance(node.op, TensorOp)
                    and not getattr(node.op, "compat_impure", False)
                )
                waiting.extend(node.inputs)
            else:
                found = known
    if variable.owner is not None:
        _known[variable] = found
    return found


def _is_computed_data(variable: Variable) -> bool:
    """Return whether `variable` is computed from data: a bare argument or view may cancel later, a logarithm hardly."""
    return (
        isinstance(getattr(variable.owner, "op", None), Elemwise)
        and entry_of(variable) is not second
        and entry_of(variable) not in (add, sub)
        and is_data(variable)
    )


@rule(on=true_div)
def divide_by_data(node: Apply) -> Any:
    """true_div(x, d) -> mul(inv(d), x)

    d is static: its inverse is computed when data change.
    """
    x, d = node.inputs
    dtype = node.outputs[0].type.dtype
    if not is_float(node.outputs[0]) or d.type.dtype != dtype or number(d) is not None or not is_data(d) or is_data(x):
        return None
    return fit(mul(inv(d), x), node)


@rule(on=mul)
def data_together(node: Apply) -> Any:
    """mul(d, mul(e, x)) -> mul(mul(d, e), x)

    d and e are static: their product is computed when data change.
    """
    if not is_float(node.outputs[0]):
        return None
    dtype = node.outputs[0].type.dtype
    for a, b in (node.inputs, node.inputs[::-1]):
        parts = made_by(b, mul)
        if parts is None or b.type.dtype != dtype or number(a) is not None or not is_data(a):
            continue
        for d, x in (parts, parts[::-1]):
            if number(d) is None and d.type.dtype == a.type.dtype == dtype and is_data(d) and not is_data(x):
                return fit(mul(mul(a, d), x), node)
    return None


@rule(on=Sum)
def data_out_of_sum(node: Apply) -> Any:
    """Sum(None)(sub(exp(x), log(d))) -> sub(Sum(None)(exp(x)), Sum(None)(log(d)))

    d is static: half of the sum is computed when data change.
    """
    x = node.inputs[0]
    entry = entry_of(x)
    if entry is None or entry not in (add, sub) or not is_float(x) or is_data(x):
        return None
    for i, (d, rest) in enumerate((x.owner.inputs, x.owner.inputs[::-1])):  # type: ignore[union-attr]
        if (
            not _is_computed_data(d)
            or d.type.broadcastable != x.type.broadcastable
            or d.type.dtype != x.type.dtype
            or rest.type != x.type
        ):
            continue
        whole = (again(node, d), again(node, rest))
        return fit(entry(*(whole if i == 0 else whole[::-1])), node)
    return None


@rule(on=(add, sub))
def data_term_outside(node: Apply) -> Any:
    """sub(sub(exp(x), log(d)), x) -> sub(sub(exp(x), x), log(d))

    d is static; the next rule can then take it out of a sum.
    """
    out = node.outputs[0]
    entry = node.op.scalar_op
    if not is_float(out) or any(v.type != out.type for v in node.inputs) or is_data(out):
        return None
    a, b = node.inputs
    inner: Any = entry_of(a)
    if inner not in (add, sub):
        return None
    parts: Any = a.owner.inputs  # type: ignore[union-attr]
    if all(v.type == out.type for v in parts) and not is_data(b):
        x, d = parts
        if _is_computed_data(d) and not is_data(x):
            return inner(entry(x, b), d)
        if inner is add and _is_computed_data(x) and not is_data(d):
            return add(x, entry(d, b))
    return None


@rule(on=Sum)
def data_condition_out_of_sum(node: Apply) -> Any:
    """Sum(None)(switch(gt(d, 0.0), x, -inf)) -> switch(All(None)(gt(d, 0.0)), Sum(None)(x), -inf)

    One datum outside the support is enough. If there is one, and x is NaN or +inf elsewhere, the left side is NaN.
    """
    x = node.inputs[0]
    parts = made_by(x, switch)
    if parts is None or node.op.axis is not None or not is_float(x):
        return None
    condition, y, outside = parts
    if (
        number(outside) != float("-inf")
        or y.type != x.type
        or condition.type.dtype != "bool"
        or one_value(condition)
        or not is_data(condition)
    ):
        return None
    return fit(switch(All(None)(condition), again(node, y), outside), node)


@rule(on=Sum)
def rows_of_data_by_vector(node: Apply) -> Any:
    """Sum((1,))(mul(A[0], D)) -> dot(D, A[0])

    D is a static matrix, which can be read by rows or by columns, whichever is faster, and shared by products.
    """
    found = _matrix_of_data(node, (1,))
    if found is None:
        return None
    D, x = found
    if x.type.broadcastable == (True, False):
        x = dimshuffle(x, (1,))
    return fit(dot(D, x), node) if x.type.broadcastable == (False,) else None


@rule(on=Sum)
def columns_of_data_by_vector(node: Apply) -> Any:
    """Sum((0,))(mul(x.dimshuffle(0, "x"), D)) -> dot(D.T, x)"""
    found = _matrix_of_data(node, (0,))
    if found is None:
        return None
    D, x = found
    return fit(dot(dimshuffle(D, (1, 0)), dimshuffle(x, (0,))), node) if x.type.broadcastable == (False, True) else None


def _matrix_of_data(node: Apply, axis: tuple[int, ...]) -> Any:
    """Return (D, x) for a float64 sum over one axis of a static matrix D times something else; else None."""
    parts = made_by(node.inputs[0], mul)
    if parts is None or node.op.axis != axis or node.outputs[0].type.dtype != "float64":
        return None
    for D, x in (parts, parts[::-1]):
        if (
            D.type.dtype == x.type.dtype == "float64"
            and D.type.broadcastable == (False, False)
            and is_data(D)
            and not is_data(x)
        ):
            return D, x
    return None


DATA_OUT_OF_SUMS = (data_term_outside, data_out_of_sum, data_condition_out_of_sum)
DATA_ALONE = (
    divide_by_data,
    data_together,
    rows_of_data_by_vector,
    columns_of_data_by_vector,
    dimshuffle_of_dimshuffle,
    dimshuffle_of_same_order,
)
