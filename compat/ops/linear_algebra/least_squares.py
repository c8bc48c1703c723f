"""The triangular form of sums of squares over data: ||y + X b||^2 = rest + ||q + R b||^2 for every b."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from common.deferred_dataclass import dataclass
from compat.graph.arrays import Array, ArrayModule
from compat.graph.variable import Apply
from compat.ops.tensor_op import TensorOp, tensor_type


@dataclass(frozen=True)
class TriangularForm(TensorOp):
    """(R, q, rest) for a vector y and the columns of X, given as matrices and vectors.

    X = Q R, q = Q' y, and rest is the square of the part of y outside of the columns. Nothing cancels in it: y and X b
    are rotated alike, never squared apart from one another. X' (y + X b) = R' (q + R b). ValueError where lengths
    differ.

    width: the number of columns, and of rows of R and q.
    """

    width: int

    def result_types(self, *data: Any) -> list[Any]:
        return [tensor_type("float64", (False, False)), tensor_type("float64", (False,)), tensor_type("float64", ())]

    def shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [(self.width, self.width), (self.width,), ()]

    def array(self, xp: ArrayModule, node: Apply, y: Array, *columns: Array) -> list[Any]:
        for v, column in zip(node.inputs[1:], columns, strict=True):
            if len(column) != len(y):
                raise ValueError(
                    f"Input dimension mis-match: {node.inputs[0]} has {len(y)} rows, {v} has {len(column)}."
                )
        return list(triangular_form(np.asarray(y), _columns(columns, self.width, node)))


def _columns(columns: Sequence[Any], width: int, node: Apply) -> np.ndarray:
    """Return `columns`, matrices and vectors, as one matrix of that width."""
    X = np.column_stack([np.asarray(c) for c in columns])
    if X.shape[1] != width:
        raise ValueError(
            f"Input dimension mis-match: {', '.join(map(str, node.inputs[-len(columns) :]))} with "
            f"{X.shape[1]} columns in all, multiplied by {width} values."
        )
    return X


@dataclass(frozen=True)
class GroupedTriangularForm(TensorOp):
    """The same for y + sum_j d_j a_j[index] + X b, with `terms` columns d_j and vectors a_j of length `groups`.

    Inputs: y, index, d_1 ..., the columns of X. Outputs: rest; R and q of TriangularForm for what is left outside of
    the groups; for each i of the terms a vector q_i, for each a matrix S_i, for each i and j a vector T_ij, 0 below
    the diagonal:

        ||y + sum_j d_j a_j[index] + X b||^2 = rest + ||q + R b||^2 + sum_i ||q_i + sum_j T_ij a_j + S_i b||^2
    """

    groups: int
    terms: int
    width: int

    def result_types(self, *data: Any) -> list[Any]:
        vector, matrix = tensor_type("float64", (False,)), tensor_type("float64", (False, False))
        m = self.terms
        return [tensor_type("float64", ()), matrix, vector, *m * [vector], *m * [matrix], *m * m * [vector]]

    def shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        m, n, p = self.terms, self.groups, self.width
        return [(), (p, p), (p,), *m * [(n,)], *m * [(n, p)], *m * m * [(n,)]]

    def array(self, xp: ArrayModule, node: Apply, y: Array, index: Any, *columns: Array) -> list[Any]:
        for v, column in zip(node.inputs[1:], (index, *columns), strict=True):
            if len(column) != len(y):
                raise ValueError(
                    f"Input dimension mis-match: {node.inputs[0]} has {len(y)} rows, {v} has {len(column)}."
                )
        of_groups, rest = columns[: self.terms], columns[self.terms :]
        X = _columns(rest, self.width, node) if rest else np.zeros((len(y), 0))
        return grouped_form(np.asarray(y), np.asarray(index), [np.asarray(d) for d in of_groups], X, self.groups)


def grouped_form(
    y: np.ndarray, index: np.ndarray, columns: Sequence[np.ndarray], X: np.ndarray, groups: int
) -> list[Any]:
    """Compute what GroupedTriangularForm gives.

    The columns of each group are made orthogonal, then what they leave of X and y.
    """
    m = len(columns)
    finite = all(np.isfinite(v).all() for v in (*columns, X))
    if not (finite and np.isfinite(y).all()):
        rest = np.square(y).sum() if finite else np.nan
        zero = np.zeros(groups)
        return [
            np.asarray(rest),
            np.zeros(2 * X.shape[1:]),
            np.zeros(X.shape[1]),
            *m * [zero],
            *m * [np.zeros((groups, X.shape[1]))],
            *m * m * [zero],
        ]

    def by_group(v: np.ndarray) -> np.ndarray:
        return np.bincount(index, weights=v, minlength=groups)

    T = [[np.zeros(groups) for _ in range(m)] for _ in range(m)]
    directions: list[np.ndarray] = []

    def outside(v: np.ndarray) -> tuple[np.ndarray, list[np.ndarray]]:
        """Return what the directions leave of `v`, and its part along each: twice, so that none is left by rounding."""
        along = [np.zeros(groups) for _ in directions]
        for _ in range(2):
            for part, direction in zip(along, directions, strict=True):
                more = by_group(direction * v)
                part += more
                v = v - direction * more[index]
        return v, along

    for j, column in enumerate(columns):
        left, along = outside(column)
        size, whole = np.sqrt(by_group(left * left)), np.sqrt(by_group(column * column))
        size[size <= 1e-14 * whole] = 0  # the others have it already, but for rounding
        for i, part in enumerate(along):
            T[i][j] = part
        T[j][j] = size
        directions.append(np.divide(left, size[index], out=np.zeros_like(left), where=size[index] > 0))
    y, q = outside(y)
    columns_left, S = np.empty_like(X), [np.zeros((groups, X.shape[1])) for _ in range(m)]
    for k in range(X.shape[1]):
        columns_left[:, k], along = outside(X[:, k])
        for i, part in enumerate(along):
            S[i][:, k] = part
    R, left, rest = triangular_form(y, columns_left)
    return [rest, R, left, *q, *S, *(T[i][j] for i in range(m) for j in range(m))]


def triangular_form(y: np.ndarray, X: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Compute what TriangularForm gives.

    Where data are not finite, their sum of squares is `rest`: infinite or NaN.
    """
    if not (np.isfinite(X).all() and np.isfinite(y).all()):
        rest = np.square(y).sum() if np.isfinite(X).all() else np.nan
        return np.zeros(2 * X.shape[1:]), np.zeros(X.shape[1]), np.asarray(rest)
    Q, R = np.linalg.qr(X)
    q = Q.T @ y
    outside = y - Q @ q
    q += Q.T @ outside  # what rounding left inside: y is taken apart to the last digit
    outside = y - Q @ q
    missing = X.shape[1] - len(q)  # rows, where y has fewer than X has columns
    return np.pad(R, ((0, missing), (0, 0))), np.pad(q, (0, missing)), np.asarray(outside @ outside)


__all__ = ["GroupedTriangularForm", "TriangularForm", "grouped_form", "triangular_form"]
