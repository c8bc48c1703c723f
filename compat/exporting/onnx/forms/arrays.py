"""Shapes, joins, new arrays, reductions and orders."""

from __future__ import annotations

from typing import Any

import numpy as np

from ....graph.variable import Apply
from ....ops.control.assertion import Assert
from ....ops.control.check import Check
from ....ops.indexing.copies import ViewOp
from ....ops.indexing.in_range import InRange
from ....ops.linear_algebra.blas import BatchedDot, Dot
from ....ops.ordering.searching import SearchsortedOp
from ....ops.ordering.sorting import ArgSortOp, SortOp
from ....ops.ordering.top_k import TopKOp
from ....ops.reductions.ops import Argmax, Reduction
from ....ops.shapes.creation import Alloc, AllocEmpty, ARange, Eye
from ....ops.shapes.diagonal_filling import FillDiagonal, FillDiagonalOffset
from ....ops.shapes.diagonal_ops import AllocDiag, ExtractDiag, Tri
from ....ops.shapes.join import Join, JoinAlong, MakeVector
from ....ops.shapes.repetition import RepeatOp
from ....ops.shapes.shape import DimShuffle, Rebroadcast, Reshape, Shape, ShapeI
from ....ops.tensor_op import in_dtype
from ...errors import CannotExport
from ..namespace import Namespace
from ..onnx_graph import Graph
from ..tensor import Tensor
from .table import form


def known_number(value: Any, what: str) -> int:
    """Return an integer that the form must know when the model is written."""
    if isinstance(value, Tensor):
        raise CannotExport(f"{what} is known only when the model runs")
    return int(value)


@form(ShapeI)
def _length(graph: Graph, node: Apply, x: Tensor) -> list[Any]:
    return [x.length(node.op.axis)]  # type: ignore[attr-defined]


@form(Shape)
def _shape(graph: Graph, node: Apply, x: Tensor) -> list[Any]:
    return [x.shape_vector()]


@form(Reshape)
def _reshape(graph: Graph, node: Apply, x: Any, lengths: Any) -> list[Any]:
    return [graph.reshape(x, lengths, node.outputs[0].type.ndim)]  # type: ignore[attr-defined]


@form(DimShuffle)
def _dimshuffle(graph: Graph, node: Apply, x: Tensor) -> list[Any]:
    """Drop dimensions of length 1, order the others, add new ones."""
    order = node.op.new_order  # type: ignore[attr-defined]
    dropped = [d for d in range(x.ndim) if d not in order]
    kept = [d for d in range(x.ndim) if d in order]
    moved = graph.transpose(graph.squeezed(x, dropped), [kept.index(d) for d in order if d != "x"])
    return [graph.unsqueezed(moved, [k for k, d in enumerate(order) if d == "x"])]


@form(Rebroadcast, ViewOp, Assert, Check, InRange)
def _passed(graph: Graph, node: Apply, x: Any, *_: Any) -> list[Any]:
    """Pass the value: what is checked raises in our own function alone."""
    return [x]


@form(MakeVector)
def _vector(graph: Graph, node: Apply, *values: Any) -> list[Any]:
    dtype = node.outputs[0].type.dtype  # type: ignore[attr-defined]
    if dtype == "int64":
        return [graph.vector(list(values))]
    return [graph.joined([graph.reshape(graph.value(v, dtype), [1]) for v in values], 0)]


@form(Join)
def _join(graph: Graph, node: Apply, *values: Any) -> list[Any]:
    dtype = node.outputs[0].type.dtype  # type: ignore[attr-defined]
    return [graph.joined([graph.value(v, dtype) for v in values], node.op.axis)]  # type: ignore[attr-defined]


@form(JoinAlong)
def _join_along(graph: Graph, node: Apply, axis: Any, *values: Any) -> list[Any]:
    dtype = node.outputs[0].type.dtype  # type: ignore[attr-defined]
    return [graph.joined([graph.value(v, dtype) for v in values], known_number(axis, "the axis of a join"))]


@form(Alloc)
def _alloc(graph: Graph, node: Apply, value: Any, *lengths: Any) -> list[Any]:
    return [graph.expanded(value, list(lengths), len(lengths)) if lengths else value]


@form(AllocEmpty)
def _alloc_empty(graph: Graph, node: Apply, *lengths: Any) -> list[Any]:
    zero = np.zeros((), node.outputs[0].type.dtype)  # type: ignore[attr-defined]
    return [graph.expanded(zero, list(lengths), len(lengths))]


@form(ARange)
def _arange(graph: Graph, node: Apply, start: Any, stop: Any, step: Any) -> list[Any]:
    dtype = np.dtype(node.outputs[0].type.dtype)  # type: ignore[attr-defined]
    inside = dtype if dtype.name in ("int32", "int64", "float32", "float64") else np.dtype("int64")
    found = graph.node("Range", [graph.value(v, inside) for v in (start, stop, step)], inside, 1)
    return [graph.cast(found, dtype)]


@form(Eye, Tri)
def _by_diagonal(graph: Graph, node: Apply, n: Any, m: Any, k: Any) -> list[Any]:
    """Compare rows and columns: their numbers may be known only when the model runs."""
    xp = Namespace(graph)
    rows, columns = (graph.value(xp.arange(v)) for v in (n, m))
    last = graph.unsqueezed(rows, [1]) + graph.value(k, "int64")
    at = graph.unsqueezed(columns, [0])
    ones = at == last if isinstance(node.op, Eye) else at <= last
    return [graph.cast(ones, np.dtype(node.outputs[0].type.dtype))]  # type: ignore[attr-defined]


@form(AllocDiag)
def _diagonal_matrix(graph: Graph, node: Apply, v: Tensor) -> list[Any]:
    """Put the last dimension on a diagonal: rows as long as the matrix, and zero beside the diagonal."""
    op: Any = node.op
    xp, last = Namespace(graph), abs(op.offset)
    margins: list[tuple[int, int]] = [(0, 0)] * (v.ndim - 1)
    filled = xp.pad(v, [*margins, (op.down, last - op.down)])
    at = xp.arange(filled.length(v.ndim - 1))
    on = graph.unsqueezed(at, [0]) - np.int64(op.right) == graph.unsqueezed(at, [1]) - np.int64(op.down)
    whole = xp.where(on, graph.unsqueezed(filled, [v.ndim]), np.zeros((), v.dtype))
    return [xp.moveaxis(whole, (-2, -1), (op.axis1, op.axis2))]


@form(FillDiagonal)
def _filled_diagonal(graph: Graph, node: Apply, a: Any, val: Any) -> list[Any]:
    """Fill it without a look at the lengths, which have to be equal."""
    xp: Any = Namespace(graph)
    return FillDiagonalOffset.compat_array(node.op, xp, node, graph.value(a), graph.value(val))  # type: ignore[arg-type]


@form(ExtractDiag)
def _diagonal(graph: Graph, node: Apply, x: Tensor) -> list[Any]:
    """Gather the elements at (i, i + offset)."""
    op: Any = node.op
    rest = [d for d in range(x.ndim) if d not in (op.axis1, op.axis2)]
    moved = graph.transpose(x, [op.axis1, op.axis2, *rest])
    xp: Any = Namespace(graph)
    rows, columns = moved.length(0) - np.int64(op.down), moved.length(1) - np.int64(op.right)
    count = xp.maximum(xp.minimum(rows, columns), np.int64(0))
    at = xp.arange(count)
    pairs = graph.joined([graph.unsqueezed(at + np.int64(d), [1]) for d in (op.down, op.right)], 1)
    found = graph.node("GatherND", [moved, pairs], x.dtype, x.ndim - 1)
    return [graph.transpose(found, [*range(1, found.ndim), 0])]


@form(RepeatOp)
def _repeat(graph: Graph, node: Apply, x: Tensor, repeats: Any) -> list[Any]:
    op: Any = node.op
    if (repeats.ndim if isinstance(repeats, Tensor) else np.ndim(repeats)) or op.axis is None:
        raise CannotExport("repeats of its own for each element have no form in ONNX")
    axis = op.axis % x.ndim
    wide = graph.unsqueezed(x, [axis + 1])
    lengths: list[Any] = [*x.shape[: axis + 1], repeats, *x.shape[axis + 1 :]]
    final: list[Any] = list(x.shape)
    final[axis] = x.length(axis) * graph.value(repeats, "int64")
    return [graph.reshape(graph.expanded(wide, lengths, wide.ndim), final)]


@form(Reduction)
def _reduction(graph: Graph, node: Apply, x: Any) -> list[Any]:
    op: Any = node.op
    axes, out = op.axes(x.ndim), node.outputs[0].type.dtype  # type: ignore[attr-defined]
    xp: Any = Namespace(graph)
    if op.function in ("sum", "prod"):
        x = in_dtype(xp, x, op.accumulator_dtype(x.dtype.name))
    if not axes:
        return [in_dtype(xp, x, out)]
    return [in_dtype(xp, getattr(xp, op.function)(x, axis=tuple(axes)), out)]


@form(Argmax)
def _argmax(graph: Graph, node: Apply, x: Tensor) -> list[Any]:
    axes = node.op.axes(x.ndim)  # type: ignore[attr-defined]
    if not axes:
        return [graph.value(np.int64(0))]
    kept = [d for d in range(x.ndim) if d not in axes]
    flat = graph.transpose(x, [*kept, *axes])
    flat = graph.reshape(flat, [*(x.length(d) for d in kept), np.int64(-1)]) if len(axes) > 1 else flat
    return [Namespace(graph).argmax(flat, len(kept))]


@form(Dot, BatchedDot)
def _dot(graph: Graph, node: Apply, x: Any, y: Any) -> list[Any]:
    dtype = node.outputs[0].type.dtype  # type: ignore[attr-defined]
    return [Namespace(graph).matmul(graph.value(x, dtype), graph.value(y, dtype))]


@form(SortOp)
def _sort(graph: Graph, node: Apply, x: Tensor, axis: Any) -> list[Any]:
    return [_sorted(graph, x, axis)[0]]


@form(ArgSortOp)
def _argsort(graph: Graph, node: Apply, x: Tensor, axis: Any) -> list[Any]:
    return [_sorted(graph, x, axis)[1]]


@form(TopKOp)
def _top(graph: Graph, node: Apply, x: Tensor, k: Any) -> list[Any]:
    op: Any = node.op
    k, axis = known_number(k, "the number of top elements"), op.axis % x.ndim
    part = slice(-k, None) if k > 0 else slice(None, -k)
    values, places = (v[(*[slice(None)] * axis, part)] for v in _sorted(graph, x, axis))
    return [values] * op.return_values + [places.astype(op.idx_dtype)] * op.return_indices


@form(SearchsortedOp)
def _search(graph: Graph, node: Apply, x: Any, v: Any, *sorter: Any) -> list[Any]:
    """Count the elements before each value."""
    x, v = graph.value(x), graph.value(v)
    x = graph.gather(x, sorter[0]) if sorter else x
    one = graph.unsqueezed(v, [v.ndim])
    before = x < one if node.op.side == "left" else x <= one  # type: ignore[attr-defined]
    return [Namespace(graph).sum(before.astype("int64"), -1)]


def _sorted(graph: Graph, x: Tensor, axis: Any) -> list[Tensor]:
    at = known_number(axis, "the axis of a sort") % x.ndim
    inside = graph.computed("TopK", x.dtype)
    values, places = graph.nodes_of(
        "TopK",
        [x.astype(inside), graph.reshape(x.length(at), [1])],
        [(inside, x.ndim), ("int64", x.ndim)],
        axis=at,
        largest=0,
        sorted=1,
    )
    return [values.astype(x.dtype), places]
