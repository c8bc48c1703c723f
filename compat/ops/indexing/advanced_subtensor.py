"""Reading and writing by integer arrays: AdvancedSubtensor, AdvancedIncSubtensor. Source: theano.tensor.subtensor.

`pattern` gives, for each dimension of `x`, the number of its index array, or None for a full slice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import InitVar, dataclass, field
from typing import Any

import numpy as np

from ...docstrings import of_instances, text
from ...graph.arrays import Array, ArrayModule
from ...graph.dtypes import DISCRETE
from ...graph.types import TensorType, Type
from ...graph.variable import Apply, Constant, Variable
from ..c_forms import Access, Computations, Lengths
from ..elementwise.elemwise import Elemwise, broadcast_pattern, broadcast_shape, origin_text
from ..elementwise.functions import CASTS, cast
from ..reductions.segments import laid_out
from ..tensor_op import as_tensor, disconnected, in_dtype, tensor_type
from ..tensor_types import TensorLike
from .subtensor import Read, Write, read_in_jax, scattered
from .subtensor_index import does_not_fit, note_outside


@dataclass(frozen=True, kw_only=True)
class AdvancedSubtensor(Read):
    """The elements x[..., index arrays, ...] with NumPy's meaning.

    Inputs: x, *integer arrays, which broadcast together, to the shape of the result if they stand side by side.

    pattern: for each dimension of x the number of its index array, or None for a full slice; the inputs are any index
    of x where it is left out.

    views: the number of views directly below that belong to the same index expression. x[1:, [0]] consists of two Ops,
    and writing to it writes to x; x[1:][[0]] has the same two Ops, and writing to it writes to x[1:]. It does not
    matter for reading.
    """

    pattern: tuple[int | None, ...] = ()
    views: int = field(default=0, compare=False)

    def make_node(self, x: Any, *index: Any) -> Apply:
        return super().make_node(x, *index) if self.pattern else as_tensor(x)[index].owner

    def index_types(self, types: Sequence[Any]) -> tuple[bool, ...]:
        return broadcast_pattern([t.broadcastable for t in types])

    def place(self) -> int:
        """Return the position in the result of the index arrays' dimensions."""
        at = [d for d, p in enumerate(self.pattern) if p is not None]
        adjacent = at[-1] - at[0] + 1 == len(at)
        return at[0] if adjacent else 0

    def result_dimensions(self, whole: Sequence[Any], indexed: Sequence[Any]) -> list[Any]:
        """Return dimensions of the result, from those of full slices (in order) and those of the index arrays."""
        place = self.place()
        rest = [w for w, p in zip(whole, self.pattern, strict=True) if p is None]
        return [*rest[:place], *indexed, *rest[place:]]

    def compat_result_types(self, x: TensorType, *types: TensorType) -> list[TensorType]:
        if len(self.pattern) != x.ndim:
            raise IndexError("too many indices for array")
        return [tensor_type(x.dtype, self.result_dimensions(x.broadcastable, self.index_types(types)))]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        indexed = broadcast_shape([v.type for v in node.inputs[1:]], input_shapes[1:])
        return [tuple(self.result_dimensions(input_shapes[0], indexed))]

    def writer(self, set_instead_of_inc: bool = False) -> AdvancedIncSubtensor:
        return _WRITERS.get(type(self), AdvancedIncSubtensor)(
            pattern=self.pattern, set_instead_of_inc=set_instead_of_inc
        )

    def numpy_index(self, arrays: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(slice(None) if p is None else arrays[p] for p in self.pattern)

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array, *arrays: Array) -> list[Any]:
        x = xp.asarray(x)
        index = self.numpy_index(arrays)
        if xp is np:
            return [x[index]]
        check_concrete_bounds(self, x, arrays, node)
        _note_outside(node, x.shape, index, 1)
        return [read_in_jax(x, index)]

    def compat_array_at_points(self, node: Apply, of_points: Sequence[bool], x: Array, *arrays: Any) -> Any:
        if self.pattern[:1] != (0,) or len(arrays) != 1:  # one array, in the first dimension, which stays there
            return NotImplemented
        [index] = arrays
        if of_points == (True, False):
            return [x.take(index, axis=1)]
        if of_points == (False, True):
            return [x[index]]
        each = np.arange(len(x)).reshape((-1, *(1,) * (index.ndim - 1)))
        return [x[each, index]]

    def compat_c_guards(self, node: Apply, lengths: Lengths) -> None:
        c_array_guards(self.pattern, node.inputs[0], node.inputs[1:], lengths)

    def compat_c_view(self, node: Apply, index: tuple[Any, ...], c: Access) -> tuple[Any, Any]:
        ndim = len(self.index_types([v.type for v in node.inputs[1:]]))
        place = self.place()
        at = index[place : place + ndim]
        whole = iter((*index[:place], *index[place + ndim :]))
        return node.inputs[0], c_gathered(self.pattern, node.inputs[0], node.inputs[1:], at, whole, c)


def c_array_guards(pattern: tuple[int | None, ...], x: TensorLike, arrays: Sequence[Any], lengths: Any) -> None:
    """Require that index arrays broadcast together by their declared patterns, and that the result is not empty.

    Indices are checked where elements are read; for empty results the Python backend checks them.
    """
    ndim = max(a.type.ndim for a in arrays)
    for d in range(1, ndim + 1):
        known = [lengths.of(a)[-d] for a in arrays if a.type.ndim >= d and not a.type.broadcastable[-d]]
        for other in known[1:]:
            lengths.require_equal(known[0], other)
    if all(p is None or _is_inside(arrays[p], n) for p, n in zip(pattern, lengths.of(x), strict=True)):
        return
    for p, n in zip(pattern, lengths.of(x), strict=True):
        if p is None or not _is_inside(arrays[p], n):
            lengths.require_some(n, [m for a in arrays for m in lengths.of(a)])


def c_gathered(
    pattern: tuple[int | None, ...], x: Variable, arrays: Sequence[Any], at: tuple[Any, ...], whole: Any, c: Access
) -> tuple[Any, ...]:
    """Return the C index into `x`: index arrays read at `at`, other dimensions from the iterator `whole`."""
    result = []
    for d, p in enumerate(pattern):
        if p is None:
            result.append(next(whole))
            continue
        array = arrays[p]
        own = at[len(at) - array.type.ndim :]
        index = tuple(c.number(0) if one else i for i, one in zip(own, array.type.broadcastable, strict=True))
        length = c.length(x, d)
        inside = _is_inside(array, length)
        element = c.element(array, index)
        result.append(c.held(element, "int64", "k") if inside else c.checked(element, array.dtype, length))
    return tuple(result)


def _is_inside(array: Variable, length: object) -> bool:
    """Return whether all elements of `array` are known to be valid non-negative indices for a dimension of `length`."""
    if isinstance(array, Constant) and isinstance(length, int):
        return bool(((array.data >= 0) & (array.data < length)).all())
    return laid_out(array).compat_annotation.below == length  # data that were checked before


def check_concrete_bounds(op: Any, x: Array, arrays: Sequence[Any], node: Apply) -> None:
    """Check constant index arrays when a traced program is built, and any index array of a dimension of length 0."""
    for d, p in enumerate(op.pattern):
        if p is None or not np.size(arrays[p]):
            continue
        if not isinstance(arrays[p], np.ndarray):
            if not x.shape[d] and all(map(np.size, arrays)):  # [0] beside [] selects no element
                raise IndexError(f"index is out of bounds for axis {d} with size 0{origin_text(node)}")
            continue
        low, high = int(arrays[p].min()), int(arrays[p].max())
        if low < -x.shape[d] or high >= x.shape[d]:
            bad = low if low < -x.shape[d] else high
            raise IndexError(f"index {bad} is out of bounds for axis {d} with size {x.shape[d]}{origin_text(node)}")


def _note_outside(node: Apply, shape: Sequence[int], index: Sequence[Any], first: int) -> None:
    """Note index arrays that may lie outside, as errors of a traced program. first: the position of the first input."""
    known = [
        p is None or is_inside(node.inputs[first + p], n)
        for p, n in zip(node.op.pattern, shape, strict=True)  # type: ignore[attr-defined]
    ]
    note_outside([slice(None) if inside else i for i, inside in zip(index, known, strict=True)], shape)


def is_inside(array: Variable, length: int) -> bool:
    """Return whether an index array of constants or checked data is known to lie inside a dimension of `length`."""
    constant = array if isinstance(array, Constant) else array.compat_annotation.constant
    if constant is not None:
        return bool(((constant.data >= -length) & (constant.data < length)).all())
    return laid_out(array).compat_annotation.below == length


def sum_is_cut(x: Type, y: Type) -> bool:
    """Return whether x holds integers and y, which is added to it, floats: then each sum is truncated, as in Theano."""
    return np.dtype(x.dtype).kind in "iu" and np.dtype(y.dtype).kind == "f"


def _add_and_cut(xp: ArrayModule, x: Array, index: Any, y: Array) -> Any:
    """Return `x`, integers, with y added at x[index] one element after the other, each sum truncated to an integer."""
    places = xp.arange(x.size).reshape(x.shape)[index]
    places, values = places.ravel(), xp.broadcast_to(y, places.shape).ravel()
    if xp is np:
        flat = x.ravel()
        for place, value in zip(places.tolist(), values, strict=True):
            flat[place] = (flat[place] + value).astype(x.dtype)
        return flat.reshape(x.shape)
    import jax

    def step(flat: Any, one: Any) -> Any:
        place, value = one
        return flat.at[place].set(in_dtype(xp, flat[place] + value, x.dtype.name)), None

    return jax.lax.scan(step, x.ravel(), (places, values))[0].reshape(x.shape)


def _check_fit(node: Apply, x: tuple[int, ...], arrays: Sequence[Any], y: tuple[int, ...]) -> None:
    """Raise ValueError unless the written value fits its place; JAX does not check if either is empty."""
    reader = AdvancedSubtensor(pattern=node.op.pattern)
    place = tuple(reader.result_dimensions(x, list(np.broadcast_shapes(*map(np.shape, arrays)))))
    try:
        fits = np.broadcast_shapes(place, y) == place
    except ValueError:
        fits = False
    if not fits:
        raise ValueError(does_not_fit(node, place, y))


@dataclass(frozen=True)
class AdvancedIncSubtensor(Write):
    """A copy of `x` with y added to x[index arrays] (once for each repeated index), or put there.

    Inputs: x, y, *integer arrays.

    set_instead_of_inc: whether y, of the shape of x[index arrays], takes the place of the elements. inplace: without an
    effect. pattern: as in AdvancedSubtensor.
    """

    inplace: InitVar[bool] = False
    set_instead_of_inc: bool = False
    pattern: tuple[int | None, ...] = field(default=(), kw_only=True)

    def make_node(self, x: Any, y: Any, *inputs: Any) -> Apply:
        x, y = as_tensor(x), as_tensor(y)
        if self.pattern:
            return super().make_node(x, y, *inputs)
        read = x[inputs].owner
        if not isinstance(read.op, AdvancedSubtensor) or read.inputs[0] is not x:
            raise NotImplementedError(
                f"{type(self).__name__} takes index arrays and full slices, got {inputs}: "
                "use tt.inc_subtensor(x[index], y)."
            )
        return read.op.writer(self.set_instead_of_inc).make_node(x, y, *read.inputs[1:])

    @property
    def compat_plain_name(self) -> str:
        return type(self).__name__

    def __str__(self) -> str:
        return f"{type(self).__name__}{{inplace=False,  set_instead_of_inc={self.set_instead_of_inc}}}"

    def reader(self) -> AdvancedSubtensor:
        reader = next((r for r, w in _WRITERS.items() if w is type(self)), AdvancedSubtensor)
        return reader(pattern=self.pattern)

    def compat_result_types(self, x: TensorType, y: TensorType, *index: TensorType) -> list[TensorType]:
        return [x] if not self.set_instead_of_inc and sum_is_cut(x, y) else super().compat_result_types(x, y, *index)

    def written_dtype(self, node: Apply) -> str:
        x, y = (v.type for v in node.inputs[:2])
        return y.dtype if not self.set_instead_of_inc and sum_is_cut(x, y) else x.dtype

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array, y: Array, *arrays: Array) -> list[Any]:
        index: Any = tuple(slice(None) if p is None else arrays[p] for p in self.pattern)
        cut = not self.set_instead_of_inc and sum_is_cut(*(v.type for v in node.inputs[:2]))
        if xp is not np:
            x = xp.asarray(x)
            check_concrete_bounds(self, x, arrays, node)
            _check_fit(node, x.shape, arrays, np.shape(y))
            _note_outside(node, x.shape, index, 2)
            if not x.size:  # nothing is written, and XLA has no empty scatter
                return [x]
            if cut:
                return [_add_and_cut(xp, x, index, y)]
            return [scattered(x, index, xp.asarray(y).astype(x.dtype), self.set_instead_of_inc)]
        out = np.array(x)
        try:
            if self.set_instead_of_inc:
                out[index] = y
            elif cut:
                out = _add_and_cut(np, out, index, y)
            else:
                y = np.asarray(y).astype(out.dtype)
                if y.ndim and max(map(np.ndim, arrays)) > 1:
                    y = np.broadcast_to(y, out[index].shape)  # for a matrix NumPy 2 reads beyond a row
                np.add.at(out, index, y)
        except ValueError:
            raise ValueError(does_not_fit(node, np.shape(out[index]), np.shape(y))) from None
        return [out]

    def compat_c_place(self, node: Apply, computations: Computations) -> tuple[list[Any], Any, Sequence[int]]:
        """Return the place to write to, as `IncSubtensor.c_place` does; points may coincide along the index arrays."""
        x, _, *arrays = node.inputs
        c_array_guards(self.pattern, x, arrays, computations.lengths)
        reader = AdvancedSubtensor(pattern=self.pattern)
        pattern = reader.index_types([a.type for a in arrays])
        indexed = [1] * len(pattern)
        for a in arrays:
            for d in range(1, a.type.ndim + 1):
                if not a.type.broadcastable[-d]:
                    indexed[-d] = computations.lengths.of(a)[-d]
        part = reader.result_dimensions(computations.lengths.of(x), indexed)
        place, ndim = reader.place(), len(pattern)

        def position(c: Access, index: tuple[Any, ...]) -> tuple[Any, ...]:
            return c_gathered(
                self.pattern, x, arrays, index[place : place + ndim], iter((*index[:place], *index[place + ndim :])), c
            )

        return part, position, range(place, place + ndim)

    def compat_c_computations(self, node: Apply, computations: Computations) -> None:
        computations.write(node)


def _rows(x: Variable, index: Variable) -> tuple[int | None, ...]:
    """Return the pattern of x[index]. TypeError unless `index` is an integer vector."""
    if index.type.ndim != 1 or np.dtype(index.type.dtype).kind not in "iu":
        raise TypeError(f"index must be a vector of integers, got `{index}` ({index.type}).")
    if x.type.ndim == 0:
        raise TypeError(f"cannot index into a scalar: `{x}`.")
    return rows_of(x.type.ndim)


def rows_of(rank: int) -> tuple[int | None, ...]:
    """Return the pattern of an index vector for the first dimension of an array of this rank."""
    return (0, *(None,) * (rank - 1))


@dataclass(frozen=True)
class AdvancedSubtensor1(AdvancedSubtensor):
    """The rows x[index] for an integer vector, which is a separate Op in Theano. Inputs: x, index.

    sparse_grad: the gradient with respect to x, a matrix, is sparse and stores only those rows. pattern, views: as in
    AdvancedSubtensor.
    """

    sparse_grad: bool = False

    def make_node(self, x: Any, ilist: Any) -> Apply:
        x, ilist = as_tensor(x), as_tensor(ilist)
        if self.pattern:
            return super().make_node(x, ilist)
        return AdvancedSubtensor1(self.sparse_grad, pattern=_rows(x, ilist)).make_node(x, ilist)

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        if not self.sparse_grad:
            return super().compat_gradient(inputs, outputs, output_gradients)
        from ..sparse.rows import construct_sparse_from_list  # imports all sparse Ops, which few programs use

        return [construct_sparse_from_list(inputs[0], output_gradients[0], inputs[1]), disconnected()]


def _of_rows(made: AdvancedIncSubtensor1) -> str:
    """Return the docstring of one of them, such as `theano.tensor.advanced_set_subtensor1`."""
    done, name = ("put at", "set") if made.set_instead_of_inc else ("added to", "inc")
    words = {"x": "a tensor", "y": "a tensor of the shape of x[index]", "index": "an integer vector"}
    call = f">>> tt.advanced_{name}_subtensor1([1.0, 2.0], [10.0, 10.0], [1, 1]).eval()"
    example = f"{call}\narray([ 1., {10 if made.set_instead_of_inc else 22}.])"
    return text(f"Return a copy of x with y {done} its rows x[index].", words, example, "theano.tensor.subtensor")


@dataclass(frozen=True)
class AdvancedIncSubtensor1(AdvancedIncSubtensor):
    """A copy of x with y added to its rows x[index], or put there, for an integer vector. Inputs: x, y, index.

    set_instead_of_inc: whether y takes the place of the rows. inplace: without an effect. pattern: as in
    AdvancedSubtensor.
    """

    __doc__ = of_instances(__doc__, lambda made: _of_rows(made))

    def __str__(self) -> str:
        return f"{type(self).__name__}{{no_inplace,{'set' if self.set_instead_of_inc else 'inc'}}}"

    def make_node(self, x: Any, y: Any, ilist: Any) -> Apply:
        x, y, ilist = as_tensor(x), as_tensor(y), as_tensor(ilist)
        if self.pattern:
            return super().make_node(x, y, ilist)
        made = AdvancedIncSubtensor1(set_instead_of_inc=self.set_instead_of_inc, pattern=_rows(x, ilist))
        return made.make_node(x, y, ilist)

    def compat_result_types(self, x: TensorType, y: TensorType, *index: TensorType) -> list[TensorType]:
        return [x] if self.set_instead_of_inc and is_cut(x, y) else super().compat_result_types(x, y, *index)

    def compat_lowered(self, node: Apply, inputs: Sequence[Variable]) -> Sequence[Variable] | None:
        x, y, *index = inputs
        if not self.set_instead_of_inc or not is_cut(x.type, y.type):
            return None
        return self.make_node(x, cast(y, x.type.dtype), *index).outputs  # type: ignore[attr-defined]

    def compat_raised(self, node: Apply, inputs: Sequence[Variable]) -> Sequence[Variable] | None:
        x, y, *index = inputs
        maker = y.owner
        if not self.set_instead_of_inc or maker is None or not is_cut(x.type, maker.inputs[0].type):
            return None
        return self.make_node(x, maker.inputs[0], *index).outputs if maker.op == Elemwise(CASTS[x.dtype]) else None


def is_cut(place: Type, value: Type) -> bool:
    """Return whether a value is truncated to whole numbers when it is put at the place: 1.5 put among integers is 1."""
    return place.dtype in DISCRETE and np.dtype(value.dtype).kind == "f"


class AdvancedBooleanSubtensor(AdvancedSubtensor):
    """The elements x[mask]. Inputs: x, and the mask, which is converted to the positions where it is true.

    pattern, views: as in AdvancedSubtensor. The mask has the shape of the first dimensions of x.
    """


class AdvancedBooleanIncSubtensor(AdvancedIncSubtensor):
    """A copy of x with y added to x[mask], or put there.

    inplace, set_instead_of_inc, pattern: as in AdvancedIncSubtensor. The mask has the shape of the first dimensions
    of x.
    """


_WRITERS: dict[type, Any] = {
    AdvancedSubtensor: AdvancedIncSubtensor,
    AdvancedSubtensor1: AdvancedIncSubtensor1,
    AdvancedBooleanSubtensor: AdvancedBooleanIncSubtensor,
}
