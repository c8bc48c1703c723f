"""Functions that Theano kept apart from the basic ones. Source of the names: theano.tensor.extra_ops."""

from __future__ import annotations

from typing import Any

import numpy as np

from compat.graph.types import DisconnectedType
from compat.ops.creation import _dtype, arange, zeros
from compat.ops.cumulative import cumprod, cumsum
from compat.ops.diagonals import fill_diagonal, fill_diagonal_offset
from compat.ops.indexing import set_subtensor
from compat.ops.nonzero import flatnonzero
from compat.ops.tensor_op import as_tensor
from compat.ops.tiling import repeat
from compat.theano_api.absence import absent_from


def diff(x: Any, n: int = 1, axis: int = -1) -> Any:
    """Differences of neighbours along `axis`, taken `n` times."""
    x = as_tensor(x)
    before = (slice(None),) * (axis % x.type.ndim)
    for _ in range(n):
        x = x[(*before, slice(1, None))] - x[(*before, slice(None, -1))]
    return x


def squeeze(x: Any, axis: Any = None) -> Any:
    """`x` without its broadcastable dimensions, or without those in `axis`."""
    x = as_tensor(x)
    if axis is None:
        gone = {d for d, one in enumerate(x.type.broadcastable) if one}
    else:
        gone = {d % x.type.ndim for d in (axis if isinstance(axis, list | tuple) else [axis])}
    return x.dimshuffle([d for d in range(x.type.ndim) if d not in gone])


def to_one_hot(y: Any, nb_class: Any, dtype: Any = None) -> Any:
    """A matrix whose row i is 1 at column y[i] and 0 elsewhere."""
    y = as_tensor(y)
    blank = zeros((y.shape[0], nb_class), _dtype(dtype))
    return set_subtensor(blank[arange(y.shape[0]), y], np.asarray(1, _dtype(dtype)))


def compress(condition: Any, x: Any, axis: int | None = None) -> Any:
    """The slices of `x` along `axis` where the vector `condition` is true."""
    x = as_tensor(x)
    if axis is None:
        x, axis = x.flatten(), 0
    return x[(slice(None),) * (axis % x.type.ndim) + (flatnonzero(condition),)]


__all__ = [
    "DisconnectedType", "compress", "cumprod", "cumsum", "diff", "fill_diagonal", "fill_diagonal_offset",
    "repeat", "squeeze", "to_one_hot",
]
__getattr__ = absent_from(__name__)
