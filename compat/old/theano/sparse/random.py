"""Sparse random matrices from NumPy's global generator. Source: theano.sparse.sandbox.sp2.

As in Theano they have no state, so two calls with the same arguments give different numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ....docstrings import of_instances, text
from ....graph.variable import Apply
from ....ops.control.gradient_marks import grad_undefined
from ....ops.sparse.op import SparseOp, compressed
from ....ops.sparse.type import SparseLike, SparseType
from ....ops.tensor_op import as_tensor, disconnected


class _Random(SparseOp):
    compat_impure = True

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [grad_undefined(self, k, v, "No gradient exists through random numbers.") for k, v in enumerate(inputs)]


@dataclass(frozen=True, repr=False)
class Poisson(_Random):
    """Poisson counts, whose means are the elements that a sparse matrix stores.

    `theano.sparse.sandbox.sp2.poisson` is an instance.
    They come from NumPy's global generator, as in Theano: two calls with the same argument give different counts.
    """

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
    """Numbers of successes in trials, in a sparse matrix.

    `theano.sparse.sandbox.sp2.csr_fbinomial` and the like are instances. format: "csr" or "csc". dtype: of the numbers.
    It takes the number of trials, an integer scalar, their probability, a float scalar, and the shape, a vector of two
    integers. Numbers come from NumPy's global generator, as in Theano.
    """

    __doc__ = of_instances(__doc__, lambda op: op.described())
    format: str
    dtype: str

    def described(self) -> str:
        """Return the docstring of one of the four instances."""
        letter = {"float32": "f", "float64": "d"}[self.dtype]
        name = f"{self.format}_{letter}binomial"
        said = f"Draw numbers of successes in trials, in a {self.format} matrix of {self.dtype}: {name}(n, p, shape)."
        told = {
            "n": "the number of trials, an integer scalar",
            "p": "their probability, a float scalar",
            "shape": "a vector of two integers",
        }
        shown = f">>> theano.sparse.sandbox.sp2.{name}(10, 1.0, [1, 2]).type\nSparse[{self.dtype}, {self.format}]"
        return text(said, told, shown, "theano.sparse.sandbox.sp2")

    def make_node(self, n: Any, p: Any, shape: Any) -> Apply:
        n, p, shape = as_tensor(n), as_tensor(p), as_tensor(shape)
        for v, kinds in ((n, "iu"), (p, "f"), (shape, "iu")):
            if np.dtype(v.type.dtype).kind not in kinds:
                raise TypeError(f"Binomial: `{v}` is {v.type}; it takes an integer, a float and a vector of lengths.")
        return Apply(self, [n, p, shape], [SparseType(self.format, self.dtype)()])

    def values(self, node: Apply, *inputs: np.ndarray) -> Any:
        n, p, shape = inputs
        return np.random.binomial(n, p, size=tuple(map(int, shape)))

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        shape: Any = node.inputs[2]
        return [(shape[0], shape[1])]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[True], [True], [False]]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [*super().compat_gradient(inputs[:2], outputs, output_gradients), disconnected()]


@dataclass(frozen=True, repr=False)
class Multinomial(_Random):
    """Counts of draws by the probabilities in each row of a csr matrix.

    `theano.sparse.sandbox.sp2.multinomial` is an instance.
    It takes the number of draws, a scalar or a vector with one for each row, and the matrix. Counts come from NumPy's
    global generator, as in Theano.
    """

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

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[1]]


poisson, multinomial = Poisson(), Multinomial()
csr_fbinomial, csc_fbinomial = Binomial("csr", "float32"), Binomial("csc", "float32")
csr_dbinomial, csc_dbinomial = Binomial("csr", "float64"), Binomial("csc", "float64")
