"""Sparse random matrices from NumPy's global generator. Source: theano.sparse.sandbox.sp2.

As in Theano they have no state, so two calls with the same arguments give different numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.variable import Apply
from ..control.gradient_marks import grad_undefined
from ..tensor_op import as_tensor, disconnected
from .op import SparseOp, compressed
from .type import SparseLike, SparseType


class _Random(SparseOp):
    impure = True

    def gradient(self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]) -> list[Any]:
        return [grad_undefined(self, k, v, "No gradient exists through random numbers.") for k, v in enumerate(inputs)]


@dataclass(frozen=True, repr=False)
class Poisson(_Random):
    """Poisson counts whose means are the elements that x stores."""

    def make_node(self, x: SparseLike) -> Apply:
        x = compressed(x, self)
        return Apply(self, [x], [x.type()])

    def values(self, node: Apply, *inputs: Any) -> Any:
        counts = inputs[0].copy()
        counts.data = np.random.poisson(counts.data).astype(counts.dtype)
        counts.eliminate_zeros()
        return counts


@dataclass(frozen=True, repr=False)
class Binomial(_Random):
    """The number of successes in n trials of probability p (both scalars), in a matrix of `shape`."""

    format: str
    dtype: str

    def make_node(self, n: Any, p: Any, shape: Any) -> Apply:
        n, p, shape = as_tensor(n), as_tensor(p), as_tensor(shape)
        for v, kinds in ((n, "iu"), (p, "f"), (shape, "iu")):
            if np.dtype(v.type.dtype).kind not in kinds:
                raise TypeError(f"Binomial: `{v}` is {v.type}; it takes an integer, a float and a vector of lengths.")
        return Apply(self, [n, p, shape], [SparseType(self.format, self.dtype)()])

    def values(self, node: Apply, *inputs: np.ndarray) -> Any:
        n, p, shape = inputs
        return np.random.binomial(n, p, size=tuple(map(int, shape)))

    def shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        shape: Any = node.inputs[2]
        return [(shape[0], shape[1])]

    def connection(self, node: Apply) -> list[list[bool]]:
        return [[True], [True], [False]]

    def gradient(self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]) -> list[Any]:
        return [*super().gradient(inputs[:2], outputs, output_gradients), disconnected()]


@dataclass(frozen=True, repr=False)
class Multinomial(_Random):
    """Counts of n draws (one number, or one for each row) by the probabilities in each row of the csr matrix p."""

    def make_node(self, n: Any, p: Any) -> Apply:
        n, p = as_tensor(n), compressed(p, self)
        if p.type.format != "csr" or n.type.ndim > 1:
            raise NotImplementedError(
                f"Multinomial takes a scalar or a vector and a csr matrix, got {n.type} and {p.type}."
            )
        return Apply(self, [n, p], [p.type()])

    def values(self, node: Apply, *inputs: Any) -> Any:
        n, p = inputs
        if n.ndim and len(n) != p.shape[0]:
            raise ValueError(
                f"The number of element of n must be the same as the number of row of p: {len(n)} and {p.shape[0]}."
            )
        counts = p.copy()
        for row, draws in enumerate(np.broadcast_to(n, (p.shape[0],))):
            stored = slice(p.indptr[row], p.indptr[row + 1])
            counts.data[stored] = np.random.multinomial(draws, p.data[stored])
        return counts

    def shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[1]]


poisson, multinomial = Poisson(), Multinomial()
csr_fbinomial, csc_fbinomial = Binomial("csr", "float32"), Binomial("csc", "float32")
csr_dbinomial, csc_dbinomial = Binomial("csr", "float64"), Binomial("csc", "float64")
