"""Functions that Theano kept apart from the basic ones. Source of the names: theano.tensor.extra_ops."""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ...graph.types import DisconnectedType
from ...graph.variable import Variable
from ...importing.module_getattr import absent_from, names_of
from ...ops.control.assertion import Assert
from ...ops.elementwise.elemwise import broadcast_shape as _broadcast_shape
from ...ops.elementwise.functions import cast, maximum, neq
from ...ops.indexing.copies import CpuContiguous, cpu_contiguous
from ...ops.indexing.multi_index import RavelMultiIndex, UnravelIndex, ravel_multi_index, unravel_index
from ...ops.indexing.nonzero import flatnonzero
from ...ops.indexing.reading import take
from ...ops.indexing.writing import inc_subtensor, set_subtensor
from ...ops.ordering.searching import SearchsortedOp, searchsorted
from ...ops.ordering.unique import Unique
from ...ops.reductions.cumulative import CumOp, cumprod, cumsum
from ...ops.reductions.functions import max, min
from ...ops.shapes.creation import _dtype, alloc, arange, zeros
from ...ops.shapes.diagonal_filling import FillDiagonal, FillDiagonalOffset, fill_diagonal, fill_diagonal_offset
from ...ops.shapes.repetition import RepeatOp
from ...ops.shapes.shape import elements_of, shape_of, static_length
from ...ops.shapes.tiling import repeat
from ...ops.tensor_op import as_tensor, dimension
from ...ops.tensor_types import TensorLike

if TYPE_CHECKING:
    from numpy.typing import DTypeLike


def diff(x: TensorLike, n: int = 1, axis: int = -1) -> Any:
    """Return differences of neighbors, as numpy.diff does: of bools, whether they differ.

    x: a tensor of any shape but a scalar. n: how many times they are taken. axis: the dimension; AxisError if x lacks
    it.
    """
    x = as_tensor(x)
    before = (slice(None),) * dimension(axis, x)
    for _ in range(n):
        later, earlier = x[(*before, slice(1, None))], x[(*before, slice(None, -1))]
        x = neq(later, earlier) if x.type.dtype == "bool" else later - earlier
    return x


def squeeze(x: TensorLike, axis: int | Sequence[int] | None = None) -> Any:
    """Return `x` without dimensions that are declared to have length 1.

    x: a tensor of any shape. axis: the dimension, or dimensions, that are left out; all broadcastable ones by default.
    """
    x = as_tensor(x)
    if axis is None:
        gone = {d for d, one in enumerate(x.type.broadcastable) if one}
    else:
        gone = {dimension(d, x) for d in (axis if isinstance(axis, list | tuple) else [axis])}
    return x.dimshuffle([d for d in range(x.type.ndim) if d not in gone])  # DimShuffle refuses to drop others


def to_one_hot(y: TensorLike, nb_class: int, dtype: DTypeLike | None = None) -> Any:
    """Return a matrix whose row i is 1 at column y[i] and 0 elsewhere.

    y: an integer vector. nb_class: the number of columns. dtype: floatX by default.
    """
    y = as_tensor(y)
    blank = zeros((y.shape[0], nb_class), _dtype(dtype))
    return set_subtensor(blank[arange(y.shape[0]), y], np.asarray(1, _dtype(dtype)))


def compress(condition: TensorLike, x: Variable, axis: int | None = None) -> Any:
    """Return the slices of a tensor where a condition is true, as numpy.compress does.

    condition: a vector. x: a tensor of any shape. axis: the dimension of the slices; None for the flattened x.
    """
    return take(x, flatnonzero(condition), axis)


def bincount(
    x: TensorLike, weights: TensorLike | None = None, minlength: TensorLike | None = None, assert_nonneg: bool = False
) -> Any:
    """Count how often each integer from 0 occurs, in its dtype, or sum its weights.

    x: an integer vector. weights: a vector of its length, or None for counts. minlength: the least number of counts.
    assert_nonneg: AssertionError if an element is negative.
    """
    x = as_tensor(x)
    if x.type.ndim != 1:
        raise TypeError(f"Inputs must be of dimension 1: `{x}` is {x.type}.")
    if np.dtype(x.type.dtype).kind not in "iu":
        raise TypeError(f"bincount counts integers, `{x}` is {x.type}.")
    if assert_nonneg:
        x = Assert("Input to bincount has negative values!")(x, min(x) >= 0)
    count: Any = cast(max(x), "int64") + 1
    if minlength is not None:
        count = maximum(count, as_tensor(minlength))
    if weights is None:
        return inc_subtensor(zeros((count,), x.type.dtype)[x], np.asarray(1, x.type.dtype))
    weights = as_tensor(weights)
    return inc_subtensor(zeros((count,), weights.type.dtype)[x], weights)


def broadcast_shape(*arrays: Any, arrays_are_shapes: bool = False) -> tuple[Any, ...]:
    """Return the shape that arrays broadcast to by their declared patterns, a tuple of integer scalars.

    arrays: tensors of any shape, or their shapes. arrays_are_shapes: whether they are shapes.
    """
    if arrays_are_shapes:
        ndim = builtins.max(_rank(a) for a in arrays)
        padded = [[as_tensor(np.int64(1))] * (ndim - _rank(a)) + _lengths(a) for a in arrays]
        return tuple(
            next((n for n in lengths if not (hasattr(n, "data") and n.data == 1)), lengths[0])
            for lengths in zip(*padded, strict=True)
        )
    variables = [as_tensor(a) for a in arrays]
    return _broadcast_shape([v.type for v in variables], [shape_of(v) for v in variables])


def _rank(shape: int | Sequence[int]) -> int:
    return len(shape) if isinstance(shape, list | tuple) else static_length(as_tensor(shape)) or 0


def _lengths(shape: tuple[TensorLike, ...]) -> list[Any]:
    if isinstance(shape, list | tuple):
        return [as_tensor(n) for n in shape]
    return elements_of(as_tensor(shape), _rank(shape))


def broadcast_to(a: TensorLike, shape: tuple[TensorLike, ...]) -> Any:
    """Return `a` repeated to a shape.

    a: a tensor. shape: a tuple of lengths, ints or integer scalars; ValueError if it has fewer dimensions than a.
    """
    a, lengths = as_tensor(a), _lengths(shape)
    if a.type.ndim > len(lengths):
        raise ValueError(f"broadcast_to: `{a}` has {a.type.ndim} dimensions, the shape {len(lengths)}.")
    return alloc(a, *lengths)


class DiffOp:
    """The Op of `diff`: `DiffOp(n, axis)(x)`.

    n: how many times differences are taken. axis: the dimension of x, a tensor of any shape but a scalar.
    """

    def __init__(self, n: int = 1, axis: int = -1) -> None:
        self.n, self.axis = n, axis

    def __call__(self, x: TensorLike) -> Any:
        return diff(x, self.n, self.axis)


CumsumOp = CumOp


@dataclass(frozen=True)
class CumprodOp(CumOp):
    """Cumulative products of a tensor of any shape, as `CumOp(mode="mul")`.

    axis: the dimension, or None for the flattened array. mode: "mul".
    """

    mode: str = "mul"


__all__ = [  # noqa: F822
    "Bartlett",
    "CpuContiguous",
    "CumOp",
    "CumprodOp",
    "CumsumOp",
    "DiffOp",
    "DisconnectedType",
    "FillDiagonal",
    "FillDiagonalOffset",
    "RavelMultiIndex",
    "RepeatOp",
    "SearchsortedOp",
    "Unique",
    "UnravelIndex",
    "bartlett",
    "bincount",
    "broadcast_shape",
    "broadcast_to",
    "compress",
    "cpu_contiguous",
    "cumprod",
    "cumsum",
    "diff",
    "fill_diagonal",
    "fill_diagonal_offset",
    "ravel_multi_index",
    "repeat",
    "searchsorted",
    "squeeze",
    "to_one_hot",
    "unravel_index",
]
__getattr__ = absent_from(__name__, names_of(**{"theano.networks.bartlett": "Bartlett bartlett"}))
