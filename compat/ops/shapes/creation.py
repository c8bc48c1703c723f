"""Ops that create arrays: Alloc, ARange, Eye. Source: theano.tensor.basic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.dtypes import DISCRETE, upcast
from ...graph.variable import Apply, Constant, Variable
from ...settings import config
from ..c_forms import Access, Lengths
from ..elementwise.elemwise import sum_to_type
from ..elementwise.functions import cast, ceil, maximum, second
from ..known_values import is_one
from ..tensor_op import TensorOp, as_tensor, constant, disconnected, tensor_type
from ..tensor_types import TensorLike
from .shape import static_length

if TYPE_CHECKING:
    from numpy.typing import DTypeLike


def _check_length(length: Any, role: str) -> Any:
    length = as_tensor(length)
    if length.type.ndim != 0 or length.dtype not in DISCRETE:
        raise TypeError(f"{role} must be integer scalars, got `{length}` ({length.type}).")
    return length


def _ones_among(lengths: Sequence[Any]) -> list[bool]:
    return [is_one(n) for n in lengths]


@dataclass(frozen=True)
class Alloc(TensorOp):
    """An array filled with a value, which is broadcast to it. `theano.tensor.alloc` makes it.

    Inputs: value, a tensor of at most that rank, *lengths, integer scalars.
    """

    def make_node(self, value: Any, *lengths: Any) -> Apply:
        value = as_tensor(value)
        sizes = [_check_length(n, "Shape arguments to Alloc") for n in lengths]
        if value.type.ndim > len(sizes):
            raise TypeError(
                "The Alloc value to use has more dimensions than the specified dimensions", value.type.ndim, len(sizes)
            )
        return Apply(self, [value, *sizes], [tensor_type(value.dtype, _ones_among(sizes))()])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [tuple(n if n.dtype == "int64" else n.astype("int64") for n in node.inputs[1:])]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [sum_to_type(output_gradients[0], inputs[0]), *(disconnected() for _ in inputs[1:])]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[True], *([False] for _ in node.inputs[1:])]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None if eval_points[0] is None else self(eval_points[0], *inputs[1:])]

    def compat_structural(self, node: Apply) -> Sequence[int]:
        return range(1, len(node.inputs))

    def compat_same_element(self, node: Apply) -> Variable:
        return node.inputs[0]

    def compat_array(self, xp: ArrayModule, node: Apply, value: Array, *lengths: Array) -> list[Any]:
        shape = tuple(int(n) for n in lengths)
        for n, own, one in zip(
            shape[::-1], np.shape(value)[::-1], node.inputs[0].type.broadcastable[::-1], strict=False
        ):
            if not one and own != n:
                raise ValueError(f"Alloc: the value of shape {np.shape(value)} does not fill the shape {shape}.")
        return [xp.array(xp.broadcast_to(value, shape))]

    def compat_c_guards(self, node: Apply, lengths: Lengths) -> None:
        value, out = node.inputs[0], node.outputs[0]
        for n, own, one in zip(
            lengths.of(out)[::-1], lengths.of(value)[::-1], value.type.broadcastable[::-1], strict=False
        ):
            if not one:
                lengths.require_equal(n, own)
        lengths.require_not_negative(out)

    def compat_c_view(self, node: Apply, index: tuple[Any, ...], c: Access) -> tuple[Any, Any]:
        value = node.inputs[0]
        own = index[len(index) - value.type.ndim :]
        return value, tuple(c.number(0) if one else i for i, one in zip(own, value.type.broadcastable, strict=True))


@dataclass(frozen=True)
class AllocEmpty(TensorOp):
    """An array of given lengths with undefined elements, which are zero here. Inputs: *lengths.

    dtype: of the elements. The lengths are integer scalars, the shape of the result.
    """

    dtype: str

    def make_node(self, *lengths: Any) -> Apply:
        sizes = [_check_length(n, "Shape arguments to AllocEmpty") for n in lengths]
        return Apply(self, sizes, [tensor_type(_dtype(self.dtype), _ones_among(sizes))()])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [tuple(n if n.dtype == "int64" else n.astype("int64") for n in node.inputs)]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [disconnected() for _ in inputs]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[False] for _ in node.inputs]

    def compat_structural(self, node: Apply) -> Sequence[int]:
        return range(len(node.inputs))

    def compat_array(self, xp: ArrayModule, node: Apply, *lengths: Array) -> list[Any]:
        return [xp.zeros(tuple(int(n) for n in lengths), dtype=node.outputs[0].type.dtype)]

    def compat_c_guards(self, node: Apply, lengths: Lengths) -> None:
        lengths.require_not_negative(node.outputs[0])

    def compat_c_value(self, node: Apply, index: tuple[Any, ...], c: Access) -> Any:
        return c.cast(c.number(0), "int64", node.outputs[0].type.dtype)


def alloc(value: TensorLike, *shape: TensorLike) -> Any:
    """Return `value` broadcast to `shape`.

    value: a tensor of at most that rank. shape: the lengths, ints or integer scalars.
    """
    return Alloc()(value, *shape)


def _lengths(shape: Any) -> list[Any]:
    if isinstance(shape, list | tuple):
        return list(shape)
    if isinstance(shape, np.ndarray):
        return [int(n) for n in np.atleast_1d(shape)]
    shape = as_tensor(shape)
    if shape.type.ndim == 0:
        return [shape]
    n = static_length(shape)
    if n is None:
        raise TypeError(f"The number of lengths in the shape `{shape}` is not known.")
    return [shape[i] for i in range(n)]


def full(shape: int | Sequence[int], fill_value: TensorLike, dtype: DTypeLike | None = None) -> Any:
    """Return an array of `shape` filled with one value.

    shape: a length, a list of lengths or a vector. fill_value: a scalar. dtype: that of `fill_value` by default.
    """
    value = as_tensor(fill_value)
    return alloc(value if dtype is None else value.astype(dtype), *_lengths(shape))


def zeros(shape: int | Sequence[int], dtype: DTypeLike | None = None) -> Any:
    """Return zeros of `shape`.

    shape: a length, a list of ints and integer scalars, or an integer vector. dtype: floatX by default.
    """
    return alloc(constant(np.asarray(0, dtype=_dtype(dtype))), *_lengths(shape))


def ones(shape: Any, dtype: DTypeLike | None = None) -> Any:
    """Return ones of `shape`.

    shape: a length, a list of ints and integer scalars, or an integer vector. dtype: floatX by default.
    """
    return alloc(constant(np.asarray(1, dtype=_dtype(dtype))), *_lengths(shape))


def _dtype(dtype: DTypeLike | None) -> str:
    return config.floatX if dtype is None or dtype == "floatX" else np.dtype(dtype).name


def _filled_like(model: Any, value: int, dtype: DTypeLike | None, opt: bool = False) -> Any:
    model = as_tensor(model)
    dtype = model.dtype if dtype is None else _dtype(dtype)
    fill = constant(np.asarray(value, dtype=dtype))
    return fill if model.type.ndim == 0 and opt else second(model, fill)


def zeros_like(model: Any, dtype: DTypeLike | None = None, opt: bool = False) -> Any:
    """Return zeros with the shape of `model`.

    model: a tensor of any shape. dtype: that of `model` by default. opt: whether a scalar gives a plain constant.
    """
    return _filled_like(model, 0, dtype, opt)


def ones_like(model: Any, dtype: DTypeLike | None = None, opt: bool = False) -> Any:
    """Return ones with the shape of `model`.

    model: a tensor of any shape. dtype: that of `model` by default. opt: whether a scalar gives a plain constant.
    """
    return _filled_like(model, 1, dtype, opt)


@dataclass(frozen=True)
class ARange(TensorOp):
    """The numbers start, start + step, ... below stop. `theano.tensor.arange` makes it.

    dtype: of the result, a vector. Inputs: start, stop, step, scalars.
    """

    dtype: str
    compat_told = ("dtype",)

    def make_node(self, start: TensorLike, stop: TensorLike, step: TensorLike) -> Apply:
        inputs = [as_tensor(v) for v in (start, stop, step)]
        for v in inputs:
            if v.type.ndim:
                raise TypeError(f"arange takes scalars, got `{v}` ({v.type}).")
        return Apply(self, inputs, [tensor_type(self.dtype, (False,))()])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        start, stop, step = node.inputs  # type: Any, Any, Any
        if all(v.dtype in DISCRETE for v in node.inputs):
            start, stop, step = (cast(v, "int64") for v in node.inputs)
            if isinstance(step, Constant) and step.data.item() == 1:
                if isinstance(start, Constant) and start.data.item() == 0:
                    return [(maximum(stop, np.int64(0)),)]
                return [(maximum(stop - start, np.int64(0)),)]
            return [(maximum(-((start - stop) // step), np.int64(0)),)]
        return [(maximum(cast(ceil(cast(stop - start, "float64") / cast(step, "float64")), "int64"), np.int64(0)),)]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[True], [False], [True]]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        start, _, step = inputs
        [g] = output_gradients
        if self.dtype in DISCRETE:
            return [zeros_like(start, config.floatX), disconnected(), zeros_like(step, config.floatX)]
        count = arange(g.shape[0]).astype(self.dtype)
        return [g.sum(), disconnected(), (g * count).sum()]

    def compat_structural(self, node: Apply) -> Sequence[int]:
        return range(3)

    def compat_array(self, xp: ArrayModule, node: Apply, start: Array, stop: Array, step: Array) -> list[Any]:
        return [xp.arange(start, stop, step, dtype=self.dtype)]

    def compat_c_value(self, node: Apply, index: tuple[Any, ...], c: Access) -> Any:
        start, step = (c.cast(c.element(v, ()), v.dtype, self.dtype) for v in node.inputs[::2])
        if self.dtype not in DISCRETE:  # from the difference of the first two, as in NumPy
            step = c.code("(({} + {}) - {})", start, step, start)
        return c.code("({} + {})", start, c.code("{} * {}", c.cast(index[0], "int64", self.dtype), step))


def arange(start: Any, stop: Any = None, step: Any = 1, dtype: DTypeLike | None = None) -> Any:
    """Return the vector start, start + step, ... below stop, as numpy.arange does.

    start: the first number; with one argument, it is the stop, and the first number is 0. stop: the end, left out.
    step: a scalar, as the others; they may be variables.
    dtype: that of start + stop + step, at least int64 for integers.
    """
    if stop is None:
        start, stop = 0, start
    start, stop, step = as_tensor(start), as_tensor(stop), as_tensor(step)
    if dtype is None:
        dtype = upcast(start.dtype, stop.dtype, step.dtype)
        if dtype in DISCRETE:
            dtype = "uint64" if dtype == "uint64" else "int64"
        elif (
            dtype == "float32" and config.floatX == "float64" and "float32" not in (start.dtype, stop.dtype, step.dtype)
        ):
            dtype = "float64"
    return _arange_op(_dtype(dtype))(start, stop, step)


@cache
def _arange_op(dtype: str) -> ARange:
    return ARange(dtype)


class OnesByDiagonal(TensorOp):
    """An (n, m) matrix of ones and zeros relative to diagonal k. Inputs: n, m, k."""

    def node_of(self, name: str, dtype: str, lengths: Sequence[Any]) -> Apply:
        """Return the application to n, m and k of the function that users call `name`."""
        inputs = [_check_length(v, f"The arguments of {name}") for v in lengths]
        return Apply(self, inputs, [tensor_type(dtype, (False, False))()])  # whatever is known of n and m

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [tuple(v.astype("int64") for v in node.inputs[:2])]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[False]] * 3

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [disconnected() for _ in inputs]

    def compat_structural(self, node: Apply) -> Sequence[int]:
        return range(3)


@dataclass(frozen=True)
class Eye(OnesByDiagonal):
    """A matrix with ones on a diagonal, zeros elsewhere. `theano.tensor.eye` makes it.

    dtype: of the result, floatX by default. Inputs: rows, columns, the number k of the diagonal, above 0 above the
    main one.
    """

    dtype: Any = None
    compat_told = ("dtype",)

    def __post_init__(self) -> None:
        object.__setattr__(self, "dtype", self.dtype or config.floatX)

    def make_node(self, n: TensorLike, m: TensorLike, k: TensorLike) -> Apply:
        return self.node_of("eye", self.dtype, (n, m, k))

    def compat_array(self, xp: ArrayModule, node: Apply, n: Array, m: Array, k: Array) -> list[Any]:
        return [xp.eye(int(n), int(m), int(k), dtype=self.dtype)]

    def compat_c_value(self, node: Apply, index: tuple[Any, ...], c: Access) -> Any:
        k = c.cast(c.element(node.inputs[2], ()), node.inputs[2].dtype, "int64")
        return c.cast(c.code("({} - {} == {})", index[1], index[0], k), "bool", self.dtype)


def eye(n: TensorLike, m: TensorLike | None = None, k: int = 0, dtype: str | None = None) -> Any:
    """Return the identity matrix, or ones on diagonal `k` of an (n, m) matrix.

    n: the number of rows. m: the number of columns, n by default. k: 0 for the main diagonal, above 0 for one above it.
    dtype: floatX by default.
    """
    return Eye(_dtype(dtype))(n, n if m is None else m, k)


def identity_like(x: Any) -> Any:
    """Return an identity matrix with the shape and dtype of the matrix `x`.

    x: a matrix; one that is not square gives ones on its main diagonal.
    """
    x = as_tensor(x)
    return eye(x.shape[0], x.shape[1], dtype=x.dtype)
