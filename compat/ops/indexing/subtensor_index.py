"""The entries of an index: integers and slices, constant or from inputs; their bounds, lengths and C text.

Source of the behaviour: theano.tensor.subtensor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.dtypes import upcast
from ...graph.op import Op
from ...graph.types import Type
from ...graph.variable import Apply, Constant, Variable
from ..c_forms import Access
from ..elementwise.elemwise import origin_text
from ..elementwise.functions import abs_, cast, clip, gt, int_div, lt, maximum, switch
from ..elementwise.scalar_type import Scalar
from ..tensor_op import as_tensor
from ..tensor_types import TensorLike
from ..traced_errors import note, outside


@dataclass(frozen=True)
class Dynamic:
    """A value of an index that is the Op's input number `position`."""

    position: int


@dataclass(frozen=True)
class Index:
    """An integer index, which drops the dimension."""

    at: Any  # an int or a Dynamic

    @property
    def is_constant(self) -> bool:
        return not isinstance(self.at, Dynamic)


@dataclass(frozen=True)
class Slice:
    """A slice start:stop:step, each None, an int, or Dynamic."""

    start: Any = None
    stop: Any = None
    step: Any = None

    @property
    def is_full(self) -> bool:
        return self.start is None and self.stop is None and self.step in (None, 1)

    @property
    def is_constant(self) -> bool:
        return not any(isinstance(part, Dynamic) for part in (self.start, self.stop, self.step))


def entry_text(entry: Any) -> str:
    """Return the text of an entry in an index expression, with `i` for an integer known at run time."""

    def text(part: int | None) -> str:
        return "" if part is None else ("i" if isinstance(part, Dynamic) else str(part))

    if isinstance(entry, Index):
        return text(entry.at)
    return f"{text(entry.start)}:{text(entry.stop)}" + (f":{text(entry.step)}" if entry.step is not None else "")


def legacy_entry_text(entry: Any) -> str:
    """Return Theano's text of an entry: `int64` for an integer, `:int64:` for a slice with an end."""

    def text(part: Dynamic | int | None) -> str:
        return "" if part is None else "int64"

    if isinstance(entry, Index):
        return text(entry.at)
    return f"{text(entry.start)}:{text(entry.stop)}:{text(entry.step)}"


def shifted(entries: tuple[Any, ...], by: int) -> tuple[Any, ...]:
    """Return the entries with `by` added to the input positions of their run-time integers."""

    def moved(part: Dynamic | int | None) -> Any:
        return Dynamic(part.position + by) if isinstance(part, Dynamic) else part

    return tuple(
        Index(moved(e.at)) if isinstance(e, Index) else Slice(moved(e.start), moved(e.stop), moved(e.step))
        for e in entries
    )


def entries_of(index: Sequence[Any]) -> tuple[Any, ...]:
    """Return the entries of Theano's `idx_list` (integers, slices, and a type where it is an input)."""
    if all(isinstance(e, Index | Slice) for e in index):
        return tuple(index)
    count = 0

    def part(value: object) -> Any:
        nonlocal count
        if value is None or isinstance(value, int):
            return value
        count += 1
        return Dynamic(count)

    return tuple(
        e
        if isinstance(e, Index | Slice)
        else Slice(part(e.start), part(e.stop), part(e.step))
        if isinstance(e, slice)
        else Index(part(e))
        for e in index
    )


def idx_list_of(entries: Sequence[Any]) -> tuple[Any, ...]:
    """Return Theano's `idx_list` of the entries."""

    def part(value: object) -> Any:
        return Scalar("int64") if isinstance(value, Dynamic) else value

    return tuple(
        part(e.at) if isinstance(e, Index) else slice(part(e.start), part(e.stop), part(e.step)) for e in entries
    )


def check_bounds(index: tuple[Any, ...], shape: tuple[int, ...], node: Apply) -> None:
    """Raise an IndexError that names variable and line for an integer index out of range."""
    for d, i in enumerate(index):
        if isinstance(i, int) and not -shape[d] <= i < shape[d]:
            raise IndexError(
                f"index {i} is out of bounds for dimension {d} of `{node.inputs[0]}`, "
                f"which has length {shape[d]}.{origin_text(node)}"
            )


def note_outside(index: Sequence[Any], shape: Sequence[int]) -> None:
    """Note integers and arrays of a traced index that lie outside of an array of this shape."""
    for i, length in zip(index, shape, strict=False):
        if hasattr(i, "dtype") and not isinstance(i, np.ndarray | np.generic):
            note(outside(i, length))


def slice_bounds(entry: Slice, length: Any, inputs: Sequence[Any]) -> tuple[Any, Any, Any]:
    """Return (first index, step, number of elements) of a slice of a dimension of `length`, as int64 graphs or ints."""

    def part(value: Dynamic | int | None) -> Any:
        if not isinstance(value, Dynamic):
            return value
        variable = inputs[value.position]
        return int(variable.data) if isinstance(variable, Constant) else cast(variable, "int64")

    length = int(length.data) if isinstance(length, Constant) else length
    start, stop, step = part(entry.start), part(entry.stop), part(entry.step)
    step = 1 if step is None else step
    if not isinstance(step, int):
        return _bounds_by_variable(start, stop, step, length)
    if isinstance(length, int) and all(v is None or isinstance(v, int) for v in (start, stop)):
        a, b, c = slice(start, stop, step).indices(length)
        return a, step, len(range(a, b, c))
    low, high = (0, length) if step > 0 else (-1, length - 1)
    first = _within(start, length, low, high, default=low if step > 0 else high)
    last = _within(stop, length, low, high, default=high if step > 0 else low)
    if step == 1 and isinstance(first, int) and first == 0:
        return first, step, last
    count, size = (last - first if step > 0 else first - last), abs(step)
    if size != 1:
        count = (count + np.int64(size - 1)) // np.int64(size)
    return first, step, maximum(count, np.int64(0))


def _within(value: TensorLike, length: Any, low: int, high: Variable, default: TensorLike) -> Any:
    """Return a bound counted from the start of a dimension of `length`, and limited to `low` and `high`."""
    if value is None:
        return default
    if isinstance(value, int):
        if value == low == 0:
            return 0
        value = value + length if value < 0 else np.int64(value)
    else:
        value = switch(lt(value, np.int64(0)), value + length, value)
    return clip(as_tensor(value), np.int64(low), as_tensor(high if not isinstance(high, int) else np.int64(high)))


def _bounds_by_variable(start: TensorLike, stop: TensorLike, step: TensorLike, length: Any) -> tuple[Any, Any, Any]:
    """Return the result of `slice_bounds` if the sign of the step is known only at run time."""
    backwards = lt(step, np.int64(0))
    length = as_tensor(np.int64(length) if isinstance(length, int) else length)
    low = switch(backwards, np.int64(-1), np.int64(0))
    high = switch(backwards, length - np.int64(1), length)

    def bounded(value: Any, default: Variable) -> Any:
        if value is None:
            return default
        value = as_tensor(np.int64(value) if isinstance(value, int) else value)
        return clip(switch(lt(value, np.int64(0)), value + length, value), low, high)

    first = bounded(start, switch(backwards, high, low))
    last = bounded(stop, switch(backwards, low, high))
    one = switch(backwards, np.int64(-1), np.int64(1))
    return first, step, maximum(int_div(last - first + step - one, step), np.int64(0))


def get_canonical_form_slice(theslice: slice | TensorLike, length: Any) -> tuple[Any, Any]:
    """Return the canonical form of an index into a dimension of `length`.

    For an integer it is (position from the start, 1), for a slice (slice with bounds inside and a positive step, 1 or
    -1): x[theslice] is x[that slice][::that sign].

    theslice: an integer, a slice, or a variable of these. length: of the dimension, an int or an integer scalar.
    """

    def part(value: TensorLike) -> Any:
        return value if value is None or isinstance(value, int) else cast(as_tensor(value), "int64")

    length = part(length)
    if not isinstance(theslice, slice):
        at = part(theslice)
        if isinstance(at, int):
            return (at if at >= 0 else at + length), 1
        return switch(lt(at, np.int64(0)), at + length, at), 1
    step = as_tensor(np.int64(1)) if theslice.step is None else as_tensor(part(theslice.step))
    first, step, count = _bounds_by_variable(part(theslice.start), part(theslice.stop), step, length)
    backwards, size = lt(step, np.int64(0)), abs_(step)
    beyond = (count - np.int64(1)) * size + np.int64(1)
    start = switch(backwards, first - (count - np.int64(1)) * size, first)
    some = gt(count, np.int64(0))
    start = switch(some, start, np.int64(0))
    return slice(start, switch(some, start + beyond, np.int64(0)), size), switch(backwards, np.int64(-1), np.int64(1))


def c_place_index(
    entries: tuple[Any, ...], x: Variable, inputs: Sequence[Any], index: tuple[Any, ...], c: Access
) -> tuple[Any, ...]:
    """Return the C index into `x` of the element at `index` of x[entries]."""
    result: list[Any] = []
    own = iter(index)
    zero = c.number(0)
    for d in range(x.type.ndim):
        entry = entries[d] if d < len(entries) else Slice()
        length = c.length(x, d)
        if isinstance(entry, Index):
            if isinstance(entry.at, Dynamic):
                at = inputs[entry.at.position]
                result.append(c.checked(c.element(at, ()), at.dtype, length))
            else:
                result.append(c.number(entry.at) if entry.at >= 0 else c.code("({} - {})", length, -entry.at))
            continue
        i = next(own)
        first, step, _ = slice_bounds(entry, c.computations.lengths.graph(x)[d], inputs)
        start = first if isinstance(first, int) else c.computations.lengths.value(first)
        if not isinstance(step, int):
            at = c.code("{} * {}", c.wide(i), c.code("({})", c.computations.lengths.value(step)))
        else:
            at = i if step == 1 else c.code("{} * {}" if step > 0 else "{} * ({})", i, step)
        result.append(at if start == 0 else c.code("{}", start) if i == zero else c.code("({} + {})", start, at))
    return tuple(result)


def c_entry_guards(entries: tuple[Any, ...], x: TensorLike, lengths: Any) -> None:
    """Require that constant integer indices are in range, and that the result is not empty.

    A variable index is checked where elements are read; for empty results the Python backend checks it.
    """
    checked_later = any(isinstance(e, Index) and isinstance(e.at, Dynamic) for e in entries)
    for d, n in enumerate(lengths.of(x)):
        entry = entries[d] if d < len(entries) else Slice()
        if isinstance(entry, Index) and isinstance(entry.at, int):
            lengths.require_below(entry.at if entry.at >= 0 else -entry.at - 1, n)
        elif checked_later:
            lengths.require_some(n)


def does_not_fit(node: Apply, place: tuple[int, ...], shape: tuple[int, ...]) -> str:
    """Return the message that a value of `shape` does not fit the part, of shape `place`, to which `node` writes it."""
    return (
        f"`{node.inputs[1]}` of shape {shape} does not fit the part of `{node.inputs[0]}` of shape "
        f"{place}.{origin_text(node)}"
    )


def check_writable(x: Type, y: Type, op: Op) -> None:
    """Raise TypeError if adding `y` to a part of `x` would lose precision."""
    if upcast(x.dtype, y.dtype) != x.dtype:
        raise TypeError(
            f"Trying to increment a {x.ndim}-dimensional subtensor of dtype {x.dtype} with a value of "
            f"dtype {y.dtype}: the value would lose precision. Cast one of the two."
        )


def fill_value(dtype: np.dtype) -> Any:
    """Return the value for elements that cannot be read: NaN, or 0 for dtypes without NaN."""
    return np.nan if np.dtype(dtype).kind in "fc" else 0
