"""Block-diagonal matrices and batches of diagonal matrices. Source: pymc3.math."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..graph.arrays import Array, ArrayModule
from ..graph.dtypes import upcast
from ..graph.types import TensorType
from ..graph.variable import Apply
from ..ops.elementwise.functions import add
from ..ops.shapes.creation import arange
from ..ops.tensor_op import TensorOp, as_tensor, tensor_type
from ..ops.tensor_types import TensorLike


@dataclass(frozen=True)
class BatchedDiag(TensorOp):
    """The Op that makes a diagonal matrix of each row.

    x: a matrix (n, k); TypeError for another rank. The result has shape (n, k, k).
    """

    def compat_result_types(self, diag: TensorType) -> list[TensorType]:
        if diag.ndim != 2:
            raise TypeError("data argument must be a matrix", diag)
        return [tensor_type(diag.dtype, (False, False, False))]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        [(n, k)] = input_shapes
        return [(n, k, k)]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        index = arange(output_gradients[0].shape[-1])
        return [output_gradients[0][..., index, index]]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None if eval_points[0] is None else self(eval_points[0])]

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        return [x[:, :, None] * xp.eye(x.shape[1], dtype=x.dtype)]


@dataclass(frozen=True)
class BlockDiagonalMatrix(TensorOp):
    """The Op that puts matrices along the diagonal of one matrix, zeros elsewhere.

    sparse: False; NotImplementedError for True. format: "csr" or "csc", as of a sparse result; ValueError for others.
    """

    sparse: bool = False
    format: str = "csr"

    def __post_init__(self) -> None:
        if self.format not in ("csr", "csc"):
            raise ValueError(f"format must be one of: 'csr', 'csc', got {self.format}")
        if self.sparse:
            raise NotImplementedError(
                "block_diagonal(sparse=True) is not supported: leave `sparse` out, and the matrix is a dense one."
            )

    def make_node(self, *matrices: TensorLike) -> Apply:
        if not matrices:
            raise ValueError("no matrices to allocate")
        return super().make_node(*matrices)

    def compat_result_types(self, *types: TensorType) -> list[TensorType]:
        if any(t.ndim != 2 for t in types):
            raise TypeError("all data arguments must be matrices")
        return [tensor_type(upcast(*(t.dtype for t in types)), (False, False))]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [tuple(add(*lengths) for lengths in zip(*input_shapes, strict=True))]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [g], row, column, slopes = output_gradients, 0, 0, []
        for x in inputs:
            rows, columns = x.shape[0], x.shape[1]
            slopes.append(g[row : row + rows, column : column + columns])
            row, column = row + rows, column + columns
        return slopes

    def compat_array(self, xp: ArrayModule, node: Apply, *blocks: Array) -> list[Any]:
        kind: Any = node.outputs[0].type
        dtype = kind.dtype
        if xp is np:
            from scipy.linalg import block_diag

            return [block_diag(*blocks).astype(dtype)]
        from jax.scipy.linalg import block_diag as jax_block_diag

        return [jax_block_diag(*blocks).astype(dtype)]


def batched_diag(C: Any) -> Any:
    """Return diagonal matrices for the rows of a matrix, or the diagonals of a stack of matrices.

    C: of shape (n, k), which gives (n, k, k), or (n, k, k), which gives (n, k); ValueError for another rank.
    """
    C = as_tensor(C)
    if C.ndim == 2:
        return BatchedDiag()(C)
    if C.ndim == 3:
        index = arange(C.shape[-1])
        return C[..., index, index]
    raise ValueError("Input should be 2 or 3 dimensional")


def block_diagonal(matrices: list[np.ndarray], sparse: bool = False, format: str = "csr") -> Any:
    """Return the matrix with some matrices along its diagonal; a single matrix is returned itself.

    matrices: a list of matrices (n_i, m_i); the result is (sum of n_i, sum of m_i).
    sparse: False; NotImplementedError for True. format: "csr" or "csc", as of a sparse result.
    """
    return matrices[0] if len(matrices) == 1 else BlockDiagonalMatrix(sparse=sparse, format=format)(*matrices)
