"""The parts of a normal log density with covariance (K1 ⊗ K2 ⊗ ...) + noise I, with stable gradients.

The values come from the eigenvectors of the factors, whose own gradients are inaccurate for close eigenvalues, such as
those of an ordinary kernel on twenty points. Neither the distance nor the determinant depends on the choice of
eigenvectors, so the gradients here use only solutions with the matrix, and eigenvalues.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any

import numpy as np

from ..graph.types import DisconnectedType
from ..graph.variable import Variable
from ..ops.elementwise.functions import log, sqr, sqrt
from ..ops.linear_algebra.blas import _of_types, dot
from ..ops.linear_algebra.eigen import eigh, symmetric_of_triangle
from ..ops.reductions.functions import sum
from ..ops.scan.composed import Composed
from ..ops.shapes.creation import zeros_like
from ..ops.shapes.diagonal_ops import AllocDiag, ExtractDiag
from ..ops.shapes.diagonals import tril
from ..ops.tensor_variable import Tensor
from .kronecker import kron_diag, kron_dot

__all__ = ["KroneckerForm", "KroneckerSolve", "SumOfResolvents", "kronecker_form"]


def _eigenvalues(noise: Variable, Ks: Sequence[Any]) -> tuple[Any, list[Any]]:
    """Return (the eigenvalues of the whole matrix, the eigenvectors of each factor)."""
    values, vectors = zip(*map(eigh, Ks), strict=True)
    return kron_diag(*values) + noise, list(vectors)


def _folded(slope: Variable) -> Any:
    """Return a symmetric matrix's gradient for its lower triangle, where each element stands for two."""
    return np.asarray(2, slope.dtype) * tril(slope) - AllocDiag()(ExtractDiag()(slope))


def _unfold(axis: int, sizes: Sequence[Any], m: Tensor) -> Any:
    """Return m (N, M) as (n_axis, everything else), where N is the product of `sizes`."""
    before = reduce(lambda a, b: a * b, sizes[:axis], 1)
    return m.reshape((before, sizes[axis], -1)).dimshuffle(1, 0, 2).reshape((sizes[axis], -1))


def _fold(axis: int, sizes: Sequence[Any], unfolded: Tensor, like: Tensor) -> Any:
    """Return the inverse of `_unfold`, in the shape of `like`."""
    before = reduce(lambda a, b: a * b, sizes[:axis], 1)
    return unfolded.reshape((sizes[axis], before, -1)).dimshuffle(1, 0, 2).reshape(like.shape)


def _slopes_of_product(Ks: Sequence[Any], left: Tensor, right: Tensor) -> list[Any]:
    """Return the gradients of sum(left * ((K1 ⊗ K2 ⊗ ...) right)) with respect to the factors, symmetric."""
    whole, sizes = [symmetric_of_triangle(K, True) for K in Ks], [K.shape[0] for K in Ks]
    slopes = []
    for i in range(len(Ks)):
        moved = right
        for j, K in enumerate(whole):
            if j != i:
                moved = _fold(j, sizes, dot(K, _unfold(j, sizes, moved)), right)
        slope = dot(_unfold(i, sizes, left), _unfold(i, sizes, moved).T)
        slopes.append((slope + slope.T) * np.asarray(0.5, slope.dtype))
    return slopes


class KroneckerSolve(Composed):
    """The solution x (N, M) of ((K1 ⊗ K2 ⊗ ...) + noise I) x = b, for a scalar noise and b (N, M).

    Only the lower triangle of each symmetric factor is read.
    """

    def compose(self, noise: Variable, b: Tensor, *Ks: Variable) -> list[Any]:  # type: ignore[override]
        values, vectors = _eigenvalues(noise, Ks)
        return [kron_dot(vectors, kron_dot([q.T for q in vectors], b) / values[:, None])]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        (noise, _, *Ks), [x], [g] = inputs, outputs, output_gradients
        solved = self(noise, g, *Ks)
        slopes = [-_folded(s) for s in _slopes_of_product(Ks, solved, x)]
        return _of_types((-sum(solved * x), solved, *slopes), inputs)


class SumOfResolvents(Composed):
    """The sum over j of w_j (w_j K + noise I)⁻¹ for a symmetric K (n, n), whose lower triangle is read."""

    def compose(self, noise: Tensor, w: Tensor, K: Variable) -> list[Any]:  # type: ignore[override]
        values, vectors = eigh(K)
        inner = sum(w[None, :] / (values[:, None] * w[None, :] + noise), axis=1)
        return [dot(vectors * inner[None, :], vectors.T)]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        (noise, w, K), [g] = inputs, output_gradients
        values, vectors = eigh(K)
        each = values[:, None] * w[None, :] + noise
        turned = dot(vectors.T, dot(g, vectors))
        weights = w[None, :] / each
        slope = dot(vectors, dot(-turned * dot(weights, weights.T), vectors.T))
        along = ExtractDiag()(turned)[:, None]
        return _of_types(
            (
                -sum(along * w[None, :] / sqr(each)),
                sum(along * noise / sqr(each), axis=0),
                _folded((slope + slope.T) * np.asarray(0.5, slope.dtype)),
            ),
            inputs,
        )


class KroneckerForm(Composed):
    """Squared distances and the log determinant of M = (K1 ⊗ K2 ⊗ ...) + noise I, for a scalar noise.

    For differences d (m, N) the squared distances (m,) are dᵀ M⁻¹ d. Only the lower triangle of each symmetric factor
    is read.
    """

    compat_keeps_disconnected = True

    def compose(self, noise: Variable, differences: Tensor, *Ks: Variable) -> list[Any]:  # type: ignore[override]
        values, vectors = _eigenvalues(noise, Ks)
        root = kron_dot([q.T for q in vectors], differences.T) / sqrt(values[:, None])
        return [sum(sqr(root), axis=0), sum(log(values))]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        """Return the gradients: with a = M⁻¹ d, -aᵀ dM a of a distance and tr(M⁻¹ dM) of the log determinant."""
        (noise, differences, *Ks), (by_distance, by_log) = inputs, output_gradients
        slopes = [zeros_like(v) for v in inputs]
        if not isinstance(by_distance.type, DisconnectedType):
            a = KroneckerSolve()(noise, differences.T, *Ks)
            weighted = a * by_distance
            slopes = [
                -sum(weighted * a),
                np.asarray(2, a.dtype) * weighted.T,
                *(-s for s in _slopes_of_product(Ks, weighted, a)),
            ]
        if not isinstance(by_log.type, DisconnectedType):
            values = [eigh(K)[0] for K in Ks]
            slopes[0] = slopes[0] + by_log * sum(1 / (kron_diag(*values) + noise))
            for i, K in enumerate(Ks):
                others = values[:i] + values[i + 1 :]
                w = kron_diag(*others) if others else values[0][:1] * 0 + 1
                slopes[2 + i] = slopes[2 + i] + by_log * SumOfResolvents()(noise, w, K)
        return _of_types((*slopes[:2], *map(_folded, slopes[2:])), inputs)


kronecker_form = KroneckerForm()
