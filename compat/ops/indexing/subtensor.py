"""Reading and writing by integers and slices: Subtensor, IncSubtensor. Source: theano.tensor.subtensor."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.dtypes import DISCRETE
from ...graph.other_names import also_named
from ...graph.types import TensorType
from ...graph.variable import Apply, Constant
from ...settings import config
from ..c_forms import Access, Computations, Lengths
from ..elementwise.elemwise import sum_to_type
from ..known_values import NotScalarConstantError, element, get_scalar_constant_value
from ..shapes.creation import zeros_like
from ..shapes.shape import Shape, length_of_dimension, static_length
from ..tensor_op import TensorOp, constant, disconnected, tensor_type, zero_gradient
from ..tensor_types import TensorLike
from .subtensor_index import (
    Dynamic,
    Index,
    Slice,
    c_entry_guards,
    c_place_index,
    check_bounds,
    check_writable,
    does_not_fit,
    entries_of,
    entry_text,
    fill_value,
    idx_list_of,
    legacy_entry_text,
    note_outside,
    shifted,
    slice_bounds,
)


class _Indexed(TensorOp):
    """The base of reading and writing by `entries`. Index inputs begin at `first`."""

    entries: tuple[Any, ...]
    first = 1

    def python_index(self, inputs: Sequence[Any]) -> tuple[Any, ...]:
        """Return the index as Python objects from the Op's run-time inputs; traced positions stay traced."""

        def value(part: Dynamic | int | None) -> Any:
            return int(inputs[part.position]) if isinstance(part, Dynamic) else part

        def position(part: Dynamic | int) -> Any:
            if isinstance(part, Dynamic) and not isinstance(inputs[part.position], np.ndarray | np.generic | int):
                return inputs[part.position]
            return value(part)

        return tuple(
            position(e.at) if isinstance(e, Index) else slice(value(e.start), value(e.stop), value(e.step))
            for e in self.entries
        )

    def compat_structural(self, node: Apply) -> Sequence[int]:
        parts = [p for e in self.entries if isinstance(e, Slice) for p in (e.start, e.stop, e.step)]
        return [p.position for p in parts if isinstance(p, Dynamic)]

    @property
    def compat_plain_name(self) -> str:
        return f"{type(self).__name__}{{{', '.join(map(entry_text, self.entries))}}}"

    def __str__(self) -> str:
        return f"{type(self).__name__}{{{self._mode()}{', '.join(map(legacy_entry_text, self.entries))}}}"

    def _mode(self) -> str:
        """Return Theano's text before the entries."""
        return ""


class Read(TensorOp):
    """The base of reading by any kind of index. Inputs: x, *the parts of the index."""

    def writer(self) -> Any:
        """Return the Op that adds to the elements that this one reads: inputs x, y, *the parts of the index."""
        raise NotImplementedError

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        x, *index = inputs
        [g] = output_gradients
        return [self.writer()(zeros_like(x, g.dtype), g, *index), *(disconnected() for _ in index)]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[True], *([False] for _ in node.inputs[1:])]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None if eval_points[0] is None else self(eval_points[0], *inputs[1:])]


def _takes_the_only_one(entry: Slice) -> bool:
    """Return whether a slice of a dimension of length 1 is declared to have length 1 too.

    It must start at the beginning as written, with any step, and end behind the only element. (Theano declares
    x[0:1:-1], which is empty, so too.)
    """
    if entry.start not in (None, 0):
        return False
    if entry.stop is None:
        return True
    return (
        isinstance(entry.stop, int)
        and (entry.step is None or isinstance(entry.step, int))
        and len(range(*slice(entry.start, entry.stop, entry.step).indices(1))) == 1
    )


@dataclass(frozen=True, init=False)
class Subtensor(_Indexed, Read):
    """x[entries]: a view of `x`. Inputs: x, *dynamic scalars.

    idx_list: for each dimension that is indexed an int, a slice, or a Scalar type for an int that is an input. Users
    write `x[1:]`.
    """

    entries: tuple[Any, ...]

    @also_named(entries="idx_list")
    def __init__(self, idx_list: Sequence[Any]) -> None:
        object.__setattr__(self, "entries", entries_of(idx_list))

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Restore a pickle; Theano's pickles have `idx_list`."""
        entries = state["entries"] if "entries" in state else entries_of(state["idx_list"])
        object.__setattr__(self, "entries", entries)

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        x, *index = inputs
        if x.dtype in DISCRETE:  # as in Theano, where index arrays pass a gradient on to integers
            return [zero_gradient(x), *(disconnected() for _ in index)]
        return super().compat_gradient(inputs, outputs, output_gradients)

    def compat_same_element(self, node: Apply) -> Any:
        x = node.inputs[0]
        if isinstance(x, Constant) and len(node.inputs) == 1 and all(isinstance(e, Index) for e in self.entries):
            return constant(x.data[self.python_index(node.inputs)])
        at = self._position(node)
        return None if at is None else element(x, at)

    def compat_known_number(self, node: Apply) -> int | None:
        made, at = node.inputs[0].owner, self._position(node)
        if made is None or at is None or not isinstance(made.op, Shape):
            return None
        return length_of_dimension(made.inputs[0], at)

    def compat_known_length(self, node: Apply) -> int | None:
        if len(node.inputs) != 1 or len(self.entries) != 1:
            return None
        whole = static_length(node.inputs[0])  # for x.shape[1:]
        return None if whole is None else len(range(whole)[self.python_index(node.inputs)[0]])

    def _position(self, node: Apply) -> int | None:
        """Return the position of the single vector element that is read, if it is known."""
        if len(self.entries) != 1 or not isinstance(self.entries[0], Index):
            return None
        at = self.entries[0].at
        try:
            return at if isinstance(at, int) else int(get_scalar_constant_value(node.inputs[1]))
        except NotScalarConstantError:
            return None

    @property
    def idx_list(self) -> tuple[Any, ...]:
        """Return the index in Theano's form: integers and slices, with a Scalar type for an input."""
        return idx_list_of(self.entries)

    def compat_result_types(self, x: TensorType, *scalars: TensorType) -> list[TensorType]:
        if len(self.entries) > x.ndim:
            raise IndexError("too many indices for array")
        pattern = []
        for d, one in enumerate(x.broadcastable):
            entry = self.entries[d] if d < len(self.entries) else Slice()
            if isinstance(entry, Slice):
                pattern.append(one and _takes_the_only_one(entry))
        return [tensor_type(x.dtype, pattern)]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
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

    def writer(self) -> IncSubtensor:
        return IncSubtensor(shifted(self.entries, 1))

    def compat_array(self, xp: ArrayModule, node: Apply, x: Any, *scalars: Any) -> list[Any]:
        index = self.python_index([x, *scalars])
        check_bounds(index, np.shape(x), node)
        x = xp.asarray(x)
        if all(isinstance(i, int | slice) for i in index):
            return [x[index]]
        note_outside(index, x.shape)
        return [x.at[index].get(mode="fill", fill_value=fill_value(x.dtype))]

    def compat_array_at_points(self, node: Apply, of_points: Sequence[bool], x: Array, *scalars: Any) -> Any:
        if any(of_points[1:]):
            return NotImplemented
        index = self.python_index([x, *scalars])
        check_bounds(index, x.shape[1:], node)
        return [x[(slice(None), *index)]]

    def compat_c_guards(self, node: Apply, lengths: Lengths) -> None:
        c_entry_guards(self.entries, node.inputs[0], lengths)

    def compat_c_view(self, node: Apply, index: tuple[Any, ...], c: Access) -> tuple[Any, Any]:
        return node.inputs[0], c_place_index(self.entries, node.inputs[0], node.inputs, index, c)


class Write(TensorOp):
    """The base of writing by any kind of index. Inputs: x, y, *the parts of the index."""

    set_instead_of_inc: bool

    def reader(self) -> Any:
        """Return the Op that reads the elements that this one writes: inputs x, *the parts of the index."""
        raise NotImplementedError

    def written_dtype(self, node: Apply) -> str:
        """Return the dtype that y is cast to before it is put or added."""
        return node.inputs[0].type.dtype

    def compat_result_types(self, x: TensorType, y: TensorType, *index: TensorType) -> list[TensorType]:
        check_writable(x, y, self)
        return [x]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[0]]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        x, y, *index = inputs
        [g] = output_gradients
        rest = [disconnected() for _ in index]
        if x.dtype in DISCRETE:
            return [zero_gradient(x), zeros_like(y, config.floatX), *rest]
        at = self.reader()(g, *index)
        gx = self(g, zeros_like(at), *index) if self.set_instead_of_inc else g
        if y.dtype in DISCRETE:
            return [gx, zero_gradient(y), *rest]
        return [gx, sum_to_type(at, y), *rest]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[True], [True], *([False] for _ in node.inputs[2:])]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        if eval_points[0] is None and eval_points[1] is None:
            return [None]
        px, py = (zeros_like(i) if p is None else p for i, p in zip(inputs[:2], eval_points[:2], strict=True))
        return [self(px, py, *inputs[2:])]


FEW = 8  # number of elements
LARGEST_GATHERED = 4096  # number of elements; a table of as many places becomes a part of the compiled program


def scattered(x: Any, index: Any, y: TensorLike, set_instead_of_inc: bool) -> Any:
    """Return `x` with y put at, or added to, x[index] in a traced program; for bools NumPy adds by `or`."""
    sources = _sources(x.shape, index)
    if sources is not None:
        return _gathered(x, *sources, y, set_instead_of_inc)
    at = x.at[index]
    return at.set(y) if set_instead_of_inc else at.max(y) if x.dtype == bool else at.add(y)


def read_in_jax(x: Any, index: Any) -> Any:
    """Return x[index] in a traced program; NaN, or the least number, where an index lies outside of `x`."""
    if x.size <= LARGEST_GATHERED and all(isinstance(i, np.ndarray | slice) for i in index):
        places = np.arange(x.size).reshape(x.shape)[index]
        if 0 < places.size <= FEW:
            return _at_places(x, places)
    return x.at[index].get(mode="fill", fill_value=fill_value(x.dtype))


def _at_places(x: Any, places: np.ndarray) -> Any:
    """Return the elements of `x` at these places of the flattened array.

    A few are read one by one, because a gather is a separate kernel.
    """
    import jax.numpy as jnp

    flat = x.ravel()
    if places.size > FEW:
        return jnp.take(flat, places, mode="clip")
    return jnp.stack([flat[k] for k in places.ravel()]).reshape(places.shape)


def _sources(shape: Sequence[int], index: tuple[Any, ...]) -> tuple[np.ndarray, tuple[int, ...]] | None:
    """Return for each element of an array the element of y that is written to it, -1 for none, and the shape of y.

    None if that is unknown at tracing time, if an element is written twice, and for large arrays.
    """
    size = math.prod(shape)
    if size > LARGEST_GATHERED or not all(isinstance(i, np.ndarray | np.integer | int | slice) for i in index):
        return None
    places = np.arange(size).reshape(shape)[index]
    sources = np.full(size, -1)
    sources[places.ravel()] = np.arange(places.size)
    return (sources.reshape(shape), places.shape) if (sources >= 0).sum() == places.size else None


def _gathered(x: Any, sources: np.ndarray, written: tuple[int, ...], y: Any, set_instead_of_inc: bool) -> Any:
    """Return the result of `scattered` by means of reads.

    XLA fuses these with other computations, whereas on CPUs a scatter is a separate loop.
    """
    import jax.numpy as jnp

    if not math.prod(written):
        return x
    new = _at_places(jnp.broadcast_to(y.astype(x.dtype), written), np.maximum(sources, 0))
    return jnp.where(sources >= 0, new if set_instead_of_inc else x + new, x)


def _written_in_jax(x: Any, index: Sequence[Any], y: Any, set_instead_of_inc: bool) -> Any:
    """Return `x` with y put at, or added to, x[index] in a traced program.

    An index that selects a window is written as a window instead of a scatter: XLA makes a `map` of a scatter over all
    of `x`, and ends the process where that is reversed (JAX 0.4 to 0.10).
    """
    from jax import lax

    windows: list[Any] = []  # a range for each dimension, or None if the index does not select a window
    for d, length in enumerate(x.shape):
        entry = index[d] if d < len(index) else slice(None)
        if isinstance(entry, int):
            entry = slice(entry % length, entry % length + 1)
        windows.append(range(*entry.indices(length)) if isinstance(entry, slice) else None)
    if any(w is None or abs(w.step) != 1 for w in windows):
        return scattered(x, index, y, set_instead_of_inc)
    part = x[index]
    value = lax.convert_element_type(y, x.dtype)
    value = lax.broadcast_in_dim(value, part.shape, range(part.ndim - value.ndim, part.ndim))
    value = (value if set_instead_of_inc else part + value).reshape([len(w) for w in windows])
    value = lax.rev(value, [d for d, w in enumerate(windows) if w.step < 0])
    return lax.dynamic_update_slice(x, value, [min(w[0], w[-1]) if len(w) else 0 for w in windows])


@dataclass(frozen=True, init=False)
class IncSubtensor(_Indexed, Write):
    """A copy of `x` with y added to (or, with `set_instead_of_inc`, put at) x[entries]. Inputs: x, y, *dynamic scalars.

    idx_list: as in Subtensor. set_instead_of_inc: whether y takes the place of the elements. inplace,
    destroyhandler_tolerate_aliased: without an effect. `inc_subtensor` and `set_subtensor` make it.
    """

    entries: tuple[Any, ...]
    set_instead_of_inc: bool

    @also_named(entries="idx_list")
    def __init__(
        self,
        idx_list: Sequence[Any],
        inplace: bool = False,
        set_instead_of_inc: bool = False,
        destroyhandler_tolerate_aliased: Any = None,
    ) -> None:
        if not all(isinstance(e, Index | Slice) for e in idx_list):
            idx_list = shifted(entries_of(idx_list), 1)
        object.__setattr__(self, "entries", tuple(idx_list))
        object.__setattr__(self, "set_instead_of_inc", bool(set_instead_of_inc))

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Restore a pickle; Theano's pickles have `idx_list` and `set_instead_of_inc`."""
        entries = state["entries"] if "entries" in state else shifted(entries_of(state["idx_list"]), 1)
        self.__dict__.update(entries=entries, set_instead_of_inc=state["set_instead_of_inc"])

    inplace = False
    destroyhandler_tolerate_aliased: tuple[Any, ...] = ()

    @property
    def idx_list(self) -> tuple[Any, ...]:
        """Return the index in Theano's form, as Subtensor.idx_list."""
        return self.reader().idx_list

    def _mode(self) -> str:
        return "Set;" if self.set_instead_of_inc else "Inc;"

    def reader(self) -> Subtensor:
        return Subtensor(shifted(self.entries, -1))

    def compat_array(self, xp: Any, node: Apply, x: TensorLike, y: TensorLike, *scalars: Any) -> list[Any]:
        index = self.python_index([x, y, *scalars])
        check_bounds(index, np.shape(x), node)
        if xp is not np:
            note_outside(index, np.shape(x))
            return [_written_in_jax(xp.asarray(x), index, y, self.set_instead_of_inc)]
        out = np.array(x)
        try:
            if self.set_instead_of_inc:
                out[index] = y
            else:
                out[index] += np.asarray(y).astype(out.dtype)
        except ValueError:
            raise ValueError(does_not_fit(node, np.shape(out[index]), np.shape(y))) from None
        return [out]

    def compat_c_place(self, node: Apply, computations: Computations) -> tuple[list[Any], Any, Sequence[int]]:
        """Return the part of `x` that is written.

        It is (the lengths of the part, a map from its index to the index in `x`, the dimensions along which points may
        coincide).
        """
        x = node.inputs[0]
        c_entry_guards(self.entries, x, computations.lengths)
        part = []
        for d, (n, graph) in enumerate(zip(computations.lengths.of(x), computations.lengths.graph(x), strict=True)):
            entry = self.entries[d] if d < len(self.entries) else Slice()
            if isinstance(entry, Slice):
                part.append(
                    n if entry.is_full else computations.lengths.value(slice_bounds(entry, graph, node.inputs)[2])
                )
        return part, lambda c, index: c_place_index(self.entries, x, node.inputs, index, c), ()

    def compat_c_computations(self, node: Apply, computations: Computations) -> None:
        computations.write(node)
