"""`x[...]` and `take`: index expressions translated to Ops.

An expression is split into new axes (DimShuffle), slices and integers (Subtensor), then integer arrays
(AdvancedSubtensor; array_indices.py). Source: theano.tensor.subtensor.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ...graph.types import TensorType
from ...graph.variable import Constant, Variable
from ..elementwise.functions import clip
from ..known_values import NotScalarConstantError, get_scalar_constant_value
from ..shapes.shape import unbroadcast
from ..tensor_op import as_tensor, dimension
from ..tensor_types import TensorLike
from .subtensor import Subtensor
from .subtensor_index import Dynamic, Index, Slice


def _array_indices() -> Any:
    from . import array_indices  # the smallest models do not need it

    return array_indices


def getitem(x: Any, index: Any) -> Any:
    """Return x[index] for every index of NumPy: integers, slices, None, Ellipsis, integer and boolean arrays."""
    x, steps = _parse(x, index)
    views = 0
    if steps.axes is not None:
        x = x.dimshuffle(steps.axes)
        views += 1
    if steps.entries or not (views or steps.arrays):  # x[:] can be written to as well
        x = Subtensor(tuple(steps.entries))(x, *steps.scalars)
        views += 1
    if not steps.arrays:
        return x
    return _array_indices().read(x, steps.pattern, steps.arrays, steps.sliced, steps.masked, views)


def take(a: Any, indices: Any, axis: Any = None, mode: str = "raise") -> Any:
    """Return the elements of a tensor at integer positions, as numpy.take does.

    a: a tensor of any shape. indices: integers of any shape, which takes the place of `axis` in the result. axis: the
    dimension they count in; None for the flattened array. mode: "raise", "wrap" or "clip", for positions out of range.
    """
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
    # Theano declares the result as it does for a matrix
    return unbroadcast(found, *range(found.type.ndim)) if not indices.type.ndim else found


@dataclass
class _Steps:
    """An index expression split into new axes, then entries with their scalars, then arrays."""

    masked: bool
    entries: list[Any] = field(default_factory=list)
    scalars: list[Any] = field(default_factory=list)
    order: list[Any] = field(default_factory=list)  # dimensions, with "x" for new ones
    pattern: list[int | None] = field(default_factory=list)
    arrays: list[Any] = field(default_factory=list)
    # dimensions with an explicit slice, whose broadcasting Theano does not declare beside arrays
    sliced: list[int] = field(default_factory=list)

    @property
    def axes(self) -> list[Any] | None:
        """Return the order of dimensions if there are new axes."""
        return self.order if "x" in self.order else None

    def add_whole(self, axis: int | str) -> None:
        self.order.append(axis)
        self.entries.append(Slice())
        self.pattern.append(None)

    def add_slice(self, axis: int, item: slice) -> None:
        self.sliced.append(len(self.pattern))
        self.add_whole(axis)
        self.entries[-1] = Slice(self._part(item.start), self._part(item.stop), self._part(item.step))

    def add_integer(self, axis: int, item: TensorLike) -> None:
        self.order.append(axis)
        self.entries.append(Index(self._part(item)))

    def add_array(self, axis: int, item: TensorLike) -> None:
        self.add_whole(axis)
        self.pattern[-1] = len(self.arrays)
        self.arrays.append(as_tensor(np.int64(item)) if isinstance(item, int) else item)

    def _part(self, value: TensorLike | None) -> Any:
        if value is None or isinstance(value, int):
            return value
        if isinstance(value, Constant) and value.type.ndim == 0:
            return int(value.data)
        self.scalars.append(value)
        return Dynamic(len(self.scalars))


def _parse(x: Variable, index: Any) -> tuple[Any, _Steps]:
    """Return `x` (with its lengths compared to those of masks), and the parsed `index`."""
    items = _items(index)
    steps = _Steps(masked=any(_is_array(i) and i.dtype == "bool" for i in items))
    if steps.masked:
        x, items = _array_indices().without_masks(x, items)
    items = _without_ellipsis(x, items)
    advanced = any(_is_array(i) for i in items)
    axes = iter(range(x.type.ndim))
    for item in items:
        if item is None:
            steps.add_whole("x")
            continue
        axis = next(axes)
        if isinstance(item, slice):
            if x.type.broadcastable[axis]:  # x[:x.shape[0]] of a row is x[:1]
                item = slice(*(_known(bound) for bound in (item.start, item.stop, item.step)))
            steps.add_slice(axis, item)
        elif advanced:
            steps.add_array(axis, item)
        else:
            steps.add_integer(axis, item)
    for axis in axes:
        steps.add_whole(axis)
    while steps.entries and isinstance(steps.entries[-1], Slice) and steps.entries[-1].is_full:
        steps.entries.pop()
    return x, steps


def _items(index: Any) -> list[Any]:
    if isinstance(index, list) and any(isinstance(i, slice) or i is Ellipsis for i in index):
        index = tuple(index)  # NumPy before 1.23 took a list of slices for a tuple
    return [_normal(i) for i in (index if isinstance(index, tuple) else [index])]


def _without_ellipsis(x: Variable, items: list[Any]) -> list[Any]:
    """Return the items with full slices instead of an Ellipsis."""
    used = sum(1 for i in items if i is not None and i is not Ellipsis)
    if used > x.type.ndim:
        raise IndexError(
            f"too many indices for array: `{x.name or x}` has {x.type.ndim} dimensions, {used} were indexed."
        )
    ellipses = [k for k, i in enumerate(items) if i is Ellipsis]
    if len(ellipses) > 1:
        raise IndexError("an index can only have a single Ellipsis (`...`)")
    for k in ellipses:
        items[k : k + 1] = [slice(None)] * (x.type.ndim - used)
    return items


def _refuse_texts(item: TensorLike) -> None:
    """Raise TypeError for texts, and columns of them, as an index."""
    values = np.ravel(np.asarray(item)) if hasattr(item, "dtype") and not isinstance(item, Variable) else item
    first = values[0] if isinstance(values, list | tuple | np.ndarray) and len(values) else None
    if isinstance(first, str | bytes):
        raise TypeError(
            f"Expected integers as an index, got texts ({str(first)!r}, ...): give the number of each, such as "
            "`pd.factorize(column)[0]`."
        )


def _normal(item: TensorLike) -> Any:
    """Return one item of an index as None, Ellipsis, slice, int, scalar variable or array variable."""
    if isinstance(item, Variable) and not isinstance(item.type, TensorType):
        item = _array_indices().unpacked(item)
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
        item = np.asarray(item, dtype="int64")  # Theano reads an empty mask as no indices
    _refuse_texts(item)
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


def _is_array(item: object) -> bool:
    return hasattr(item, "type") and (item.type.ndim > 0)


def _known(bound: int | None) -> Any:
    """Return a bound of a slice, as an integer if its value follows from the lengths of constants and rows."""
    if not isinstance(bound, Variable) or bound.type.ndim:
        return bound
    try:
        return int(get_scalar_constant_value(bound))
    except NotScalarConstantError:
        return bound
