"""Indexing: Subtensor and AdvancedSubtensor, and their counterparts that write. Source: theano.tensor.subtensor.

An index expression is split in two: slices, integers and new axes (Subtensor, DimShuffle), then arrays of
integers (AdvancedSubtensor, its pattern naming for each dimension of `x` the array that indexes it, or None).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from compat.graph.types import TensorType
from compat.graph.variable import Apply, Constant
from compat.ops.elemwise import broadcast_pattern, broadcast_shape, origin_text, sum_to_type
from compat.ops.tensor_op import TensorOp, as_tensor, constant, disconnected, tensor_type


@dataclass(frozen=True)
class Dynamic:
    """A place in an index that is the Op's input number `position`, not a constant."""

    position: int


@dataclass(frozen=True)
class Index:
    """An integer index: the dimension is dropped."""

    at: Any  # int or Dynamic


@dataclass(frozen=True)
class Slice:
    """start:stop:step, each None, an int, or Dynamic."""

    start: Any = None
    stop: Any = None
    step: Any = None

    @property
    def is_full(self) -> bool:
        return self.start is None and self.stop is None and self.step in (None, 1)


class _Indexed(TensorOp):
    """What reading and writing by `entries` share. Index inputs begin at `first`."""

    entries: tuple[Any, ...]
    first = 1

    def python_index(self, inputs: Sequence[Any]) -> tuple[Any, ...]:
        """The index as Python objects, from the run-time inputs of the Op; a traced position stays traced."""
        def value(part: Any) -> Any:
            return int(inputs[part.position]) if isinstance(part, Dynamic) else part

        def position(part: Any) -> Any:
            if isinstance(part, Dynamic) and not isinstance(inputs[part.position], np.ndarray | np.generic | int):
                return inputs[part.position]
            return value(part)
        return tuple(position(e.at) if isinstance(e, Index)
                     else slice(value(e.start), value(e.stop), value(e.step)) for e in self.entries)

    def structural(self, node: Apply) -> Sequence[int]:
        parts = [p for e in self.entries if isinstance(e, Slice) for p in (e.start, e.stop, e.step)]
        return [p.position for p in parts if isinstance(p, Dynamic)]

    def variable_index(self, inputs: Sequence[Any]) -> tuple[Any, ...]:
        """The index over symbolic inputs."""
        def value(part: Any) -> Any:
            return inputs[part.position] if isinstance(part, Dynamic) else part
        return tuple(value(e.at) if isinstance(e, Index) else slice(value(e.start), value(e.stop), value(e.step))
                     for e in self.entries)

    def __str__(self) -> str:
        return f"{type(self).__name__}{{{', '.join(map(_entry_text, self.entries))}}}"


def _entry_text(entry: Any) -> str:
    def text(part: Any) -> str:
        return "" if part is None else ("i" if isinstance(part, Dynamic) else str(part))
    if isinstance(entry, Index):
        return text(entry.at)
    return f"{text(entry.start)}:{text(entry.stop)}" + (f":{text(entry.step)}" if entry.step is not None else "")


@dataclass(frozen=True)
class Subtensor(_Indexed):
    """x[entries]: a view of `x`. Inputs: x, *dynamic scalars."""

    entries: tuple[Any, ...]

    def result_types(self, x: Any, *scalars: Any) -> list[TensorType]:
        if len(self.entries) > x.ndim:
            raise IndexError("too many indices for array")
        pattern = []
        for d, one in enumerate(x.broadcastable):
            entry = self.entries[d] if d < len(self.entries) else Slice()
            if isinstance(entry, Slice):
                keeps_one = one and entry.start in (None, 0) and entry.step in (None, 1) and \
                    (entry.stop is None or (isinstance(entry.stop, int) and entry.stop > 0))
                pattern.append(keeps_one)
        return [tensor_type(x.dtype, pattern)]

    def shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        result = []
        for d, length in enumerate(input_shapes[0]):
            entry = self.entries[d] if d < len(self.entries) else Slice()
            if isinstance(entry, Slice):
                if entry.is_full:
                    result.append(length)
                else:
                    result.append(slice_bounds(entry, length, node.inputs)[2])
        pattern = node.outputs[0].type.broadcastable
        return [tuple(1 if one else n for n, one in zip(result, pattern, strict=True))]

    def gradient(self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]) -> list[Any]:
        from compat.ops.creation import zeros_like
        from compat.settings import config

        x = inputs[0]
        rest = [disconnected() for _ in inputs[1:]]
        if np.dtype(x.dtype).kind in "iub":
            return [zeros_like(x, config.floatX), *rest]
        [g] = output_gradients
        zeros = zeros_like(x, g.dtype)
        return [IncSubtensor(_shift(self.entries, 1), False)(zeros, g, *inputs[1:]), *rest]

    def connection(self, node: Apply) -> list[list[bool]]:
        return [[True], *([False] for _ in node.inputs[1:])]

    def r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None if eval_points[0] is None else self(eval_points[0], *inputs[1:])]

    def array(self, xp: Any, node: Apply, x: Any, *scalars: Any) -> list[Any]:
        index = self.python_index([x, *scalars])
        check_bounds(index, np.shape(x), node)
        x = xp.asarray(x)
        if all(isinstance(i, int | slice) for i in index):
            return [x[index]]
        return [x.at[index].get(mode="fill", fill_value=_fill(x.dtype))]

    def c_guards(self, node: Apply, lengths: Any) -> None:
        c_entry_guards(self.entries, node.inputs[0], lengths)

    def c_view(self, node: Apply, index: Any, c: Any) -> tuple[Any, Any]:
        return node.inputs[0], c_place_index(self.entries, node.inputs[0], node.inputs, index, c)


def c_place_index(entries: tuple[Any, ...], x: Any, inputs: Sequence[Any], index: Any, c: Any) -> tuple[str, ...]:
    """C index into `x` of the element at `index` of x[entries]."""
    result: list[str] = []
    own = iter(index)
    for d in range(x.type.ndim):
        entry = entries[d] if d < len(entries) else Slice()
        length = c.length(x, d)
        if isinstance(entry, Index):
            if isinstance(entry.at, Dynamic):
                at = inputs[entry.at.position]
                result.append(c.checked(c.element(at, ()), at.dtype, length))
            else:
                result.append(str(entry.at) if entry.at >= 0 else f"({length} - {-entry.at})")
            continue
        i = next(own)
        first, step, _ = slice_bounds(entry, c.items.lengths.graph(x)[d], inputs)
        start = first if isinstance(first, int) else c.items.lengths.value(first)
        text = i if step == 1 else f"{i} * {step}" if step > 0 else f"{i} * ({step})"
        result.append(text if start == 0 else str(start) if i == "0" else f"({start} + {text})")
    return tuple(result)


def c_entry_guards(entries: tuple[Any, ...], x: Any, lengths: Any) -> None:
    """Run-time guards that constant integer indices are in range."""
    for entry, n in zip(entries, lengths.of(x), strict=False):
        if isinstance(entry, Index) and isinstance(entry.at, int):
            lengths.require_below(entry.at if entry.at >= 0 else -entry.at - 1, n)


def _shift(entries: tuple[Any, ...], by: int) -> tuple[Any, ...]:
    def moved(part: Any) -> Any:
        return Dynamic(part.position + by) if isinstance(part, Dynamic) else part
    return tuple(Index(moved(e.at)) if isinstance(e, Index)
                 else Slice(moved(e.start), moved(e.stop), moved(e.step)) for e in entries)


def check_bounds(index: tuple[Any, ...], shape: tuple[int, ...], node: Apply) -> None:
    """IndexError naming variable and line for an integer index out of range."""
    for d, i in enumerate(index):
        if isinstance(i, int) and not -shape[d] <= i < shape[d]:
            raise IndexError(f"index {i} is out of bounds for dimension {d} of `{node.inputs[0]}`, "
                             f"which has length {shape[d]}.{origin_text(node)}")


def slice_bounds(entry: Slice, length: Any, inputs: Sequence[Any]) -> tuple[Any, Any, Any]:
    """(first index, step, number of elements) of a slice of a dimension of `length`, as int64 graphs or ints."""
    from compat.ops.elementwise import cast, clip, lt, maximum, switch

    def part(value: Any) -> Any:
        if not isinstance(value, Dynamic):
            return value
        variable = inputs[value.position]
        return int(variable.data) if isinstance(variable, Constant) else cast(variable, "int64")

    length = int(length.data) if isinstance(length, Constant) else length
    start, stop, step = part(entry.start), part(entry.stop), part(entry.step)
    step = 1 if step is None else step
    if not isinstance(step, int):
        raise NotImplementedError("A slice whose step is a variable is not supported: give the step as an int.")
    if isinstance(length, int) and all(v is None or isinstance(v, int) for v in (start, stop)):
        a, b, c = slice(start, stop, step).indices(length)
        return a, step, len(range(a, b, c))
    low, high = (0, length) if step > 0 else (-1, length - 1)

    def bounded(value: Any, default: Any) -> Any:
        if value is None:
            return default
        if isinstance(value, int):
            if value == 0 and step > 0:
                return 0
            value = value + length if value < 0 else np.int64(value)
        else:
            value = switch(lt(value, np.int64(0)), value + length, value)
        return clip(as_tensor(value), np.int64(low), as_tensor(high if not isinstance(high, int) else np.int64(high)))
    first = bounded(start, low if step > 0 else high)
    last = bounded(stop, high if step > 0 else low)
    if step == 1 and isinstance(first, int) and first == 0:
        count = last
    elif step > 0:
        count = maximum((last - first + np.int64(step - 1)) // np.int64(step) if step != 1 else last - first, np.int64(0))
    else:
        count = maximum((first - last + np.int64(-step - 1)) // np.int64(-step) if step != -1 else first - last,
                        np.int64(0))
    return first, step, count


@dataclass(frozen=True)
class IncSubtensor(_Indexed):
    """A copy of `x` with y added to (or, with `set_instead`, put at) x[entries]. Inputs: x, y, *dynamic scalars."""

    entries: tuple[Any, ...]
    set_instead: bool

    def result_types(self, x: Any, y: Any, *scalars: Any) -> list[TensorType]:
        _check_writable(x, y, self)
        return [x]

    def shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[0]]

    def gradient(self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]) -> list[Any]:
        from compat.ops.creation import zeros_like
        from compat.settings import config

        x, y, *scalars = inputs
        [g] = output_gradients
        rest = [disconnected() for _ in scalars]
        if np.dtype(x.dtype).kind in "iub":
            return [zeros_like(x, config.floatX), zeros_like(y, config.floatX), *rest]
        index = self.variable_index(inputs)
        at = Subtensor(_shift(self.entries, -1))(g, *scalars)
        gx = set_subtensor(g[index], zeros_like(at)) if self.set_instead else g
        if np.dtype(y.dtype).kind in "iub":
            return [gx, zeros_like(y, config.floatX), *rest]
        return [gx, sum_to_type(at, y), *rest]

    def connection(self, node: Apply) -> list[list[bool]]:
        return [[True], [True], *([False] for _ in node.inputs[2:])]

    def r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        from compat.ops.creation import zeros_like

        if eval_points[0] is None and eval_points[1] is None:
            return [None]
        px, py = (zeros_like(i) if p is None else p for i, p in zip(inputs[:2], eval_points[:2], strict=True))
        return [self(px, py, *inputs[2:])]

    def array(self, xp: Any, node: Apply, x: Any, y: Any, *scalars: Any) -> list[Any]:
        index = self.python_index([x, y, *scalars])
        check_bounds(index, np.shape(x), node)
        _check_ones(node, y, lambda: np.shape(xp.asarray(x)[index]))
        if xp is not np:
            at = xp.asarray(x).at[index]
            return [at.set(y) if self.set_instead else at.add(y)]
        out = np.array(x)
        try:
            if self.set_instead:
                out[index] = y
            else:
                out[index] += np.asarray(y).astype(out.dtype)
        except ValueError:
            raise ValueError(_does_not_fit(node, np.shape(out[index]), np.shape(y))) from None
        return [out]

    def c_place(self, node: Apply, items: Any) -> tuple[list[Any], Any, bool]:
        """(lengths of the part that is written, its index -> index in `x`, whether no two points coincide)."""
        x = node.inputs[0]
        c_entry_guards(self.entries, x, items.lengths)
        part = []
        for d, (n, graph) in enumerate(zip(items.lengths.of(x), items.lengths.graph(x), strict=True)):
            entry = self.entries[d] if d < len(self.entries) else Slice()
            if isinstance(entry, Slice):
                part.append(n if entry.is_full else items.lengths.value(slice_bounds(entry, graph, node.inputs)[2]))
        return part, lambda c, index: c_place_index(self.entries, x, node.inputs, index, c), True


def _check_ones(node: Apply, y: Any, place: Callable[[], tuple[int, ...]]) -> None:
    """ValueError where a run-time length 1 of `y`, not declared broadcastable, meets another length."""
    shape = np.shape(y)
    suspicious = [d for d, one in enumerate(node.inputs[1].type.broadcastable) if shape[d] == 1 and not one]
    if suspicious:
        own = place()
        if any(own[d - len(shape)] != 1 for d in suspicious):
            raise ValueError(_does_not_fit(node, own, shape))


def _does_not_fit(node: Apply, place: tuple[int, ...], shape: tuple[int, ...]) -> str:
    return (f"`{node.inputs[1]}` of shape {shape} does not fit the part of `{node.inputs[0]}` of shape "
            f"{place}.{origin_text(node)}")


def _check_writable(x: Any, y: Any, op: Any) -> None:
    from compat.graph.dtypes import upcast

    if upcast(x.dtype, y.dtype) != x.dtype:
        raise TypeError(f"Trying to increment a {x.ndim}-dimensional subtensor of dtype {x.dtype} with a value of "
                        f"dtype {y.dtype}: the value would lose precision. Cast one of the two.")


@dataclass(frozen=True)
class AdvancedSubtensor(TensorOp):
    """x[..., index arrays, ...] with NumPy's meaning. `pattern[d]` is the number of the index array of
    dimension d of `x`, or None where it is taken whole. Inputs: x, *integer arrays, which broadcast together."""

    pattern: tuple[int | None, ...]

    def index_types(self, types: Sequence[Any]) -> tuple[bool, ...]:
        return broadcast_pattern([t.broadcastable for t in types])

    def place(self) -> int:
        """The dimension of the result at which the dimensions of the index arrays stand."""
        at = [d for d, p in enumerate(self.pattern) if p is not None]
        adjacent = at[-1] - at[0] + 1 == len(at)
        return at[0] if adjacent else 0

    def result_dimensions(self, whole: Sequence[Any], indexed: Sequence[Any]) -> list[Any]:
        """Put together what stands for whole dimensions (in order) and for the index arrays' dimensions."""
        place = self.place()
        rest = [w for w, p in zip(whole, self.pattern, strict=True) if p is None]
        return [*rest[:place], *indexed, *rest[place:]]

    def result_types(self, x: Any, *types: Any) -> list[TensorType]:
        if len(self.pattern) != x.ndim:
            raise IndexError("too many indices for array")
        return [tensor_type(x.dtype, self.result_dimensions(x.broadcastable, self.index_types(types)))]

    def shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        indexed = broadcast_shape([v.type for v in node.inputs[1:]], input_shapes[1:])
        return [tuple(self.result_dimensions(input_shapes[0], indexed))]

    def gradient(self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]) -> list[Any]:
        from compat.ops.creation import zeros_like
        from compat.settings import config

        x = inputs[0]
        rest = [disconnected() for _ in inputs[1:]]
        if np.dtype(x.dtype).kind in "iub":
            return [zeros_like(x, config.floatX), *rest]
        [g] = output_gradients
        zeros = zeros_like(x, g.dtype)
        return [AdvancedIncSubtensor(self.pattern, False)(zeros, g, *inputs[1:]), *rest]

    def connection(self, node: Apply) -> list[list[bool]]:
        return [[True], *([False] for _ in node.inputs[1:])]

    def r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None if eval_points[0] is None else self(eval_points[0], *inputs[1:])]

    def numpy_index(self, arrays: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(slice(None) if p is None else arrays[p] for p in self.pattern)

    def array(self, xp: Any, node: Apply, x: Any, *arrays: Any) -> list[Any]:
        x = xp.asarray(x)
        index = self.numpy_index(arrays)
        if xp is np:
            return [x[index]]
        check_concrete_bounds(self, x, arrays, node)
        return [x.at[index].get(mode="fill", fill_value=_fill(x.dtype))]

    def c_guards(self, node: Apply, lengths: Any) -> None:
        c_array_guards(node.inputs[1:], lengths)

    def c_view(self, node: Apply, index: Any, c: Any) -> tuple[Any, Any]:
        ndim = len(self.index_types([v.type for v in node.inputs[1:]]))
        place = self.place()
        at = index[place:place + ndim]
        whole = iter((*index[:place], *index[place + ndim:]))
        return node.inputs[0], c_gathered(self.pattern, node.inputs[0], node.inputs[1:], at, whole, c)


def c_array_guards(arrays: Sequence[Any], lengths: Any) -> None:
    """Run-time guards that index arrays broadcast together by their declared patterns."""
    ndim = max(a.type.ndim for a in arrays)
    for d in range(1, ndim + 1):
        known = [lengths.of(a)[-d] for a in arrays if a.type.ndim >= d and not a.type.broadcastable[-d]]
        for other in known[1:]:
            lengths.require_equal(known[0], other)


def c_gathered(pattern: tuple[int | None, ...], x: Any, arrays: Sequence[Any], at: Any, whole: Any,
               c: Any) -> tuple[str, ...]:
    """C index into `x`: index arrays read at `at`, other dimensions from the iterator `whole`."""
    result = []
    for d, p in enumerate(pattern):
        if p is None:
            result.append(next(whole))
            continue
        array = arrays[p]
        own = at[len(at) - array.type.ndim:]
        index = tuple("0" if one else i for i, one in zip(own, array.type.broadcastable, strict=True))
        result.append(c.checked(c.element(array, index), array.dtype, c.length(x, d)))
    return tuple(result)


def _fill(dtype: Any) -> Any:
    return np.nan if np.dtype(dtype).kind in "fc" else 0


def check_concrete_bounds(op: Any, x: Any, arrays: Sequence[Any], node: Apply) -> None:
    """Under tracing, index arrays that are constants are checked when the program is built."""
    for d, p in enumerate(op.pattern):
        if p is None or not isinstance(arrays[p], np.ndarray) or not arrays[p].size:
            continue
        low, high = int(arrays[p].min()), int(arrays[p].max())
        if low < -x.shape[d] or high >= x.shape[d]:
            bad = low if low < -x.shape[d] else high
            raise IndexError(f"index {bad} is out of bounds for axis {d} with size {x.shape[d]}{origin_text(node)}")


@dataclass(frozen=True)
class AdvancedIncSubtensor(TensorOp):
    """A copy of `x` with y added to (every time an index repeats) or put at x[index arrays].
    Inputs: x, y, *integer arrays."""

    pattern: tuple[int | None, ...]
    set_instead: bool

    def result_types(self, x: Any, y: Any, *types: Any) -> list[TensorType]:
        _check_writable(x, y, self)
        return [x]

    def shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[0]]

    def gradient(self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]) -> list[Any]:
        from compat.ops.creation import zeros_like
        from compat.settings import config

        x, y, *arrays = inputs
        [g] = output_gradients
        rest = [disconnected() for _ in arrays]
        if np.dtype(x.dtype).kind in "iub":
            return [zeros_like(x, config.floatX), zeros_like(y, config.floatX), *rest]
        at = AdvancedSubtensor(self.pattern)(g, *arrays)
        gx = AdvancedIncSubtensor(self.pattern, True)(g, zeros_like(at), *arrays) if self.set_instead else g
        if np.dtype(y.dtype).kind in "iub":
            return [gx, zeros_like(y, config.floatX), *rest]
        return [gx, sum_to_type(at, y), *rest]

    def connection(self, node: Apply) -> list[list[bool]]:
        return [[True], [True], *([False] for _ in node.inputs[2:])]

    def r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        from compat.ops.creation import zeros_like

        if eval_points[0] is None and eval_points[1] is None:
            return [None]
        px, py = (zeros_like(i) if p is None else p for i, p in zip(inputs[:2], eval_points[:2], strict=True))
        return [self(px, py, *inputs[2:])]

    def array(self, xp: Any, node: Apply, x: Any, y: Any, *arrays: Any) -> list[Any]:
        index: Any = tuple(slice(None) if p is None else arrays[p] for p in self.pattern)
        if xp is not np:
            x = xp.asarray(x)
            check_concrete_bounds(self, x, arrays, node)
            _check_ones(node, y, lambda: np.shape(x[index]))
            at = x.at[index]
            return [at.set(y) if self.set_instead else at.add(xp.asarray(y).astype(x.dtype))]
        out = np.array(x)
        try:
            _check_ones(node, y, lambda: np.shape(out[index]))
            if self.set_instead:
                out[index] = y
            else:
                np.add.at(out, index, np.asarray(y).astype(out.dtype))
        except ValueError:
            raise ValueError(_does_not_fit(node, np.shape(out[index]), np.shape(y))) from None
        return [out]

    def c_place(self, node: Apply, items: Any) -> tuple[list[Any], Any, bool]:
        """As IncSubtensor's. Points may coincide where the innermost dimension is one of index arrays."""
        x, _, *arrays = node.inputs
        c_array_guards(arrays, items.lengths)
        reader = AdvancedSubtensor(self.pattern)
        pattern = reader.index_types([a.type for a in arrays])
        indexed = [1] * len(pattern)
        for a in arrays:
            for d in range(1, a.type.ndim + 1):
                if not a.type.broadcastable[-d]:
                    indexed[-d] = items.lengths.of(a)[-d]
        part = reader.result_dimensions(items.lengths.of(x), indexed)
        place, ndim = reader.place(), len(pattern)

        def position(c: Any, index: Any) -> tuple[str, ...]:
            return c_gathered(self.pattern, x, arrays, index[place:place + ndim],
                              iter((*index[:place], *index[place + ndim:])), c)
        innermost = [d for d, n in enumerate(part) if n != 1]
        return part, position, bool(innermost) and not place <= innermost[-1] < place + ndim


# ---- from Python index expressions


def getitem(x: Any, index: Any) -> Any:
    """x[index] for everything NumPy allows: integers, slices, None, Ellipsis, integer and boolean arrays."""
    steps = _parse(x, index)
    if steps.entries or (steps.axes is None and not steps.arrays):  # x[:] too can be written to
        x = Subtensor(tuple(steps.entries))(x, *steps.scalars)
    if steps.axes is not None:
        x = x.dimshuffle(steps.axes)
    if steps.arrays:
        x = AdvancedSubtensor(tuple(steps.pattern))(x, *steps.arrays)
    return x


@dataclass
class _Steps:
    """An index expression taken apart: entries with their scalars, then new axes, then arrays."""

    entries: list[Any]
    scalars: list[Any]
    axes: list[Any] | None
    pattern: list[int | None]
    arrays: list[Any]


def _parse(x: Any, index: Any) -> _Steps:
    if isinstance(index, list) and any(isinstance(i, slice) or i is Ellipsis for i in index):
        index = tuple(index)  # NumPy before 1.23 took a list of slices for a tuple
    items = list(index) if isinstance(index, tuple) else [index]
    items = _expand_masks(x, [_normal(i) for i in items])
    used = sum(1 for i in items if i is not None and i is not Ellipsis)
    if used > x.type.ndim:
        raise IndexError(f"too many indices for array: `{x.name or x}` has {x.type.ndim} dimensions, {used} were indexed.")
    ellipses = [k for k, i in enumerate(items) if i is Ellipsis]
    if len(ellipses) > 1:
        raise IndexError("an index can only have a single Ellipsis (`...`)")
    fill = [slice(None)] * (x.type.ndim - used)
    if ellipses:
        items[ellipses[0]:ellipses[0] + 1] = fill
    advanced = any(_is_array(i) for i in items)
    entries: list[Any] = []
    scalars: list[Any] = []
    axes: list[Any] = []
    pattern: list[int | None] = []
    arrays: list[Any] = []

    def part(value: Any) -> Any:
        if value is None or isinstance(value, int):
            return value
        if isinstance(value, Constant) and value.type.ndim == 0:
            return int(value.data)
        scalars.append(value)
        return Dynamic(len(scalars))

    count = 0
    for item in items:
        if item is None:
            axes.append("x")
            pattern.append(None)
        elif isinstance(item, slice):
            entries.append(Slice(part(item.start), part(item.stop), part(item.step)))
            axes.append(count)
            count += 1
            pattern.append(None)
        elif _is_array(item) or (advanced and not isinstance(item, slice)):
            entries.append(Slice())
            axes.append(count)
            count += 1
            pattern.append(len(arrays))
            arrays.append(as_tensor(np.int64(item)) if isinstance(item, int) else item)
        else:
            entries.append(Index(part(item)))
    ndim_after = x.type.ndim - sum(isinstance(e, Index) for e in entries)
    while count < ndim_after:
        axes.append(count)
        pattern.append(None)
        count += 1
    while entries and isinstance(entries[-1], Slice) and entries[-1].is_full:
        entries.pop()
    return _Steps(entries, scalars, axes if "x" in axes else None, pattern, arrays)


def _normal(item: Any) -> Any:
    """One item of an index as None, Ellipsis, slice, int, scalar variable or array variable."""
    if item is None or item is Ellipsis:
        return item
    if isinstance(item, slice):
        return slice(*[_scalar(v) for v in (item.start, item.stop, item.step)])
    if isinstance(item, bool | np.bool_):
        raise NotImplementedError("Indexing with a single True or False is not supported: use a mask with dimensions.")
    if isinstance(item, int | np.integer):
        return int(item)
    if isinstance(item, float | np.floating):
        raise TypeError("Expected an integer: only integers, slices (`:`), ellipsis (`...`), None and integer or "
                        f"boolean arrays are valid indices, got {item!r}.")
    variable = as_tensor(np.asarray(item, dtype="int64") if isinstance(item, list | tuple) and not len(item) else item)
    if np.dtype(variable.dtype).kind not in "iub":
        raise TypeError(f"Expected an integer index, got `{variable}` of dtype {variable.dtype}.")
    if variable.type.ndim == 0 and isinstance(variable, Constant) and variable.dtype != "bool":
        return int(variable.data)
    return variable


def _scalar(value: Any) -> Any:
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, np.integer):
        return int(value)
    variable = as_tensor(value)
    if variable.type.ndim or np.dtype(variable.dtype).kind not in "iu":
        raise TypeError(f"A slice takes integer scalars, got `{variable}` ({variable.type}).")
    return int(variable.data) if isinstance(variable, Constant) else variable


def _is_array(item: Any) -> bool:
    return hasattr(item, "type") and (item.type.ndim > 0)


def _expand_masks(x: Any, items: list[Any]) -> list[Any]:
    """Boolean arrays become the index arrays of their true elements."""
    result: list[Any] = []
    for item in items:
        if _is_array(item) and item.dtype == "bool":
            if isinstance(item, Constant):
                result.extend(constant(i) for i in np.nonzero(item.data))
            else:
                from compat.ops.nonzero import nonzero

                result.extend(nonzero(item, return_matrix=False))
        else:
            result.append(item)
    return result


def inc_subtensor(x: Any, y: Any, inplace: bool = False, tolerate_inplace_aliasing: bool = False,
                  set_instead_of_inc: bool = False, ignore_duplicates: bool = False) -> Any:
    """`x` is an index expression `a[...]`; returns `a` with `y` added there (repeated indices add up)."""
    x, y = as_tensor(x), as_tensor(y)
    if y.type.ndim > x.type.ndim:
        raise TypeError(f"Trying to increment a {x.type.ndim}-dimensional subtensor with a {y.type.ndim}-dimensional "
                        "value.")
    if set_instead_of_inc and y.type.dtype != x.type.dtype:
        from compat.ops.elementwise import cast

        y = cast(y, x.type.dtype)  # as an assignment to an array: 1.5 put among integers is 1
    if x.owner is None:
        raise TypeError(f"x must be the result of a subtensor operation, such as a[0:2]: got `{x}`.")
    op, inputs = x.owner.op, x.owner.inputs
    from compat.ops.shape import DimShuffle, Reshape

    if isinstance(op, Subtensor):
        return IncSubtensor(_shift(op.entries, 1), set_instead_of_inc)(inputs[0], y, *inputs[1:])
    if isinstance(op, AdvancedSubtensor):
        inner = AdvancedIncSubtensor(op.pattern, set_instead_of_inc)(inputs[0], y, *inputs[1:])
        return _through(inputs[0], inner, set_instead_of_inc, y)
    if isinstance(op, DimShuffle):
        kept = [d for d in op.new_order if d != "x"]
        padded = y.dimshuffle(["x"] * (x.type.ndim - y.type.ndim) + list(range(y.type.ndim)))
        back = [op.new_order.index(d) for d in range(len(op.input_broadcastable))] if \
            len(kept) == len(op.input_broadcastable) else None
        if back is not None:
            from compat.ops.shape import addbroadcast

            ones = [d for d, o in enumerate(op.new_order) if o == "x"]
            padded = addbroadcast(padded, *ones) if ones else padded
            return inc_subtensor(inputs[0], padded.dimshuffle(back), set_instead_of_inc=set_instead_of_inc)
    if isinstance(op, Reshape):
        from compat.ops.elementwise import second

        whole = second(x, y.astype(x.dtype))
        return inc_subtensor(inputs[0], whole.reshape(inputs[0].shape, ndim=inputs[0].type.ndim),
                             set_instead_of_inc=set_instead_of_inc)
    raise TypeError(f"x must be the result of a subtensor operation, such as a[0:2]: got `{x}`.")


def _through(written: Any, new: Any, set_instead: bool, y: Any) -> Any:
    """Where an index had slices before its arrays, the written part is put back where it came from."""
    if written.owner is not None and isinstance(written.owner.op, Subtensor):
        return set_subtensor(written, new)
    if written.owner is not None and type(written.owner.op).__name__ == "DimShuffle" and \
            written.owner.inputs[0].owner is not None and isinstance(written.owner.inputs[0].owner.op, Subtensor):
        return set_subtensor(written, new)
    return new


def set_subtensor(x: Any, y: Any, inplace: bool = False, tolerate_inplace_aliasing: bool = False) -> Any:
    """`x` is an index expression `a[...]`; returns `a` with `y` there."""
    return inc_subtensor(x, y, set_instead_of_inc=True)


def take(a: Any, indices: Any, axis: Any = None, mode: str = "raise") -> Any:
    """Elements of `a` at integer `indices` along `axis` (of the flattened array by default)."""
    from compat.ops.elementwise import clip

    a, indices = as_tensor(a), as_tensor(indices)
    if axis is None:
        a, axis = a.flatten(), 0
    axis = axis % a.type.ndim
    if mode == "clip":
        indices = clip(indices, 0, a.shape[axis] - 1)
    elif mode == "wrap":
        indices = indices % a.shape[axis]
    return a[(slice(None),) * axis + (indices,)]
