"""Diagonals and triangles. Source: theano.tensor.basic."""

from __future__ import annotations

from typing import Any

import numpy as np

from compat.ops.creation import _dtype, arange
from compat.ops.diagonal_ops import AllocDiag, ExtractDiag, Tri
from compat.ops.elementwise import cast, maximum, minimum
from compat.ops.indexing import set_subtensor
from compat.ops.shape import shape_of
from compat.ops.tensor_op import as_tensor


def diagonal(a: Any, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Any:
    """Elements a[i, i + offset] of the matrices along `axis1` and `axis2`; their dimension comes last."""
    return ExtractDiag(offset, axis1, axis2)(a)


def diag(v: Any, k: int = 0) -> Any:
    """The k-th diagonal of a matrix, or the matrix whose k-th diagonal is the vector `v`."""
    v = as_tensor(v)
    if v.type.ndim < 1:
        raise ValueError("Input must have v.ndim >= 1.")
    return AllocDiag(k)(v) if v.type.ndim == 1 else ExtractDiag(k)(v)


def tri(N: Any, M: Any = None, k: Any = 0, dtype: Any = None) -> Any:
    """Ones on and below the k-th diagonal of an (N, M) matrix, zeros above."""
    return Tri(_dtype(dtype))(N, N if M is None else M, k)


def tril(m: Any, k: Any = 0) -> Any:
    """`m` with zeros above the k-th diagonal."""
    m = as_tensor(m)
    rows, columns = shape_of(m)
    return m * tri(rows, columns, k, m.type.dtype)


def triu(m: Any, k: Any = 0) -> Any:
    """`m` with zeros below the k-th diagonal."""
    m = as_tensor(m)
    rows, columns = shape_of(m)
    return m * (np.asarray(1, m.type.dtype) - tri(rows, columns, k - 1, m.type.dtype))


def fill_diagonal(a: Any, val: Any) -> Any:
    """The matrix `a`, or a tensor of equal lengths, with the scalar `val` on its main diagonal."""
    a, val = as_tensor(a), as_tensor(val)
    if a.type.ndim < 2:
        raise TypeError(f"fill_diagonal: `{a}` has {a.type.ndim} dimensions, it takes at least two.")
    if val.type.ndim:
        raise TypeError(f"fill_diagonal: the value must be a scalar, `{val}` is {val.type}.")
    lengths = shape_of(a)
    index = arange(minimum(lengths[0], lengths[1]) if a.type.ndim == 2 else lengths[0])
    return set_subtensor(a[(index,) * a.type.ndim], cast(val, a.type.dtype))


def fill_diagonal_offset(a: Any, val: Any, offset: Any) -> Any:
    """The matrix `a` with the scalar `val` on its `offset`-th diagonal; the offset may be a variable."""
    a, offset = as_tensor(a), as_tensor(offset)
    rows, columns = shape_of(a)
    down, right = maximum(-offset, 0), maximum(offset, 0)
    index = arange(maximum(minimum(rows - down, columns - right), 0))
    return set_subtensor(a[index + down, index + right], cast(as_tensor(val), a.type.dtype))
