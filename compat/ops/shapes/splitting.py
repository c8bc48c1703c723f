"""`split`: slices of given lengths, which must add up. Source: theano.tensor.basic.Split."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.dtypes import DISCRETE
from ...graph.variable import Apply, Constant
from ..c_forms import Lengths
from ..control.check import Check
from ..elementwise.elemwise import origin_text
from ..known_values import get_scalar_constant_value
from ..tensor_op import as_tensor, dimension
from ..tensor_types import TensorLike
from .shape import elements_of, known_lengths


@dataclass(frozen=True)
class SplitGuard(Check):
    """The tensor `x` itself, checked before it is split.

    ValueError unless the `count` lengths in `sizes` are not negative and add up to that of dimension `axis`. Inputs: x,
    sizes.
    """

    axis: int
    count: int

    def make_node(self, x: Any, sizes: Any) -> Apply:
        return Apply(self, [x, sizes], [x.type()])

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array, sizes: Array) -> list[Any]:
        length, sizes = np.shape(x)[self.axis], np.asarray(sizes)
        if len(sizes) != self.count or (sizes < 0).any() or sizes.sum() != length:
            raise ValueError(
                f"split: `{node.inputs[0]}` of length {length} along axis {self.axis} does not fall "
                f"into {self.count} pieces of lengths {sizes.tolist()}.{origin_text(node)}"
            )
        return [x]

    def compat_c_guards(self, node: Apply, lengths: Lengths) -> None:
        x, sizes = node.inputs
        if not isinstance(sizes, Constant):
            lengths.require(lengths.code("{} == {}", lengths.of(sizes)[0], self.count))
        values = [
            lengths.value(s.astype("int64")) if not isinstance(s, Constant) else int(s.data)
            for s in elements_of(sizes, self.count)
        ]
        for value in values:
            if not isinstance(value, int) or value < 0:
                lengths.require_at_least(value, 0)
        lengths.require(lengths.code("{} == {}", lengths.joined("+", values, 0), lengths.of(x)[self.axis]))


def split(x: Any, splits_size: TensorLike, n_splits: int, axis: Any = 0) -> list[Any]:
    """Return slices of a tensor along one dimension.

    x: a tensor. splits_size: their lengths, an integer vector; ValueError if they do not add up. n_splits: how many
    they are. axis: the dimension.
    """
    x, sizes, n_splits = as_tensor(x), as_tensor(splits_size), int(n_splits)
    if sizes.type.ndim != 1 or sizes.type.dtype not in DISCRETE:
        raise TypeError(f"split: the lengths of the pieces are a vector of integers, got `{sizes}` ({sizes.type}).")
    axis = dimension(int(get_scalar_constant_value(axis)), x)
    known = known_lengths(x)[axis]
    if not (
        isinstance(sizes, Constant)
        and known is not None
        and sizes.data.sum() == known
        and len(sizes.data) == n_splits
        and (sizes.data >= 0).all()
    ):
        x = SplitGuard(axis, n_splits)(x, sizes)
    pieces, start = [], as_tensor(np.int64(0))
    for i in range(n_splits):
        size = as_tensor(np.int64(sizes.data[i])) if isinstance(sizes, Constant) and i < len(sizes.data) else sizes[i]
        stop = (
            as_tensor(start.data + size.data)
            if isinstance(start, Constant) and isinstance(size, Constant)
            else start + size
        )
        pieces.append(x[(slice(None),) * axis + (slice(start, stop),)])
        start = stop
    return pieces
