"""Covariance functions of the distance alone. Source: pymc3.gp.cov.

With one length scale for all dimensions the distances are those of the unscaled inputs, scaled afterwards, so that
inputs that are data have their distances computed once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...emulated_versions import older_than
from ...ops.elementwise.functions import clip, cos, exp, sin, sqr, sqrt
from ...ops.linear_algebra.blas import dot
from ...ops.reductions.functions import sum
from ...ops.shapes.creation import alloc
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from .covariance import Covariance, described, in_order


class Stationary(Covariance):
    """The base class of covariance functions of the distance between two inputs.

    input_dim: the number of columns that count. ls: the length scale, a scalar or (input_dim,). ls_inv: 1 / ls, in its
    place; ValueError unless one of both is given. active_dims: which columns count; the first ones by default.
    """

    @in_order("input_dim", "ls", "active_dims")
    def __init__(
        self, input_dim: int, ls: TensorLike | None = None, ls_inv: Any = None, active_dims: Sequence[int] | None = None
    ) -> None:
        super().__init__(input_dim, active_dims)
        if (ls is None) == (ls_inv is None):
            raise ValueError("Only one of 'ls' or 'ls_inv' must be provided")
        if ls_inv is not None:
            ls = 1.0 / (np.asarray(ls_inv) if isinstance(ls_inv, list | tuple) else ls_inv)
        self.ls = as_tensor(ls)

    def square_dist(self, X: TensorLike, Xs: TensorLike | None = None) -> Any:
        """Return squared distances (n, m) between the rows of X and the rows of Xs, or of X."""
        X = as_tensor(X)
        Xs = X if Xs is None else as_tensor(Xs)
        if self.ls.type.ndim == 0 or all(self.ls.type.broadcastable):
            return _square_distances(X, Xs) * sqr(1.0 / self.ls.squeeze())
        return _square_distances(X * (1.0 / self.ls), X * (1.0 / self.ls) if Xs is X else Xs * (1.0 / self.ls))

    def euclidean_dist(self, X: TensorLike, Xs: TensorLike | None = None) -> Any:
        """Return distances, with 1e-12 under the root because the derivative at 0 is infinite."""
        return sqrt(self.square_dist(X, Xs) + 1e-12)

    def diag(self, X: TensorLike) -> Any:
        return alloc(1.0, X.shape[0])


def _square_distances(X: TensorLike, Xs: TensorLike) -> Any:
    if X.type.broadcastable[1] and Xs.type.broadcastable[1]:
        return sqr(X - Xs.T)
    squares, others = sum(sqr(X), axis=1), sum(sqr(Xs), axis=1)
    found = -2.0 * dot(X, Xs.T) + (squares.dimshuffle(0, "x") + others.dimshuffle("x", 0))
    return clip(found, 0.0, np.inf)  # rounding may give a small negative number for 0


@described("ExpQuad(1, ls=2.0)", "[1.   , 0.607]")
class ExpQuad(Stationary):
    """exp(-r² / 2): the exponentiated quadratic kernel, with r the distance over the length scale."""

    def full(self, X: TensorLike, Xs: TensorLike | None = None) -> Any:
        return exp(-0.5 * self.square_dist(*self._slice(X, Xs)))


@described(
    "RatQuad(1, alpha=0.5, ls=2.0)", "[1.   , 0.707]", alpha="above 0: the smaller, the more length scales are mixed"
)
class RatQuad(Stationary):
    """(1 + r² / 2 alpha)^-alpha: the rational quadratic kernel, with r the distance over the length scale.

    With `emulate=3.1` the arguments by position are input_dim, ls, alpha and active_dims.
    """

    @in_order("input_dim", "ls", "alpha", "active_dims")
    def __init__(
        self,
        input_dim: int,
        alpha: Any,
        ls: TensorLike | None = None,
        ls_inv: TensorLike | None = None,
        active_dims: Sequence[int] | None = None,
    ) -> None:
        super().__init__(input_dim, ls=ls, ls_inv=ls_inv, active_dims=active_dims)
        self.alpha = alpha

    def full(self, X: TensorLike, Xs: TensorLike | None = None) -> Any:
        return (1.0 + 0.5 * self.square_dist(*self._slice(X, Xs)) * (1.0 / self.alpha)) ** (-1.0 * self.alpha)


@described("Matern52(1, ls=2.0)", "[1.   , 0.524]")
class Matern52(Stationary):
    """(1 + √5 r + 5 r² / 3) exp(-√5 r): the Matérn kernel 5/2, with r the distance over the length scale."""

    def full(self, X: TensorLike, Xs: TensorLike | None = None) -> Any:
        r = self.euclidean_dist(*self._slice(X, Xs))
        return (1.0 + np.sqrt(5.0) * r + 5.0 / 3.0 * sqr(r)) * exp(-np.sqrt(5.0) * r)


@described("Matern32(1, ls=2.0)", "[1.   , 0.483]")
class Matern32(Stationary):
    """(1 + √3 r) exp(-√3 r): the Matérn kernel 3/2, with r the distance over the length scale."""

    def full(self, X: TensorLike, Xs: TensorLike | None = None) -> Any:
        r = self.euclidean_dist(*self._slice(X, Xs))
        return (1.0 + np.sqrt(3.0) * r) * exp(-np.sqrt(3.0) * r)


@described("Matern12(1, ls=2.0)", "[1.   , 0.368]")
class Matern12(Stationary):
    """exp(-r): the Matérn kernel 1/2, with r the distance over the length scale."""

    def full(self, X: TensorLike, Xs: TensorLike | None = None) -> Any:
        return exp(-self.euclidean_dist(*self._slice(X, Xs)))


@described("Exponential(1, ls=2.0)", "[1.   , 0.607]")
class Exponential(Stationary):
    """exp(-r / 2): the exponential kernel, with r the distance over the length scale."""

    def full(self, X: TensorLike, Xs: TensorLike | None = None) -> Any:
        return exp(-0.5 * self.euclidean_dist(*self._slice(X, Xs)))


@described("Cosine(1, ls=6.0)", "[ 1. , -0.5]")
class Cosine(Stationary):
    """cos(2 π r), with r the distance over the length scale; cos(π r) with `emulate=3.1`."""

    def full(self, X: TensorLike, Xs: TensorLike | None = None) -> Any:
        return cos((1.0 if older_than("3.2") else 2.0) * np.pi * self.euclidean_dist(*self._slice(X, Xs)))


@described("Periodic(1, period=3.0, ls=1.0)", "[1.   , 0.687]", period="after which values repeat")
class Periodic(Stationary):
    """exp(-½ Σ (sin(π (x - x') / period) / ls)²). Some texts have 2 for the ½: halve the length scale to match them."""

    def __init__(
        self,
        input_dim: int,
        period: Any,
        ls: TensorLike | None = None,
        ls_inv: TensorLike | None = None,
        active_dims: Sequence[int] | None = None,
    ) -> None:
        super().__init__(input_dim, ls=ls, ls_inv=ls_inv, active_dims=active_dims)
        self.period = period

    def full(self, X: TensorLike, Xs: TensorLike | None = None) -> Any:
        X, Xs = self._slice(X, Xs)
        Xs = X if Xs is None else Xs
        angles = np.pi * (X.dimshuffle(0, "x", 1) - Xs.dimshuffle("x", 0, 1)) / self.period
        return exp(-0.5 * sum(sqr(sin(angles) / self.ls), axis=2))
