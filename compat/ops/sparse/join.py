"""Horizontal and vertical stacks of sparse matrices. Source: theano.sparse.basic.HStack, VStack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.dtypes import upcast
from ...graph.variable import Apply, Variable
from ...settings import config
from ..shapes.join import stack
from ..shapes.shape import shape_of
from ..shapes.splitting import split
from .conversion import SparseFromDense, dense_from_sparse
from .op import SparseOp, as_sparse_variable, compressed, is_sparse_variable
from .type import SparseType


@dataclass(frozen=True, repr=False)
class HStack(SparseOp):
    """Sparse matrices with equal numbers of rows, side by side. `theano.sparse.hstack` calls it.

    format: "csc" by default, or "csr". dtype: of the result; ValueError without it.
    """

    format: Any = None
    dtype: Any = None

    axis = 1

    def __post_init__(self) -> None:
        if self.dtype is None:
            raise ValueError("The output dtype must be specified.")
        object.__setattr__(self, "format", self.format or "csc")

    def make_node(self, *matrices: Any) -> Apply:
        if not matrices:
            raise ValueError("Cannot join an empty list of sparses.")
        return Apply(self, [compressed(x, self) for x in matrices], [SparseType(self.format, self.dtype)()])

    def values(self, node: Apply, *inputs: Any) -> Any:
        import scipy.sparse

        join = scipy.sparse.hstack if self.axis else scipy.sparse.vstack
        return join(inputs, format=self.format, dtype=self.dtype)

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        total = sum((s[self.axis] for s in input_shapes[1:]), input_shapes[0][self.axis])
        return [(input_shapes[0][0], total) if self.axis else (total, input_shapes[0][1])]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [g] = output_gradients
        if is_sparse_variable(g):
            g = dense_from_sparse(g)
        sizes = stack([shape_of(x)[self.axis] for x in inputs])
        pieces = split(g, sizes, len(inputs), self.axis)
        return [
            SparseFromDense(x.type.format)(piece)
            if np.dtype(x.type.dtype).kind in "fc"
            else x.zeros_like(config.floatX)
            for x, piece in zip(inputs, pieces, strict=True)
        ]

    def __str__(self) -> str:
        return f"{type(self).__name__}({self.format},{self.dtype})"


@dataclass(frozen=True, repr=False)
class VStack(HStack):
    """Sparse matrices with equal numbers of columns, one below the other. `theano.sparse.vstack` calls it.

    format: "csc" by default, or "csr". dtype: of the result; ValueError without it.
    """

    axis = 0


def _stacked(op: type, blocks: list[Variable], format: str | None, dtype: str | None) -> Any:
    blocks = [as_sparse_variable(b) for b in blocks]
    return op(format=format, dtype=dtype or upcast(*(b.type.dtype for b in blocks)))(*blocks)


def hstack(blocks: Any, format: str | None = None, dtype: str | None = None) -> Any:
    """Return matrices side by side.

    blocks: sparse or dense matrices of one number of rows. format: "csc" by default. dtype: the common one by default.
    """
    return _stacked(HStack, blocks, format, dtype)


def vstack(blocks: list[Variable], format: str | None = None, dtype: str | None = None) -> Any:
    """Return matrices one below the other.

    blocks: sparse matrices with equal numbers of columns. format: "csc" by default. dtype: the common one by default.
    """
    return _stacked(VStack, blocks, format, dtype)
