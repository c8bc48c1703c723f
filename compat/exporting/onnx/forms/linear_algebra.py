"""Factors, solutions and determinants of matrices: ONNX has none in float64, so they are loops over columns."""

from __future__ import annotations

from typing import Any

import numpy as np

from ....graph.variable import Apply
from ....ops.linear_algebra.cholesky import Cholesky
from ....ops.linear_algebra.covariance import CholeskyInverse
from ....ops.linear_algebra.inverse import Det, MatrixInverse, SLogDet
from ....ops.linear_algebra.solve import Solve
from ..namespace import Namespace
from ..onnx_graph import Graph
from ..tensor import Tensor
from .repetition import repeated
from .table import form


def _numbers(xp: Any, x: Tensor) -> tuple[Any, Any]:
    """Return the numbers of the rows of a matrix, as a column and as a row."""
    numbers = xp.arange(x.length(0))
    return numbers[:, None], numbers[None, :]


def _matrix(graph: Graph, node: Apply, x: Any) -> Tensor:
    """Return a matrix in the dtype of the node's last output."""
    return graph.cast(graph.value(x), np.dtype(node.outputs[-1].type.dtype))  # type: ignore[attr-defined]


@form(Cholesky)
def _cholesky(graph: Graph, node: Apply, x: Any) -> list[Any]:
    """Take one column after the other, and its square off the rest."""
    op: Any = node.op
    xp, x = Namespace(graph), _matrix(graph, node, x)
    x = x if op.lower else xp.transpose(x)

    def step(inner: Any, k: Tensor, values: list[Tensor]) -> tuple[list[Any], list[Any]]:
        rest, factor = values
        rows, columns = _numbers(inner, rest)
        pivot = rest[k, k]
        root = inner.sqrt(inner.where(pivot > 0, pivot, np.asarray(np.nan, x.dtype)))
        column = inner.where(rows >= k, rest[:, k][:, None] / root, np.zeros((), x.dtype))
        return [rest - column * inner.transpose(column), inner.where(columns == k, column, factor)], []

    [_, factor] = repeated(graph, x.length(0), [x, xp.zeros_like(x)], step)
    failed = xp.isnan(factor)
    instead = np.asarray(-1.0 if op.on_error == "negative" else np.nan, x.dtype)
    factor = xp.where(xp.any(failed), instead, factor)
    return [factor if op.lower else xp.transpose(factor)]


def _substituted(graph: Graph, a: Tensor, b: Tensor, lower: bool) -> Tensor:
    """Return x of a x = b for a triangular matrix and a matrix b."""

    def step(inner: Any, k: Tensor, values: list[Tensor]) -> tuple[list[Any], list[Any]]:
        [x] = values
        rows, _ = _numbers(inner, a)
        k = k if lower else a.length(0) - np.int64(1) - k
        row = x[k][None, :] / a[k, k]
        left = rows > k if lower else rows < k
        return [inner.where(left, x - a[:, k][:, None] * row, inner.where(rows == k, row, x))], []

    [x] = repeated(graph, a.length(0), [b], step)
    return x


def _eliminated(graph: Graph, a: Tensor, b: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return x of a x = b, the sign of the determinant of a, and the logarithm of its absolute value.

    By Gauss and Jordan: the row of the largest element of a column is swapped to its place and taken off all others.
    x is NaN for a singular matrix; a NaN spreads to other places than by LAPACK.
    """
    zero = np.zeros((), a.dtype)

    def step(inner: Any, k: Tensor, values: list[Tensor]) -> tuple[list[Any], list[Any]]:
        a, x, sign, logarithm = values
        rows, _ = _numbers(inner, a)
        numbers = inner.arange(a.length(0))
        sizes = inner.where(numbers >= k, inner.abs(a[:, k]), np.asarray(-1, a.dtype))
        largest = inner.argmax(sizes, 0)
        order = inner.where(numbers == k, largest, inner.where(numbers == largest, k, numbers))
        a, x = (inner.graph.gather(v, order) for v in (a, x))
        pivot = a[k, k]
        divisor = inner.where(pivot == zero, np.ones((), a.dtype), pivot)
        factors = inner.where(rows == k, zero, a[:, k][:, None])
        row_a, row_x = (v[k][None, :] / divisor for v in (a, x))
        turned = inner.where(largest == k, sign, -sign) * inner.sign(pivot)
        here = rows == k
        return [
            inner.where(here, row_a, a - factors * row_a),
            inner.where(here, row_x, x - factors * row_x),
            turned,
            logarithm + inner.log(inner.abs(pivot)),
        ], []

    one = graph.value(np.ones((), a.dtype))
    start = [a, b, one, graph.value(zero)]
    _, x, sign, logarithm = repeated(graph, a.length(0), start, step)
    return Namespace(graph).where(sign == zero, np.asarray(np.nan, a.dtype), x), sign, logarithm


@form(Solve)
def _solve(graph: Graph, node: Apply, a: Any, b: Any) -> list[Any]:
    """Solve for the columns of b."""
    triangle = node.op.triangle  # type: ignore[attr-defined]
    a, b = _matrix(graph, node, a), _matrix(graph, node, b)
    columns = b if b.ndim == 2 else b[:, None]
    x = _substituted(graph, a, columns, triangle == "lower") if triangle else _eliminated(graph, a, columns)[0]
    return [x if b.ndim == 2 else x[:, 0]]


def _identity(graph: Graph, x: Tensor) -> Tensor:
    rows, columns = _numbers(Namespace(graph), x)
    return graph.cast(rows == columns, x.dtype)


@form(MatrixInverse)
def _inverse(graph: Graph, node: Apply, x: Any) -> list[Any]:
    x = _matrix(graph, node, x)
    return [_eliminated(graph, x, _identity(graph, x))[0]]


@form(CholeskyInverse)
def _inverse_of_square(graph: Graph, node: Apply, x: Any) -> list[Any]:
    """Return the inverse of x xᵀ."""
    xp, x = Namespace(graph), _matrix(graph, node, x)
    half = _substituted(graph, x, _identity(graph, x), lower=True)
    return [xp.matmul(xp.transpose(half), half)]


@form(Det, SLogDet)
def _determinant(graph: Graph, node: Apply, x: Any) -> list[Any]:
    """Return the determinant, or its sign and logarithm, by the pivots."""
    xp, x = Namespace(graph), _matrix(graph, node, x)
    _, sign, logarithm = _eliminated(graph, x, x)
    if isinstance(node.op, SLogDet):
        return [sign, logarithm]
    return [sign * xp.exp(logarithm)]
