"""`x[...]`, `set_subtensor`, `inc_subtensor`, `take`: index expressions taken apart into Ops.

An expression is split into new axes (DimShuffle), slices and integers (Subtensor), then arrays of integers
(AdvancedSubtensor). Writing to an expression without arrays writes to the array with its new axes, writing to one with
arrays to the array itself, as legacy's Ops did, which took new axes apart first and kept slices beside arrays.
Source: theano.tensor.subtensor.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from common.deferred_dataclass import dataclass
from compat.graph.types import TensorType
from compat.graph.variable import Constant, Variable
from compat.ops.elementwise.functions import cast, clip, identity, second
from compat.ops.indexing.advanced_subtensor import (
    AdvancedBooleanSubtensor,
    AdvancedSubtensor,
    AdvancedSubtensor1,
    is_cut,
    sum_is_cut,
)
from compat.ops.indexing.nonzero import nonzero
from compat.ops.indexing.slice_variables import unpacked
from compat.ops.indexing.subtensor import IncSubtensor, Subtensor
from compat.ops.indexing.subtensor_index import Dynamic, Index, Slice, shifted
from compat.ops.known_values import NotScalarConstantError, get_scalar_constant_value
from compat.ops.shapes.shape import DimShuffle, Rebroadcast, Reshape, addbroadcast, shape_of, unbroadcast
from compat.ops.tensor_op import as_tensor, dimension
from compat.ops.tensor_types import TensorLike


def getitem(x: Any, index: Any) -> Any:
    """Read x[index] for everything NumPy allows: integers, slices, None, Ellipsis, integer and boolean arrays."""
    x, steps = _parse(x, index)
    views = 0
    if steps.axes is not None:
        x = x.dimshuffle(steps.axes)
        views += 1
    if steps.entries or not (views or steps.arrays):  # x[:] too can be written to
        x = Subtensor(tuple(steps.entries))(x, *steps.scalars)
        views += 1
    if not steps.arrays:
        return x
    found = steps.reader()(tuple(steps.pattern), views=views)(x, *steps.arrays)
    if len(steps.arrays) == 1 and not views and not steps.masked:  # by `take`
        return _declared_as_taken(found, steps) if steps.arrays[0].type.ndim > 1 else found
    if not steps.sliced:
        return found
    ndim = found.type.ndim - steps.pattern.count(None)
    kept = found.owner.op.result_dimensions([d not in steps.sliced for d in range(x.type.ndim)], [True] * ndim)
    return unbroadcast(found, *(d for d, keep in enumerate(kept) if not keep))


def _declared_as_taken(found: Any, steps: _Steps) -> Any:
    """Declare what legacy declared of a read by a matrix of positions alone.

    Legacy made a vector of the matrix, and reshaped what that read to lengths of which it knew those of the positions
    alone: no other dimension is declared broadcastable.
    """
    [index] = steps.arrays
    at = steps.pattern.index(0)
    known = range(at, at + index.type.ndim)
    return unbroadcast(found, *(d for d in range(found.type.ndim) if d not in known))


@dataclass
class _Steps:
    """An index expression taken apart: new axes, then entries with their scalars, then arrays."""

    entries: list[Any]
    scalars: list[Any]
    axes: list[Any] | None
    pattern: list[int | None]
    arrays: list[Any]
    masked: bool
    sliced: list[int]  # dimensions with a slice of their own: of these legacy declares nothing beside arrays

    def reader(self) -> type[AdvancedSubtensor]:
        """Return the class of Op that reads by the arrays; legacy had several."""
        if self.masked:
            return AdvancedBooleanSubtensor
        rows = self.pattern[0] == 0 and len(self.arrays) == 1 and self.arrays[0].type.ndim == 1
        return AdvancedSubtensor1 if rows else AdvancedSubtensor


def _parse(x: Any, index: Any) -> tuple[Any, _Steps]:
    """Return `x` (with its lengths compared to those of masks), and what `index` asks of it."""
    if isinstance(index, list) and any(isinstance(i, slice) or i is Ellipsis for i in index):
        index = tuple(index)  # NumPy before 1.23 took a list of slices for a tuple
    items = list(index) if isinstance(index, tuple) else [index]
    items = [_normal(unpacked(i)) for i in items]
    masked = any(_is_array(i) and i.dtype == "bool" for i in items)
    x, items = _expand_masks(x, items)
    used = sum(1 for i in items if i is not None and i is not Ellipsis)
    if used > x.type.ndim:
        raise IndexError(
            f"too many indices for array: `{x.name or x}` has {x.type.ndim} dimensions, {used} were indexed."
        )
    ellipses = [k for k, i in enumerate(items) if i is Ellipsis]
    if len(ellipses) > 1:
        raise IndexError("an index can only have a single Ellipsis (`...`)")
    fill = [slice(None)] * (x.type.ndim - used)
    if ellipses:
        items[ellipses[0] : ellipses[0] + 1] = fill
    advanced = any(_is_array(i) for i in items)
    entries: list[Any] = []
    scalars: list[Any] = []
    axes: list[Any] = []
    pattern: list[int | None] = []
    arrays: list[Any] = []
    sliced: list[int] = []

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
            entries.append(Slice())
            pattern.append(None)
            continue
        axes.append(count)
        count += 1
        if isinstance(item, slice):
            if x.type.broadcastable[count - 1]:  # x[:x.shape[0]] of a row is x[:1]
                item = slice(*(_known(bound) for bound in (item.start, item.stop, item.step)))
            sliced.append(len(pattern))
            entries.append(Slice(part(item.start), part(item.stop), part(item.step)))
            pattern.append(None)
        elif advanced:
            entries.append(Slice())
            pattern.append(len(arrays))
            arrays.append(as_tensor(np.int64(item)) if isinstance(item, int) else item)
        else:
            entries.append(Index(part(item)))
    rest = range(count, x.type.ndim)
    axes.extend(rest)
    pattern.extend(None for _ in rest)
    while entries and isinstance(entries[-1], Slice) and entries[-1].is_full:
        entries.pop()
    return x, _Steps(entries, scalars, axes if "x" in axes else None, pattern, arrays, masked, sliced)


def _normal(item: TensorLike) -> Any:
    """Return one item of an index as None, Ellipsis, slice, int, scalar variable or array variable."""
    if item is None or item is Ellipsis:
        return item
    if isinstance(item, slice):
        return slice(*[_scalar(v) for v in (item.start, item.stop, item.step)])
    if isinstance(item, bool | np.bool_):
        raise NotImplementedError("Indexing with a single True or False is not supported: use a mask with dimensions.")
    if isinstance(item, int | np.integer):
        return int(item)
    if isinstance(item, float | np.floating):
        raise TypeError(
            "Expected an integer: only integers, slices (`:`), ellipsis (`...`), None and integer or "
            f"boolean arrays are valid indices, got {item!r}."
        )
    if (
        isinstance(item, list | tuple)
        and not len(item)
        or isinstance(item, np.ndarray)
        and not item.size
        and item.dtype == "bool"
    ):
        item = np.asarray(item, dtype="int64")  # legacy took a mask of no elements for no indices
    variable = as_tensor(item)
    if np.dtype(variable.dtype).kind not in "iub":
        raise TypeError(f"Expected an integer index, got `{variable}` of dtype {variable.dtype}.")
    if variable.type.ndim == 0 and isinstance(variable, Constant) and variable.dtype != "bool":
        return int(variable.data)
    return variable


def _scalar(value: TensorLike) -> Any:
    if isinstance(value, np.integer):
        value = int(value)
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise OverflowError(f"An index must fit into int64, got {value}.")
    if value is None or isinstance(value, int):
        return value
    variable = as_tensor(value)
    if variable.type.ndim or np.dtype(variable.dtype).kind not in "iu":
        raise TypeError(f"A slice takes integer scalars, got `{variable}` ({variable.type}).")
    return int(variable.data) if isinstance(variable, Constant) else variable


def _is_array(item: Any) -> bool:
    return hasattr(item, "type") and (item.type.ndim > 0)


def _expand_masks(x: Any, items: list[Any]) -> tuple[Any, list[Any]]:
    """Replace boolean arrays by the index arrays of their true elements; `x` must have their lengths."""
    if not any(_is_array(item) and item.dtype == "bool" for item in items):
        return x, items
    from compat.ops.shapes.equal_lengths import checked  # for masks alone

    result: list[Any] = []
    taken = [0 if i is None else i.type.ndim if _is_array(i) and i.dtype == "bool" else 1 for i in items]
    for k, item in enumerate(items):
        if _is_array(item) and item.dtype == "bool":
            from_end = any(i is Ellipsis for i in items[:k])
            first = x.type.ndim - sum(taken[k:]) if from_end else sum(taken[:k])
            for d, length in enumerate(shape_of(item)):
                if 0 <= first + d < x.type.ndim:
                    x = checked(x, first + d, length, by_mask=True)
            if isinstance(item, Constant):
                places = TensorType("int64", (False,))  # as those of a variable: of one element too
                result.extend(places.make_constant(i) for i in np.nonzero(item.data))
            else:
                result.extend(nonzero(item, return_matrix=False))
        else:
            result.append(item)
    return x, result


def inc_subtensor(
    x: Any,
    y: Any,
    inplace: bool = False,
    tolerate_inplace_aliasing: bool = False,
    set_instead_of_inc: bool = False,
    ignore_duplicates: bool = False,
) -> Any:
    """Return `a` with `y` added at `x`, an index expression `a[...]`; repeated indices add up."""
    if ignore_duplicates:
        raise NotImplementedError(
            "inc_subtensor(ignore_duplicates=True) is not supported: repeated indices add up. "
            "Use set_subtensor(x, x + y), which keeps one of them."
        )
    x, y = as_tensor(x), as_tensor(y)
    if y.type.ndim > x.type.ndim:
        raise TypeError(
            f"Trying to increment a {x.type.ndim}-dimensional subtensor with a {y.type.ndim}-dimensional value."
        )
    added = x.type.ndim - y.type.ndim
    ones = [d for d in range(y.type.ndim) if x.type.broadcastable[d + added] and not y.type.broadcastable[d]]
    y = addbroadcast(y, *ones) if ones else y  # of a place of length 1 the value has length 1: checked in the call
    if x.owner is None:
        raise TypeError(f"x must be the result of a subtensor operation, such as a[0:2]: got `{x}`.")
    op, inputs = x.owner.op, x.owner.inputs
    if y.type.ndim and y.type.dtype != x.type.dtype and _is_take(x.owner):
        y = identity(y)  # legacy's went through an Alloc, by which its gradient has its dtype
    cut_later = isinstance(op, AdvancedSubtensor) and not set_instead_of_inc and sum_is_cut(x.type, y.type)
    cut_later |= isinstance(op, AdvancedSubtensor1) and set_instead_of_inc and is_cut(x.type, y.type)
    if isinstance(op, Subtensor | AdvancedSubtensor) and y.type.dtype != x.type.dtype and not cut_later:
        if isinstance(op, Subtensor) and not set_instead_of_inc and not _adds(x.type, y.type):
            raise TypeError(
                f"inc_subtensor: `{y}` of dtype {y.type.dtype} cannot be added in place to "
                f"`{inputs[0]}` of dtype {x.type.dtype}. Cast one of them."
            )
        y = cast(y, x.type.dtype)  # as an assignment to an array: 1.5 put among integers is 1
    if isinstance(op, Rebroadcast):
        return inc_subtensor(inputs[0], y, set_instead_of_inc=set_instead_of_inc)
    if isinstance(op, Subtensor):
        return IncSubtensor(shifted(op.entries, 1), set_instead_of_inc)(inputs[0], y, *inputs[1:])
    if isinstance(op, AdvancedSubtensor):
        return _put_back(inputs[0], op.writer(set_instead_of_inc)(inputs[0], y, *inputs[1:]), op.views)
    if isinstance(op, DimShuffle):
        kept = [d for d in op.new_order if d != "x"]
        padded = y.dimshuffle(["x"] * (x.type.ndim - y.type.ndim) + list(range(y.type.ndim)))
        back = (
            [op.new_order.index(d) for d in range(len(op.input_broadcastable))]
            if len(kept) == len(op.input_broadcastable)
            else None
        )
        if back is not None:
            ones = [d for d, o in enumerate(op.new_order) if o == "x"]
            padded = addbroadcast(padded, *ones) if ones else padded
            written = inc_subtensor(inputs[0], padded.dimshuffle(back), set_instead_of_inc=set_instead_of_inc)
            return written.dimshuffle(op.new_order)
    if isinstance(op, Reshape):
        whole = second(x, y)
        return inc_subtensor(
            inputs[0], whole.reshape(inputs[0].shape, ndim=inputs[0].type.ndim), set_instead_of_inc=set_instead_of_inc
        )
    raise TypeError(f"x must be the result of a subtensor operation, such as a[0:2]: got `{x}`.")


def _adds(place: Any, value: Any) -> bool:
    """Say whether NumPy adds an array of the type `value` to one of the type `place` in place: 1.5 to an integer not.

    By positions legacy adds it: `np.add.at` of its day cut each sum (`sum_is_cut`).
    """
    kinds = "buifc"
    a, b = np.dtype(place.dtype), np.dtype(value.dtype)
    if not value.ndim:  # of a number the kind counts, whatever its width; whether it is below 0 is not known
        return kinds.index(b.kind) <= kinds.index(a.kind) or {a.kind, b.kind} == {"u", "i"}
    return np.can_cast(np.result_type(a, b), a, "same_kind")


def _is_take(node: Any) -> bool:
    """Say whether legacy made x[..., index, ...] by `take`: for one array, no vector along the first dimension."""
    if node is None or not isinstance(node.op, AdvancedSubtensor) or node.op.views:
        return False
    arrays = node.inputs[1:]
    return len(arrays) == 1 and (arrays[0].type.ndim > 1 or node.op.pattern[0] is None)


def _known(bound: Any) -> Any:
    """Return a bound of a slice, as an integer where its value is known from the lengths of constants and rows."""
    if not isinstance(bound, Variable) or bound.type.ndim:
        return bound
    try:
        return int(get_scalar_constant_value(bound))
    except NotScalarConstantError:
        return bound


def _put_back(view: Any, new: Any, views: int) -> Any:
    """Put `new` in place of `view`, in the array that lies `views` views of the same index expression below it."""
    if not views:
        return new
    op, [below, *scalars] = view.owner.op, view.owner.inputs
    if isinstance(op, Subtensor):
        new = IncSubtensor(shifted(op.entries, 1), set_instead=True)(below, new, *scalars)
    else:  # a DimShuffle that only adds axes
        new = new.dimshuffle([d for d, axis in enumerate(op.new_order) if axis != "x"])
    return _put_back(below, new, views - 1)


def set_subtensor(x: Any, y: Any, inplace: bool = False, tolerate_inplace_aliasing: bool = False) -> Any:
    """Return `a` with `y` at `x`, an index expression `a[...]`."""
    return inc_subtensor(x, y, set_instead_of_inc=True)


def take(a: Any, indices: Any, axis: Any = None, mode: str = "raise") -> Any:
    """Take the elements of `a` at integer `indices` along `axis` (of the flattened array by default)."""
    a, indices = as_tensor(a), as_tensor(indices)
    if axis is None:
        a, axis = a.flatten(), 0
    if not a.type.ndim:
        raise TypeError("cannot index into a scalar")
    axis = dimension(axis, a)
    if mode == "clip":
        indices = clip(indices, 0, a.shape[axis] - 1)
    elif mode == "wrap":
        indices = indices % a.shape[axis]
    found = a[(slice(None),) * axis + (indices,)]
    return unbroadcast(found, *range(found.type.ndim)) if not indices.type.ndim else found  # as of a matrix
