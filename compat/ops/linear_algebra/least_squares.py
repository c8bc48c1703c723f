"""The triangular form of a sum of squares over data: ||y + X b||^2 = rest + ||q + R b||^2 for every b."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, localcontext
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.types import TensorType
from ...graph.variable import Apply
from ..tensor_op import TensorOp, tensor_type
from .exact_products import exact_products, exact_products_by_group

_PRECISION = Context(prec=100, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[])
# a column whose square is reduced to this fraction by the columns before it depends on them
_DEPENDENT = Decimal("1e-40")
_to_decimal = np.frompyfunc(Decimal, 1, 1)
_root = np.frompyfunc(lambda x: x.sqrt(), 1, 1)


@dataclass(frozen=True)
class TriangularForm(TensorOp):
    """rest, q and R' for a vector y and a matrix X, with R' R = X' X and R' q = X' y.

    y is the sum of the first `offsets` vectors; X consists of the remaining matrices and vectors, side by side. rest is
    the squared norm of the part of y outside the column space of X. R' has the columns of R as rows. Each number of q
    and R' has two parts, the second of which is the rounding error of the first: where y and X b nearly cancel, so do q
    and R b, and the difference must be accurate (`Affine`). Data must be accepted by `can_be_exact`.

    With groups: for y + sum_j d_j a_j[index] + X b, with `terms` columns d_j and vectors a_j of length `groups`.
    Inputs: the offsets, index, d_1 ..., the columns of X. Further outputs, in two parts each: for each term i a vector
    q_i; for each a matrix S_i'; for each i and j >= i a vector T_ij:

    ||y + sum_j d_j a_j[index] + X b||^2 = rest + ||q + R b||^2 + sum_i ||q_i + sum_j T_ij a_j + S_i b||^2

    width: the number of columns of X.
    """

    width: int
    offsets: int = 1
    groups: int = 0
    terms: int = 0

    def compat_result_types(self, *data: TensorType) -> list[Any]:
        return [tensor_type("float64", (False,) * len(shape)) for shape in self._shapes()]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return self._shapes()

    def _shapes(self) -> list[tuple[int, ...]]:
        p, g, m = self.width, self.groups, self.terms
        pairs = [(p,), (p, p), *m * [(g,)], *m * [(p, g)], *m * (m + 1) // 2 * [(g,)]]
        return [(), *(shape for shape in pairs for _ in range(2))]

    def compat_array(self, xp: ArrayModule, node: Apply, *data: Array) -> list[Any]:
        rows = len(data[0])
        for v, column in zip(node.inputs, data, strict=True):
            if len(column) != rows:
                raise ValueError(f"Input dimension mis-match: {node.inputs[0]} has {rows} rows, {v} has {len(column)}.")
        y, rest = np.column_stack(data[: self.offsets]), data[self.offsets :]
        index, rest = (np.asarray(rest[0]), rest[1:]) if self.terms else (None, rest)
        D = np.column_stack([np.zeros((rows, 0)), *rest[: self.terms]])
        X = np.column_stack([np.zeros((rows, 0)), *rest[self.terms :]])
        return triangular_form(y, X, index, D, self.groups)


def triangular_form(
    y: np.ndarray, X: np.ndarray, index: np.ndarray | None, D: np.ndarray, groups: int
) -> list[np.ndarray]:
    """Return the outputs of TriangularForm for matrices, by a Cholesky factor of exact products with 100 digits."""
    m, p = D.shape[1], X.shape[1]
    gram, exponents = exact_products(np.column_stack([X, y]))
    with localcontext(_PRECISION):
        whole = _sum_of_last(exponents[p:], p)
        gram = whole.T @ _to_decimal(gram) @ whole
        least = np.diagonal(gram) * _DEPENDENT
        found: list[np.ndarray] = []
        if index is not None:
            blocks, scales = exact_products_by_group(np.column_stack([D, X, y]), index, groups)
            unit = Decimal(2) ** int(scales[-1] - exponents[-1])
            of_all = _sum_of_last(exponents[p:], m + p)
            blocks = np.einsum("ai,abg,bj->ijg", of_all, _to_decimal(blocks), of_all)
            T, S = _without_groups(blocks, m, gram, unit)
            found = [part for s in S for part in _parts(s[p], scales[-1])]
            found += [part for s in S for part in _parts(s[:p], scales[m : m + p, None])]
            found += [part for (_, j), t in T.items() for part in _parts(t, scales[j])]
        R, rest = _factor(gram, least)
        q = _parts(R[:, p], exponents[-1])
        return [_parts(rest, 2 * exponents[-1])[0], *q, *_parts(R[:, :p].T, exponents[:p, None]), *found]


def _sum_of_last(exponents: np.ndarray, kept: int) -> np.ndarray:
    """Return the matrix that sums the last columns, which have these exponents, in units of the last one.

    The first `kept` columns are unchanged.
    """
    matrix = np.full((kept + len(exponents), kept + 1), Decimal(0))
    matrix[range(kept), range(kept)] = Decimal(1)
    matrix[kept:, kept] = [Decimal(2) ** int(e - exponents[-1]) for e in exponents]
    return matrix


def _without_groups(
    blocks: np.ndarray, m: int, gram: np.ndarray, unit: Decimal
) -> tuple[dict[tuple[int, int], np.ndarray], list[np.ndarray]]:
    """Remove from `gram`, the products of the other columns, the directions of the first m columns in each group.

    blocks: (k, k, groups) products within groups; the columns of `gram` have one `unit`-th of their units.

    Returns: T_ij for each j >= i; for each i the components (k - m, groups) of the other columns in that direction.
    """
    least = [blocks[i, i] * _DEPENDENT for i in range(m)]
    T: dict[tuple[int, int], np.ndarray] = {}
    S = []
    for i in range(m):
        there = blocks[i, i] > least[i]
        over = np.full(len(there), Decimal(0))
        over[there] = 1 / _root(blocks[i, i][there])
        along = blocks[i] * over
        T.update({(i, j): along[j] for j in range(i, m)})
        S.append(along[m:])
        blocks = blocks - along[:, None] * along[None, :]
        scaled = along[m:] * unit
        gram -= scaled @ scaled.T
    return T, S


def _factor(gram: np.ndarray, least: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return R (p, p + 1) and the remainder of the last column's square. Rows of dependent columns are 0."""
    p = len(gram) - 1
    R = np.full((p, p + 1), Decimal(0))
    for k in range(p):
        if gram[k, k] > least[k]:
            R[k, k:] = gram[k, k:] / gram[k, k].sqrt()
            gram[k:, k:] -= np.outer(R[k, k:], R[k, k:])
    return R, np.asarray(max(gram[p, p], Decimal(0)))


def _parts(numbers: np.ndarray, exponents: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return numbers * 2 ** exponents rounded to float64, and the rounding error."""
    numbers = np.asarray(numbers, dtype=object)
    rounded = numbers.astype(np.float64)
    left = np.asarray(numbers - _to_decimal(rounded.astype(object)), dtype=np.float64)
    return np.ldexp(rounded, exponents), np.ldexp(left, exponents)


__all__ = ["TriangularForm", "triangular_form"]
