"""Diagonals and triangles. Source: theano.tensor.basic."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..tensor_op import as_tensor
from ..tensor_types import TensorLike
from .creation import _dtype
from .diagonal_ops import AllocDiag, ExtractDiag, Tri


def diagonal(a: TensorLike, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Any:
    """Return the elements a[i, i + offset] of matrices, in a new last dimension.

    a: a matrix, or a tensor of them. offset: 0 for the main diagonal. axis1, axis2: the dimensions of a that are the
    matrices' rows and columns.
    """
    return ExtractDiag(offset, axis1, axis2)(a)


def diag(v: Any, k: int = 0) -> Any:
    """Return the k-th diagonal of a matrix, or the matrix whose k-th diagonal is the vector `v`.

    v: a vector (n,), which gives (n + |k|, n + |k|), or a matrix. k: 0 for the main diagonal, above 0 for one above it.
    """
    v = as_tensor(v)
    if v.type.ndim < 1:
        raise ValueError("Input must have v.ndim >= 1.")
    return AllocDiag(k)(v) if v.type.ndim == 1 else ExtractDiag(k)(v)


def tri(N: TensorLike, M: TensorLike | None = None, k: int = 0, dtype: str | None = None) -> Any:
    """Return an (N, M) matrix of ones on and below a diagonal, zeros above.

    N: the number of rows. M: the number of columns, N by default. k: the diagonal, above 0 above the main one.
    dtype: floatX by default.
    """
    return Tri(_dtype(dtype))(N, N if M is None else M, k)


def tril(m: Any, k: Any = 0) -> Any:
    """Return `m` with zeros above a diagonal.

    m: a matrix. k: the diagonal: 0 for the main one, above 0 for one above it.
    """
    m = as_tensor(m)
    return m * tri(m.shape[0], m.shape[1], k, m.type.dtype)  # the first two lengths, for any number of dimensions


def triu(m: Any, k: Any = 0) -> Any:
    """Return `m` with zeros below a diagonal.

    m: a matrix. k: the diagonal: 0 for the main one, above 0 for one above it.
    """
    m = as_tensor(m)
    return m * (np.asarray(1, m.type.dtype) - tri(m.shape[0], m.shape[1], k - 1, m.type.dtype))
