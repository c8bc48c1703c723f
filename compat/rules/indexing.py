"""Indexing: views of views are merged, and elements of joined or repeated arrays are read at their source."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..graph.variable import Apply, Constant, Variable
from ..ops.elementwise.elemwise import Elemwise
from ..ops.elementwise.selection import second
from ..ops.indexing.advanced_subtensor import AdvancedIncSubtensor1, AdvancedSubtensor, AdvancedSubtensor1
from ..ops.indexing.subtensor import IncSubtensor, Subtensor
from ..ops.indexing.subtensor_index import Dynamic, Index, Slice, shifted
from ..ops.shapes.creation import Alloc
from ..ops.shapes.equal_lengths import operands_along, proven_length
from ..ops.shapes.join import Join, MakeVector
from ..ops.shapes.shape import DimShuffle, ShapeI, dimshuffle, known_lengths
from .engine import rule
from .match import as_dtype, fit, lengths_of_result, made_by, made_with, one_value

FULL = Slice()


@rule(on=(Subtensor, IncSubtensor))
def constant_positions(node: Apply) -> Any:
    """Subtensor((Index(Dynamic(1)),))(x, 3) -> x[3]

    Inputs of the index that have become literals move into the Op.
    """
    first = 2 if type(node.op) is IncSubtensor else 1
    scalars = node.inputs[first:]
    if not any(isinstance(v, Constant) for v in scalars):
        return None
    kept: list[Any] = []

    def part(value: Dynamic | int | None) -> Any:
        if not isinstance(value, Dynamic):
            return value
        variable = node.inputs[value.position]
        if isinstance(variable, Constant):
            return int(variable.data)
        kept.append(variable)
        return Dynamic(first + len(kept) - 1)

    entries = _mapped(node.op.entries, part)
    if first == 2:
        return fit(IncSubtensor(entries, set_instead_of_inc=node.op.set_instead_of_inc)(*node.inputs[:2], *kept), node)
    return fit(Subtensor(entries)(node.inputs[0], *kept), node)


def _mapped(entries: tuple[Any, ...], part: Callable[..., Any]) -> tuple[Any, ...]:
    return tuple(
        Index(part(e.at)) if isinstance(e, Index) else Slice(part(e.start), part(e.stop), part(e.step)) for e in entries
    )


@rule(on=Subtensor)
def whole_slices(node: Apply) -> Any:
    """x[0:ShapeI(0)(x)] -> x"""
    x = node.inputs[0]
    entries = []
    for axis, e in enumerate(node.op.entries):
        if (
            isinstance(e, Slice)
            and e.start in (0, None)
            and e.step in (1, None)
            and (e.stop is None or _is_length_of(node, e.stop, x, axis))
        ):
            e = FULL
        entries.append(e)
    while entries and entries[-1] == FULL:
        entries.pop()
    if not entries:
        return x
    if tuple(entries) == node.op.entries:
        return None
    kept: list[Any] = []

    def part(value: object) -> Any:
        if not isinstance(value, Dynamic):
            return value
        kept.append(node.inputs[value.position])
        return Dynamic(len(kept))

    return fit(Subtensor(_mapped(tuple(entries), part))(x, *kept), node)


def _is_length_of(node: Apply, stop: Dynamic | int, x: Variable, axis: int) -> bool:
    if not isinstance(stop, Dynamic):
        return isinstance(stop, int) and stop >= 1 and x.type.broadcastable[axis]
    maker = made_with(node.inputs[stop.position], ShapeI)
    return maker is not None and maker.op.axis == axis and maker.inputs[0] is x


@rule(on=(Subtensor, IncSubtensor))
def slices_of_known_length(node: Apply) -> Any:
    """w[:-1] -> w[0:4]

    For a w of known length, such as a sampler's flat vector, so that slices of slices merge.
    """
    x = node.inputs[0]
    changed = False
    entries: list[Any] = []
    for axis, e in enumerate(node.op.entries):
        length = known_length(x, axis)
        if length is not None and e != FULL and e.is_constant:
            if isinstance(e, Index):
                new: Any = Index(e.at + length) if -length <= e.at < 0 else e
            elif (e.step or 1) > 0:
                start, stop, step = slice(e.start, e.stop, e.step).indices(length)
                new = Slice(start, max(start, stop), None if step == 1 else step)
                new = FULL if new == Slice(0, length) else new
            else:
                new = e
            changed = changed or (new != e and (isinstance(e, Index) or new != Slice(e.start or 0, e.stop, e.step)))
            e = new
        entries.append(e)
    if not changed:
        return None
    if isinstance(node.op, IncSubtensor):
        return fit(IncSubtensor(tuple(entries), set_instead_of_inc=node.op.set_instead_of_inc)(*node.inputs), node)
    return fit(Subtensor(tuple(entries))(*node.inputs), node)


def known_length(x: Variable, axis: int, depth: int = 6) -> int | None:
    """Return the length of a leaf, of a slice or an update of one, or of a computation on such vectors, if known."""
    if x.type.broadcastable[axis]:
        return 1
    if isinstance(x, Constant):
        return int(x.data.shape[axis])
    node = x.owner
    if node is None:
        return known_lengths(x)[axis]
    if depth == 0:
        return None
    op = node.op
    if isinstance(op, Elemwise):
        lengths = (known_length(v, own, depth - 1) for v, own in operands_along(x, axis))
        return next((n for n in lengths if n is not None), None)
    if isinstance(op, MakeVector):
        return len(node.inputs)
    if x.type.ndim != 1:
        return None
    if isinstance(op, AdvancedSubtensor1):
        return known_length(node.inputs[1], 0, depth - 1)
    if isinstance(op, IncSubtensor | AdvancedIncSubtensor1):
        return known_length(node.inputs[0], 0, depth - 1)
    if type(op) is Subtensor and node.inputs[0].type.ndim == 1:
        return _length_of_part(known_length(node.inputs[0], 0, depth - 1), op.entries)
    return None


def _length_of_part(length: int | None, entries: tuple[Any, ...]) -> int | None:
    """Return the length of x[entries] of a vector of this length."""
    if length is None or not entries:
        return length
    [entry] = entries
    return len(range(length)[slice(entry.start, entry.stop, entry.step)]) if entry.is_constant else None


@rule(on=Subtensor)
def index_of_stacked(node: Apply) -> Any:
    """stack(s, t, u)[1] -> t

    Slices of a stacked vector become stacked vectors.
    """
    maker = made_with(node.inputs[0], MakeVector)
    if maker is None or len(node.op.entries) != 1 or len(node.inputs) > 1:
        return None
    [index] = node.op.python_index(node.inputs)
    if isinstance(index, slice):
        return fit(maker.op(*maker.inputs[index]), node)
    if not -len(maker.inputs) <= index < len(maker.inputs):
        return None  # the error is raised at run time
    return as_dtype(maker.inputs[index], maker.op.dtype)


@rule(on=Subtensor)
def index_of_index(node: Apply) -> Any:
    """x[2:5][1] -> x[3]

    By constants, not negative if the length of x is unknown; or one of the two is a full slice.
    """
    inner = made_with(node.inputs[0], Subtensor)
    if inner is None:
        return None
    scalars: list[Any] = []

    def taken(entry: Any, inputs: Any) -> Any:
        def part(value: int | None) -> Any:
            if not isinstance(value, Dynamic):
                return value
            scalars.append(inputs[value.position])
            return Dynamic(len(scalars))

        return _mapped((entry,), part)[0]

    outer = list(node.op.entries)
    entries: list[Any] = []
    for axis, entry in enumerate((*inner.op.entries, *[FULL] * (inner.inputs[0].type.ndim - len(inner.op.entries)))):
        if isinstance(entry, Index):
            entries.append(taken(entry, inner.inputs))
            continue
        following = outer.pop(0) if outer else FULL
        if entry == FULL:
            entries.append(taken(following, node.inputs))
        elif following == FULL:
            entries.append(taken(entry, inner.inputs))
        else:
            merged = _merged(entry, following) or _merged_within(known_length(inner.inputs[0], axis), entry, following)
            if merged is None:
                return None
            entries.append(merged)
    while entries and entries[-1] == FULL:
        entries.pop()
    return fit(Subtensor(tuple(entries))(inner.inputs[0], *scalars), node) if entries else inner.inputs[0]


def _merged(first: Slice, then: Any) -> Any:
    """Return one entry for x[first][then]; None if it depends on the length of x."""
    if not _counts_from_start(first):
        return None
    start, step = first.start or 0, first.step or 1
    if isinstance(then, Index):
        if not then.is_constant or then.at < 0:
            return None
        at = start + then.at * step
        return Index(at) if first.stop is None or at < first.stop else None
    if not _counts_from_start(then):
        return None
    stops = [v for v in (first.stop, None if then.stop is None else start + then.stop * step) if v is not None]
    stride = step * (then.step or 1)
    return Slice(start + (then.start or 0) * step, min(stops, default=None), None if stride == 1 else stride)


def _counts_from_start(entry: Slice) -> bool:
    """Return whether a slice has constants only, none of them negative."""
    return entry.is_constant and all((part or 0) >= 0 for part in (entry.start, entry.stop, entry.step))


def _merged_within(length: int | None, first: Slice, then: Any) -> Any:
    """Return one entry for x[first][then] of an x of this length."""
    if length is None or not (first.is_constant and then.is_constant):
        return None
    rows = range(length)[slice(first.start, first.stop, first.step)]
    if isinstance(then, Index):
        return Index(rows[then.at]) if -len(rows) <= then.at < len(rows) else None
    rows = rows[slice(then.start, then.stop, then.step)]
    if not rows:
        return Slice(0, 0)
    stop = None if rows.stop < 0 else rows.stop
    return Slice(rows.start, stop, None if rows.step == 1 else rows.step)


@rule(on=(Subtensor, AdvancedSubtensor))
def index_of_repeated(node: Apply) -> Any:
    """second(x, s)[1:] -> alloc(s, ShapeI(0)(x[1:]))

    A repeated value is the same at any valid index.
    """
    filled, spread = made_by(node.inputs[0], second), made_with(node.inputs[0], Alloc)
    value = filled[1] if filled is not None else spread.inputs[0] if spread is not None else None
    if value is None or not one_value(value) or not _inside(node):
        return None
    value = dimshuffle(value, ())
    if not node.outputs[0].type.ndim:
        return value
    return fit(Alloc()(value, *lengths_of_result(node)), node)


def _inside(node: Apply) -> bool:
    """Return whether an index is known to be in range; slices always are."""
    x = node.inputs[0]
    if isinstance(node.op, Subtensor):
        at = [(axis, e.at) for axis, e in enumerate(node.op.entries) if isinstance(e, Index)]
    else:
        at = [(axis, node.inputs[1 + p]) for axis, p in enumerate(node.op.pattern) if p is not None]
    for axis, index in at:
        length = proven_length(x, axis)
        number = (
            index.data
            if isinstance(index, Constant)
            else index.compat_annotation.array
            if isinstance(index, Variable)
            else index
        )
        if (
            length is None
            or not isinstance(number, int | np.ndarray)
            or np.any(np.asarray(number) < -length)
            or np.any(np.asarray(number) >= length)
        ):
            return False
    return True


@rule(on=Subtensor)
def index_of_dimshuffle(node: Apply) -> Any:
    """A.dimshuffle(1, 0)[2] -> A[:, 2]"""
    inner = made_with(node.inputs[0], DimShuffle)
    if inner is None:
        return None
    order, ndim = inner.op.new_order, len(inner.op.input_broadcastable)
    entries: list[Any] = [FULL if d in order else Index(0) for d in range(ndim)]
    left: list[Any] = []  # the result's dimensions: "x", or a dimension of the inner operand
    for position, d in enumerate(order):
        entry = node.op.entries[position] if position < len(node.op.entries) else FULL
        if d == "x":
            if isinstance(entry, Index) and entry.at in (0, -1):
                continue
            if entry != FULL:
                return None
            left.append("x")
        else:
            entries[d] = entry
            if isinstance(entry, Slice):
                left.append(d)
    kept = sorted(d for d in left if d != "x")
    while entries and entries[-1] == FULL:
        entries.pop()
    bare = inner.inputs[0]
    if entries:
        bare = Subtensor(tuple(entries))(bare, *node.inputs[1:])
    return fit(dimshuffle(bare, ["x" if d == "x" else kept.index(d) for d in left]), node)


@rule(on=Subtensor)
def index_of_joined_rows(node: Apply) -> Any:
    """rows(x, y)[1] -> y.dimshuffle("x", 0)[0]"""
    maker = made_with(node.inputs[0], Join)
    if (
        maker is None
        or len(node.op.entries) <= maker.op.axis
        or maker.outputs[0].type.dtype != maker.inputs[0].type.dtype
    ):
        return None
    axis, entry = maker.op.axis, node.op.entries[maker.op.axis]
    if not isinstance(entry, Index) or not isinstance(entry.at, int) or not 0 <= entry.at < len(maker.inputs):
        return None
    if not all(v.type.broadcastable[axis] for v in maker.inputs[: entry.at + 1]):
        return None
    entries = tuple(Index(0) if d == axis else e for d, e in enumerate(node.op.entries))
    return fit(Subtensor(entries)(maker.inputs[entry.at], *node.inputs[1:]), node)


@rule(on=Subtensor)
def index_of_written(node: Apply) -> Any:
    """set_subtensor(x[2], s)[2] -> s"""
    maker = made_with(node.inputs[0], IncSubtensor)
    if maker is None or not maker.op.set_instead_of_inc or maker.op.entries != shifted(node.op.entries, 1):
        return None
    if any(a is not b for a, b in zip(maker.inputs[2:], node.inputs[1:], strict=True)):
        return None
    y = maker.inputs[1]
    return fit(y, node)


@rule(on=Subtensor)
def index_before_cheap_function(node: Apply) -> Any:
    """neg(x)[2] -> neg(x[2])

    For one operand and a function that costs next to nothing, in case the whole is needed too.
    """
    maker = node.inputs[0].owner
    if maker is None or type(maker.op) is not Elemwise or maker.op.scalar_op.nin != 1 or maker.op.scalar_op.cost > 1:
        return None
    return fit(maker.op(node.op(maker.inputs[0], *node.inputs[1:])), node)


INDEXING = (
    constant_positions,
    slices_of_known_length,
    whole_slices,
    index_of_stacked,
    index_of_index,
    index_of_repeated,
    index_of_dimshuffle,
    index_of_joined_rows,
    index_of_written,
    index_before_cheap_function,
)
