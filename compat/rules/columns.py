"""Operations on arrays that are joined from a few pieces, applied to each piece.

Mixtures are written as `stack([a, b], axis=1)` with reductions over it; taken apart, they are arithmetic on a and b in
one loop.
"""

from __future__ import annotations

from typing import Any

from ..graph.variable import Apply, Variable
from ..ops.elementwise.arithmetic import add, mul
from ..ops.elementwise.bitwise import and_, or_
from ..ops.elementwise.elemwise import Elemwise
from ..ops.elementwise.selection import maximum, minimum, second
from ..ops.indexing.subtensor import Subtensor
from ..ops.indexing.subtensor_index import Index, Slice
from ..ops.reductions.ops import All, Any_, Max, Min, Prod, Sum
from ..ops.shapes.equal_lengths import checked
from ..ops.shapes.join import Join, MakeVector
from ..ops.shapes.shape import Rebroadcast, ShapeI, dimshuffle
from .engine import rule
from .indexing import known_length
from .match import as_dtype, fit, made_with, widened

_MOST_COLUMNS, _MOST_SCALARS = 8, 64  # above these a loop is better than its unrolled form
_PAIRWISE: dict[type, Any] = {Sum: add, Prod: mul, Max: maximum, Min: minimum, All: and_, Any_: or_}


@rule(on=tuple(_PAIRWISE))
def reduction_of_stacked(node: Apply) -> Any:
    """Sum(None)(stack(s, t, u)) -> add(add(s, t), u)"""
    maker = made_with(node.inputs[0], MakeVector)
    if maker is None or not 1 <= len(maker.inputs) <= _MOST_SCALARS:
        return None
    return _reduced(node, [as_dtype(v, maker.op.dtype) for v in maker.inputs])


def _reduced(node: Apply, pieces: list[Any]) -> Any:
    """Combine `pieces` with the function of the reduction, in its accumulator dtype."""
    dtype = node.outputs[0].type.dtype
    if isinstance(node.op, All | Any_) and any(p.type.dtype != "bool" for p in pieces):
        return None
    if isinstance(node.op, Sum | Prod) and node.op.accumulator_dtype(pieces[0].type.dtype) != dtype:
        return None  # float32 accumulated as float64 remains a reduction
    row, total = _PAIRWISE[type(node.op)], as_dtype(pieces[0], dtype)
    for piece in pieces[1:]:
        total = row(total, as_dtype(piece, dtype))
    return fit(total, node)


def _columns(variable: Variable) -> Apply | None:
    """Return the node that joined `variable` from a few pieces of length 1."""
    maker = made_with(variable, Join)
    if maker is None or len(maker.inputs) > _MOST_COLUMNS:
        return None
    axis = maker.op.axis
    return maker if all(v.type.broadcastable[axis] for v in maker.inputs) else None


@rule(on=tuple(_PAIRWISE))
def reduction_of_columns(node: Apply) -> Any:
    """Sum((0,))(rows(x, y)) -> add(x, y)

    Along the axis of the pieces, perhaps among others; for other axes, the reduced pieces are joined.
    """
    maker = _columns(node.inputs[0])
    if maker is None:
        return None
    axis, whole = maker.op.axis, maker.outputs[0].type
    axes = node.op.axes(whole.ndim)
    joined = [as_dtype(v, whole.dtype) for v in maker.inputs]
    for a in axes:  # joining compared these lengths, and nothing would after the reduction
        if a != axis and not whole.broadcastable[a]:
            joined[1:] = [checked(v, a, ShapeI(a)(joined[0])) for v in joined[1:]]
    if axis not in axes:
        position = axis - sum(a < axis for a in axes)
        return fit(Join(position)(*map(node.op, joined)), node)
    pieces = [dimshuffle(v, [d for d in range(whole.ndim) if d != axis]) for v in joined]
    left = tuple(a - (a > axis) for a in axes if a != axis)
    if left:
        if isinstance(node.op, Sum | Prod) and node.op.accumulator_dtype(whole.dtype) != node.outputs[0].type.dtype:
            return None
        full = left == tuple(range(whole.ndim - 1))
        pieces = [type(node.op)(**{**node.op.__dict__, "axis": None if full else left})(p) for p in pieces]
    return _reduced(node, pieces)


@rule(on=Elemwise)
def function_of_columns(node: Apply) -> Any:
    """exp(rows(x, y)) -> rows(exp(x), exp(y))

    The other operands are joined likewise, constant along the axis, or sliced.
    """
    if node.op.scalar_op is second:
        return None
    out = node.outputs[0].type
    found = [c for v in node.inputs if v.type.ndim == out.ndim and (c := _columns(v)) is not None]
    if not found:
        return None
    axis, count = found[0].op.axis, len(found[0].inputs)
    if any(c.op.axis != axis or len(c.inputs) != count for c in found):
        return None
    parts: list[list[Any]] = []
    for v in node.inputs:
        maker = _columns(v) if v.type.ndim == out.ndim else None
        own = axis - (out.ndim - v.type.ndim)
        if maker is not None:
            parts.append([as_dtype(p, v.type.dtype) for p in maker.inputs])
        elif own < 0 or v.type.broadcastable[own]:
            parts.append([v] * count)
        else:
            whole = checked(v, own, count)
            parts.append([_column(whole, own, k) for k in range(count)])
    pieces = [node.op(*(p[k] for p in parts)) for k in range(count)]
    pieces = [widened(p, out) for p in pieces]
    return fit(Join(axis)(*pieces), node)


def _column(variable: Variable, axis: int, k: int) -> Any:
    """Return variable[..., k:k + 1, ...], whose type has length 1 there."""
    index = Subtensor((*[Slice()] * axis, Index(k)))(variable)
    order: list[Any] = list(range(index.type.ndim))
    order.insert(axis, "x")
    return dimshuffle(index, order)


@rule(on=Rebroadcast)
def column_of_leaf(node: Apply) -> Any:
    """Rebroadcast(((0, True),))(x[1:2]) -> x[1].dimshuffle("x")

    The flag is redundant: there is one element, or an IndexError if x is shorter.
    """
    cut = made_with(node.inputs[0], Subtensor)
    if cut is None or len(node.op.axes) != 1 or not node.op.axes[0][1]:
        return None
    axis = node.op.axes[0][0]
    entries = list(cut.op.entries)
    if axis >= len(entries) or any(isinstance(e, Index) for e in entries[: axis + 1]):
        return None
    entry = entries[axis]
    if (
        not isinstance(entry.start, int)
        or entry.start < 0
        or entry.stop != entry.start + 1
        or entry.step not in (None, 1)
    ):
        return None
    entries[axis] = Index(entry.start)
    order: list[Any] = list(range(node.outputs[0].type.ndim - 1))
    order.insert(axis, "x")
    return fit(dimshuffle(Subtensor(tuple(entries))(*cut.inputs), order), node)


@rule(on=Join)
def join_of_single_values(node: Apply) -> Any:
    """join(0, s.dimshuffle("x"), t.dimshuffle("x")) -> stack(s, t)"""
    out = node.outputs[0].type
    if out.ndim != 1 or len(node.inputs) < 2 or not all(v.type.broadcastable[0] for v in node.inputs):
        return None
    return fit(MakeVector(out.dtype)(*(as_dtype(dimshuffle(v, ()), out.dtype) for v in node.inputs)), node)


@rule(on=Elemwise)
def few_columns(node: Apply) -> Any:
    """x.dimshuffle(0, "x") + w[0:2] -> join(1, (x + w[0:2][0]).dimshuffle(0, "x"), (x + w[0:2][1]).dimshuffle(0, "x"))

    A column and a row of a few elements, of known number, become that many columns: the components of a mixture. Loops
    over the long side become vector code, and sums over the short side plain additions.
    """
    out = node.outputs[0].type
    if out.broadcastable != (False, False) or node.op.scalar_op is second:
        return None
    rows = [v for v in node.inputs if v.type.broadcastable in ((False,), (True, False))]
    columns = [v for v in node.inputs if v.type.broadcastable == (False, True)]
    singles = [v for v in node.inputs if all(v.type.broadcastable)]
    if not rows or not columns or len(rows) + len(columns) + len(singles) != len(node.inputs):
        return None
    count = next((k for v in rows if (k := known_length(v, v.type.ndim - 1)) is not None), None)
    if count is None or not 2 <= count <= _MOST_COLUMNS:
        return None

    def part(v: Variable, k: int) -> Any:
        return _column(v, v.type.ndim - 1, k) if any(v is r for r in rows) else v

    return fit(Join(1)(*(node.op(*(part(v, k) for v in node.inputs)) for k in range(count))), node)


COLUMNS = (
    join_of_single_values,
    reduction_of_stacked,
    reduction_of_columns,
    function_of_columns,
    column_of_leaf,
)
