"""Convolution of videos, with time before channels, and the diagonals that it was once built from.

Source of the names: theano.tensor.nnet.conv3d2d.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ....graph.variable import Variable
from ....ops.indexing.writing import inc_subtensor
from ....ops.networks.convolution import AbstractConv3d
from ....ops.shapes.creation import arange
from ....ops.tensor_op import as_tensor
from ....ops.tensor_types import TensorLike


def conv3d(
    signals: TensorLike,
    filters: TensorLike,
    signals_shape: Any = None,
    filters_shape: Any = None,
    border_mode: str = "valid",
) -> Any:
    """Convolve videos with filters.

    signals: (batch, time, channels, rows, columns). filters: (filters, time, channels, rows, columns). signals_shape,
    filters_shape: declare known lengths; values do not depend on them. border_mode: "valid", "full" or "half", or one
    of them for each of time, rows, columns.
    """
    modes = (border_mode,) * 3 if isinstance(border_mode, str) else tuple(border_mode)
    for mode in modes:
        if mode not in ("valid", "full", "half"):
            raise ValueError("invalid border mode", mode)
    op = AbstractConv3d(_turned(signals_shape), _turned(filters_shape), modes[0] if len(set(modes)) == 1 else modes)
    result = op(*(as_tensor(v).dimshuffle(0, 2, 1, 3, 4) for v in (signals, filters)))
    return result.dimshuffle(0, 2, 1, 3, 4)


def _turned(shape: Sequence[TensorLike | None] | None) -> Any:
    return None if shape is None else tuple(shape[d] for d in (0, 2, 1, 3, 4))


def get_diagonal_subtensor_view(x: Any, i0: int, i1: int) -> Any:
    """Return a view of the array `x`: its band of complete diagonals over the dimensions i0 and i1.

    Element (r, c) of the band is (r + n - 1 - c, c) of `x`, where n is the length of i1. NotImplementedError if i0 is
    shorter than that.

    x: an array of any shape. i0, i1: two dimensions of it.
    """
    i0, i1 = int(i0), int(i1)
    if x.shape[i0] < x.shape[i1]:
        raise NotImplementedError(f"Dimension {i0} of length {x.shape[i0]} is shorter than {i1} of {x.shape[i1]}.")
    start = (slice(None),) * i0 + (slice(x.shape[i1] - 1, None),)
    view = x[start]
    strides = list(view.strides)
    if x.shape[i1] != 1:
        strides[i1] -= strides[i0]
    return np.lib.stride_tricks.as_strided(view, view.shape, strides)


def _stripe(x: Variable, i0: int, i1: int) -> tuple[list[int], tuple[Any, Any]]:
    """Return (the order that puts i0 and i1 first, the index of the band after that)."""
    order = [i0, i1, *(d for d in range(x.type.ndim) if d not in (i0, i1))]
    rows, columns = x.shape[i0], arange(x.shape[i1])
    starts = arange(rows - x.shape[i1] + 1) + x.shape[i1] - 1
    return order, (starts.dimshuffle(0, "x") - columns.dimshuffle("x", 0), columns.dimshuffle("x", 0))


def diagonal_subtensor(x: Any, i0: int, i1: int) -> Any:
    """Return the band of `get_diagonal_subtensor_view` as a graph.

    x: a tensor of any shape. i0, i1: two dimensions of it.
    """
    x = as_tensor(x)
    order, at = _stripe(x, i0, i1)
    return x.dimshuffle(order)[at].dimshuffle([order.index(d) for d in range(x.type.ndim)])


def inc_diagonal_subtensor(x: Any, i0: int, i1: int, amt: Any) -> Any:
    """Return a tensor with something added to its band of complete diagonals.

    x: a tensor of any shape. i0, i1: two dimensions of it. amt: a tensor of the band's shape.
    """
    x, amt = as_tensor(x), as_tensor(amt)
    order, at = _stripe(x, i0, i1)
    return inc_subtensor(x.dimshuffle(order)[at], amt.dimshuffle(order)).dimshuffle(
        [order.index(d) for d in range(x.type.ndim)]
    )


class DiagonalSubtensor:
    """The Op of diagonal_subtensor. Inputs: x, i0, i1.

    inplace: changes no value.
    """

    def __init__(self, inplace: bool = False) -> None:
        self.inplace = inplace

    def __call__(self, x: TensorLike, i0: int, i1: int) -> Any:
        return diagonal_subtensor(x, i0, i1)


class IncDiagonalSubtensor:
    """The Op of inc_diagonal_subtensor. Inputs: x, i0, i1, amt.

    inplace: changes no value.
    """

    def __init__(self, inplace: bool = False) -> None:
        self.inplace = inplace

    def __call__(self, x: TensorLike, i0: int, i1: int, amt: TensorLike) -> Any:
        return inc_diagonal_subtensor(x, i0, i1, amt)
