"""`repeat`, `tile`, `roll`: compositions of alloc, reshape and join. Source: theano.tensor.basic."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph.variable import Constant
from ..control.assertion import Assert
from ..elementwise.functions import ge, lt, maximum, switch
from ..tensor_op import as_tensor, constant, dimension
from ..tensor_types import TensorLike
from .creation import alloc
from .equal_lengths import checked
from .join import join
from .repetition import RepeatOp
from .shape import flatten, reshape, shape_of, shape_padleft, static_length, unbroadcast


def repeat(x: Any, repeats: Any, axis: int | None = None) -> Any:
    """Return `x` with each element repeated.

    x: a tensor of any shape. repeats: an integer, or a vector with a count for each element; constants or variables.
    axis: the dimension that grows; None for the flattened x.
    """
    x, repeats = as_tensor(x), as_tensor(repeats)
    if repeats.type.ndim > 1:
        raise ValueError("The dimension of repeats should not exceed 1.")
    if np.dtype(repeats.type.dtype).kind not in "iub" or repeats.type.dtype == "uint64":
        raise TypeError(
            f"repeats must be of an integer dtype that int64 holds, got `{repeats}` ({repeats.type.dtype})."
        )
    if axis is None:
        x, axis = flatten(x), 0
    axis = dimension(axis, x)
    if repeats.type.ndim == 1 and not repeats.type.broadcastable[0]:
        if not isinstance(repeats, Constant):
            return RepeatOp(axis)(x, repeats)
        index = np.repeat(np.arange(len(repeats.data)), repeats.data)
        x = checked(x, axis, constant(np.int64(len(repeats.data))))
        return unbroadcast(x[(slice(None),) * axis + (constant(index),)], axis)
    if repeats.type.ndim == 1:
        repeats = repeats[0]
    lengths = list(shape_of(x))
    order: list[Any] = list(range(x.type.ndim))
    order.insert(axis + 1, "x")
    spread = alloc(x.dimshuffle(order), *lengths[: axis + 1], repeats, *lengths[axis + 1 :])
    lengths[axis] = lengths[axis] * repeats
    return reshape(spread, lengths, ndim=x.type.ndim)


def tile(x: Any, reps: int | tuple[int, ...], ndim: int | None = None) -> Any:
    """Return `x` as a tile, repeated along its dimensions, as numpy.tile does.

    x: a tensor of any shape. reps: a count for the last dimension, or one for each, integers or integer scalars.
    ndim: the rank of the result, where it is above the number of counts.
    """
    x = as_tensor(x)
    counts = [as_tensor(r) for r in (reps if isinstance(reps, list | tuple) else _counts(reps, ndim))]
    for count in counts:
        if np.dtype(count.type.dtype).kind not in "iu" or count.type.ndim:
            raise ValueError(f"elements of reps must be integer scalars, got `{count}` ({count.type}).")
    rank = max(len(counts), x.type.ndim, ndim or 0)
    if ndim is not None and ndim < rank:
        raise ValueError(f"ndim should be equal or larger than x.ndim and len(reps): {ndim} < {rank}")
    counts = [as_tensor(np.int64(1))] * (rank - len(counts)) + counts
    if x.type.ndim < rank:
        x = shape_padleft(x, rank - x.type.ndim)
    lengths = shape_of(x)
    pattern: list[Any] = [p for d in range(rank) for p in ("x", d)]
    spread = alloc(x.dimshuffle(pattern), *[n for d in range(rank) for n in (counts[d], lengths[d])])
    return reshape(spread, [counts[d] * lengths[d] for d in range(rank)], ndim=rank)


def _counts(reps: TensorLike, ndim: int | None) -> list[Any]:
    """Return the elements of a variable, `ndim` of them if its length is not known."""
    variable = as_tensor(reps)
    if variable.type.ndim > 1:
        raise ValueError(f"reps has to be a scalar or a vector, got `{variable}` ({variable.type}).")
    if variable.type.ndim == 0:
        return [variable]
    known = static_length(variable)
    if known is not None:
        return [variable[i] for i in range(known)]
    if ndim is None:
        raise ValueError("if reps is a tensor of unknown length, ndim must be given")
    missing = np.int64(ndim) - variable.shape[0]  # ones precede the given counts
    missing = Assert("there are more counts in reps than ndim")(missing, ge(missing, 0))
    one = np.asarray(1, variable.type.dtype)
    return [switch(lt(i, missing), one, variable[maximum(i - missing, 0)]) for i in range(ndim)]


def roll(x: Any, shift: Any, axis: int | None = None) -> Any:
    """Return `x` with elements shifted, those at the end to the beginning.

    x: a tensor of any shape. shift: by how many positions, an int or an integer scalar.
    axis: the dimension along which they move; None for the flattened x.
    """
    x = as_tensor(x)
    if axis is None and x.type.ndim == 1:
        axis = 0
    if axis is None:
        return reshape(roll(flatten(x), shift, 0), x.shape, ndim=x.type.ndim)
    axis = dimension(axis, x)
    length = shape_of(x)[axis]
    cut = -as_tensor(shift) % length
    before = (slice(None),) * axis
    return join(axis, x[(*before, slice(cut, None))], x[(*before, slice(0, cut))])
