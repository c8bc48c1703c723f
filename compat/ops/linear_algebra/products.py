"""Functions of matrices and tensors composed from products, inverses and solves.

Source: theano.tensor.nlinalg, theano.tensor.slinalg.kron.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..elementwise.functions import abs_
from ..reductions import functions as reductions
from ..shapes.creation import identity_like
from ..shapes.diagonal_ops import ExtractDiag
from ..shapes.shape import shape_of
from ..tensor_op import as_tensor
from ..tensor_types import TensorLike
from .blas import dot, outer
from .inverse import matrix_inverse
from .solve import solve


def matrix_dot(*args: TensorLike) -> Any:
    """Return the product of matrices, computed from left to right."""
    product = args[0]
    for factor in args[1:]:
        product = dot(product, factor)
    return product


def matrix_power(M: TensorLike, n: int) -> Any:
    """Return an integer power of a square matrix; a negative one is a power of the inverse.

    M: a square matrix. n: an int; TypeError for a float.
    """
    M, n = as_tensor(M), operator.index(n)
    if n < 0:
        return matrix_power(matrix_inverse(M), -n)
    if n == 3:  # Theano's order, which matters if elements are infinite
        return dot(dot(M, M), M)
    result = None
    while n:
        if n % 2:
            result = M if result is None else dot(result, M)
        n //= 2
        M = dot(M, M) if n else M
    return identity_like(M) if result is None else result


def kron(a: Any, b: Any) -> Any:
    """Return the Kronecker product as scipy.linalg.kron does: a.ndim + b.ndim - 2 dimensions.

    a, b: matrices, or tensors that have more than two dimensions together.
    """
    a, b = as_tensor(a), as_tensor(b)
    if a.type.ndim + b.type.ndim <= 2:
        raise TypeError(f"kron: inputs dimensions must sum to 3 or more. You passed {a.type.ndim} and {b.type.ndim}.")
    lengths = (*shape_of(a), *shape_of(b))
    product = outer(a, b).reshape(lengths, ndim=len(lengths))
    if len(lengths) == 3:
        return product.dimshuffle(1, 0, 2).flatten()
    pairs = product.dimshuffle(0, 2, 1, *range(3, len(lengths)))
    return pairs.reshape((lengths[0] * lengths[2], lengths[1] * lengths[3], *lengths[4:]), ndim=len(lengths) - 2)


def norm(x: Any, ord: Any = None) -> Any:
    """Return the norm of a vector or a matrix.

    ord: as in numpy.linalg.norm, with infinities written "inf" and "-inf".

    x: a vector or a matrix.
    """
    x = as_tensor(x)
    if x.type.ndim == 0:
        raise ValueError("'axis' entry is out of bounds: norm takes a vector or a matrix.")
    if x.type.ndim > 2:
        raise NotImplementedError("norm of a tensor with more than 2 dimensions is not supported: reshape it first.")
    size = abs_(x)
    if ord is None or (ord == "fro" and x.type.ndim == 2):
        return reductions.sum(size**2) ** 0.5
    if x.type.ndim == 2:
        lines = {"inf": 1, "-inf": 1, 1: 0, -1: 0}
        if ord not in lines:
            raise ValueError(f"Invalid norm order {ord!r} for matrices: None, 'fro', 'inf', '-inf', 1 or -1.")
        size = reductions.sum(size, axis=lines[ord])
        return reductions.max(size) if ord in ("inf", 1) else reductions.min(size)
    if ord in ("inf", "-inf"):
        return reductions.max(size) if ord == "inf" else reductions.min(size)
    if isinstance(ord, str):
        raise ValueError(f"Invalid norm order {ord!r} for vectors.")
    if ord == 0:
        return x[x.nonzero()].shape[0]
    return reductions.sum(size**ord) ** (1.0 / ord)


def _size(lengths: Sequence[Any]) -> Any:
    total: Any = as_tensor(np.int64(1))
    for n in lengths:
        total = total * n
    return total


def tensorsolve(a: Any, b: Any, axes: Sequence[int] | None = None) -> Any:
    """Return x with tensordot(a, x, x.ndim) = b, as numpy.linalg.tensorsolve does.

    a: a tensor of shape b.shape + x.shape. b: a tensor of any shape. axes: dimensions of a that are moved to the end
    first.
    """
    a, b = as_tensor(a), as_tensor(b)
    if axes is not None:
        a = a.dimshuffle([*(d for d in range(a.type.ndim) if d not in axes), *axes])
    lengths = shape_of(a)[b.type.ndim :]
    flat = a.reshape((_size(shape_of(b)), _size(lengths)), ndim=2)
    return solve(flat, b.flatten()).reshape(lengths, ndim=len(lengths))


def trace(X: TensorLike) -> Any:
    """Return the sum of a matrix's diagonal.

    X: a matrix.
    """
    return ExtractDiag()(X).sum()
