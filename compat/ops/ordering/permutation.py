"""Permutations of rows. Source: theano.tensor.basic.permute_row_elements."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..shapes.creation import arange
from ..shapes.shape import shape_of, shape_padleft
from ..tensor_op import as_tensor
from .sorting import argsort


def permute_row_elements(x: Any, y: Any, inverse: Any = 0) -> Any:
    """Return a tensor with the elements of each row permuted.

    x: a tensor of any shape; its rows lie in the last dimension. y: permutations in its last dimension. The lower rank
    is padded on the left, and lengths of 1 broadcast, so one permutation can serve many rows. inverse: whether they
    are permuted back.
    """
    x, y = as_tensor(x), as_tensor(y)
    if np.dtype(y.type.dtype).kind not in "iu":
        raise TypeError(f"permute_row_elements: a permutation is of integers, `{y}` is {y.type}.")
    ndim = max(x.type.ndim, y.type.ndim)
    x, y = (shape_padleft(v, ndim - v.type.ndim) if v.type.ndim < ndim else v for v in (x, y))
    order = argsort(y, axis=-1) if inverse else y
    index: list[Any] = [
        0 if one else arange(n).dimshuffle(*["x"] * d, 0, *["x"] * (ndim - d - 1))
        for d, (n, one) in enumerate(zip(shape_of(x)[:-1], x.type.broadcastable[:-1], strict=True))
    ]
    return x[(*index, order)]
