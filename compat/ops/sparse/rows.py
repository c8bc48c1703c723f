"""Sparse matrices that consist of some rows. Source: theano.sparse.ConstructSparseFromList."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.variable import Apply
from ..shapes.shape import shape
from ..tensor_op import as_tensor, disconnected
from .op import SparseOp
from .type import SparseType


@dataclass(frozen=True, repr=False)
class ConstructSparseFromList(SparseOp):
    """A csc matrix with the shape of a matrix x, with rows of another matrix at given places; repeated ones are added.

    `theano.sparse.construct_sparse_from_list` is an instance: it takes x, the rows (n, columns), and their numbers in
    the result, a vector of n integers.
    """

    def make_node(self, x: Any, values: Any, ilist: Any) -> Apply:
        x, values, ilist = as_tensor(x), as_tensor(values), as_tensor(ilist)
        if ilist.type.ndim != 1 or np.dtype(ilist.type.dtype).kind not in "iu":
            raise TypeError(f"The rows are told by a vector of integers, `{ilist}` is {ilist.type}.")
        for v in (x, values):
            if v.type.ndim != 2:
                raise TypeError(f"cannot create a sparse matrix with {v.type.ndim} dimensions: `{v}` is {v.type}.")
        return Apply(self, [shape(x), values, ilist], [SparseType("csc", values.type.dtype)()])

    def compat_result_types(self, lengths: Any, values: Any, ilist: Any) -> list[Any]:
        return [SparseType("csc", values.dtype)]

    def values(self, node: Apply, *inputs: np.ndarray) -> Any:
        import scipy.sparse

        lengths, values, rows = inputs
        at = np.repeat(rows, values.shape[1]), np.tile(np.arange(values.shape[1]), len(rows))
        return scipy.sparse.coo_matrix((values.ravel(), at), shape=tuple(map(int, lengths)))

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        lengths: Any = node.inputs[0]
        return [(lengths[0], lengths[1])]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[False], [True], [False]]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [disconnected(), output_gradients[0].toarray()[inputs[2]], disconnected()]


construct_sparse_from_list = ConstructSparseFromList()
