"""Values that are positive by construction, and logarithms of products of exponentials."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..graph.variable import Apply, Variable
from ..ops.elementwise.arithmetic import add, inv, mul, neg, sqr, sub, true_div
from ..ops.elementwise.elemwise import Elemwise
from ..ops.elementwise.exponential import exp, pow, sigmoid, softplus, sqrt
from ..ops.elementwise.selection import identity
from ..ops.linear_algebra.cholesky import Cholesky
from ..ops.reductions.ops import Max, Min, Prod, Sum
from ..ops.shapes.diagonal_ops import ExtractDiag
from ..ops.shapes.shape import DimShuffle, dimshuffle
from ..ops.tensor_variable import Tensor
from .match import as_dtype, entry_of, literal, number, operand

if TYPE_CHECKING:
    from ..ops.elementwise.elemwise import Elementwise

# for (function of x, function of y): pairs of operands, of which one must be equal and the other opposite
_SAME_OPERANDS = {
    (sub, sub): (),
    (add, sub): ((1, 1), (0, 1)),  # c + x and -c - x
    (sub, add): ((1, 1), (1, 0)),
    (mul, mul): ((1, 1), (0, 0)),
    (true_div, true_div): ((1, 1), (0, 0)),
}


def opposite(x: Any, y: Any, depth: int = 4) -> bool:
    """Return whether y is visibly -x: neg(x), a sign in a factor, or a difference with its terms exchanged."""
    if operand(x, neg) is y or operand(y, neg) is x:
        return True
    a, b = number(x), number(y)
    if a is not None and b is not None:
        return bool(a == -b)
    entry = entry_of(x)
    if depth == 0 or entry is None or entry not in (mul, true_div, sub, add) or not x.type.dtype.startswith("float"):
        return False
    other = entry_of(y)
    if other is None or (entry, other) not in _SAME_OPERANDS:
        return False
    a, b = x.owner.inputs, y.owner.inputs
    if entry is sub and other is sub:
        return a[0] is b[1] and a[1] is b[0]
    return any(a[i] is b[j] and opposite(a[1 - i], b[1 - j], depth - 1) for i, j in _SAME_OPERANDS[entry, other])


def not_below_zero(variable: Variable, depth: int = 5) -> bool:
    """Return whether a float cannot be negative (it may be NaN, and 0 by underflow)."""
    value = number(variable)
    if value is not None:
        return bool(value >= 0)
    node = variable.owner
    if node is None or depth == 0:
        return False
    if (
        isinstance(node.op, ExtractDiag)
        and node.op.offset == 0
        and node.inputs[0].owner is not None
        and isinstance(node.inputs[0].owner.op, Cholesky)
    ):
        return True
    if isinstance(node.op, DimShuffle | Sum | Prod | Max | Min | ExtractDiag):
        return not_below_zero(node.inputs[0], depth - 1)
    if not isinstance(node.op, Elemwise):
        return False
    entry = node.op.scalar_op
    if {"positive", "non-negative"} & set(entry.facts):
        return not variable.type.dtype.startswith("complex")
    return entry in (add, mul, true_div, inv) and all(not_below_zero(v, depth - 1) for v in node.inputs)


def log_in_parts(variable: Any, depth: int = 6) -> tuple[Any, Any] | None:
    """Return (e, r) with variable = exp(e) * r, r None for 1, if `variable` is a product with an exponential in it."""
    node = variable.owner
    if node is None or depth == 0:
        return None
    if type(node.op) is DimShuffle:
        return _spread(log_in_parts(node.inputs[0], depth - 1), node)
    if type(node.op) is not Elemwise or not variable.type.dtype.startswith("float"):
        return None
    entry, inputs = node.op.scalar_op, node.inputs
    logarithm = _logarithm(variable)
    if logarithm is not None:
        return logarithm, None
    if entry is identity:  # the value of a free variable, under its name
        return log_in_parts(inputs[0], depth - 1)
    if entry in (sqr, inv, sqrt, pow):
        return _mapped(entry, log_in_parts(inputs[0], depth - 1), inputs[1:])
    if entry in (mul, true_div):
        a, b = (log_in_parts(v, depth - 1) for v in inputs)
        if a is None and b is None:
            return None
        return _combined(entry, a or (None, inputs[0]), b or (None, inputs[1]), variable.type.dtype)
    return None


def _logarithm(variable: Any) -> Any:
    """Return log(variable) for an exponential or a sigmoid, else None."""
    entry, inputs, dtype = variable.owner.op.scalar_op, variable.owner.inputs, variable.type.dtype
    if entry is exp:
        return as_dtype(inputs[0], dtype)
    if entry is sigmoid:
        return neg(softplus(neg(as_dtype(inputs[0], dtype))))
    if entry is sub and number(inputs[0]) == 1 and (x := operand(inputs[1], sigmoid)) is not None:
        return neg(softplus(as_dtype(x, dtype)))
    return None


def _spread(parts: Any, node: Apply) -> tuple[Any, Any] | None:
    """Return the parts of the input of a DimShuffle, with the same DimShuffle applied."""
    if parts is None:
        return None
    ndim = node.inputs[0].type.ndim  # type: ignore[attr-defined]
    e, r = (  # a part may have fewer dimensions, as operands may
        v
        if v is None
        else dimshuffle(dimshuffle(v, [*"x" * (ndim - v.type.ndim), *range(v.type.ndim)]), node.op.new_order)
        for v in parts
    )
    return e, r


def _mapped(row: Any, inner: Any, exponent: Sequence[Any]) -> tuple[Any, Any] | None:
    """Return the parts of entry(x) or of pow(x, exponent); `inner` are those of x."""
    if inner is None:
        return None
    e, r = inner
    if row is pow:
        scaled = mul(*exponent, e)
    else:
        scaled = neg(e) if row is inv else mul(literal(2.0 if row is sqr else 0.5, e.type.dtype), e)
    return scaled, None if r is None else row(r, *exponent)


def _combined(row: Elementwise, a: tuple[Tensor | None, ...], b: tuple[Any, ...], dtype: str) -> tuple[Any, Any]:
    (e, r), (f, s) = a, b
    if e is None or f is None:
        power = e if f is None else f if row is mul else neg(f)
    else:
        power = add(e, f) if row is mul else sub(e, f)
    if s is None:
        rest = r
    elif r is None:
        rest = s if row is mul else inv(as_dtype(s, dtype))
    else:
        rest = row(r, s)
    return power, rest
