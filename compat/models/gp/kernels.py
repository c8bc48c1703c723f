"""Covariance functions that depend on more than the distance, and those with functions of the user.

Source: pymc3.gp.cov.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...ops.elementwise.functions import abs_, cast, clip, exp, sqr, sqrt
from ...ops.linear_algebra.blas import dot, outer
from ...ops.reductions.functions import sum
from ...ops.shapes.creation import alloc
from ...ops.shapes.diagonals import diag as diagonal
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ...ops.tensor_variable import Tensor
from .covariance import Covariance, described
from .stationary import _square_distances


@described("Constant(0.3)", "[0.3, 0.3]", c="the covariance, a scalar, 0 or more")
class Constant(Covariance):
    """The covariance `c` everywhere."""

    def __init__(self, c: TensorLike) -> None:
        super().__init__(1, None)
        self.c = c

    def diag(self, X: TensorLike) -> Any:
        return alloc(self.c, X.shape[0])

    def full(self, X: TensorLike, Xs: TensorLike | None = None) -> Any:
        return alloc(self.c, X.shape[0], (X if Xs is None else Xs).shape[0])


@described("WhiteNoise(sigma=0.3)", "[0.09, 0.  ]", sigma="standard deviation of the noise, a scalar")
class WhiteNoise(Covariance):
    """sigma² on the diagonal of cov(X); 0 between X and other inputs."""

    def __init__(self, sigma: TensorLike) -> None:
        super().__init__(1, None)
        self.sigma = sigma

    def diag(self, X: TensorLike) -> Any:
        return alloc(sqr(self.sigma), X.shape[0])

    def full(self, X: TensorLike, Xs: TensorLike | None = None) -> Any:
        return diagonal(self.diag(X)) if Xs is None else alloc(0.0, X.shape[0], Xs.shape[0])


@described(
    "Circular(1, period=8.0)", "[1.   , 0.188]", period="circumference of the circle", tau="exponent, at least 4"
)
class Circular(Covariance):
    """(1 + tau t / c) max(1 - t / c, 0)^tau, t being the distance on a circle of circumference `period`, c half of it.

    tau is at least 4; the larger, the smaller the correlation. E. Padonou, O. Roustant, hal-01119942.
    """

    def __init__(
        self, input_dim: int, period: Any, tau: TensorLike = 4, active_dims: Sequence[int] | None = None
    ) -> None:
        super().__init__(input_dim, active_dims)
        self.c = as_tensor(period / 2)
        self.tau = tau

    def dist(self, X: TensorLike, Xs: TensorLike | None = None) -> Any:
        """Return distances on the circle."""
        X = as_tensor(X)
        other = (X if Xs is None else as_tensor(Xs)).T
        return abs_((X - other + self.c) % (self.c * 2) - self.c)

    def weinland(self, t: Tensor) -> Any:
        """Return the covariance at distance t."""
        return (1 + self.tau * t / self.c) * clip(1 - t / self.c, 0, np.inf) ** self.tau

    def full(self, X: TensorLike, Xs: TensorLike | None = None) -> Any:
        return self.weinland(self.dist(*self._slice(X, Xs)))

    def diag(self, X: TensorLike) -> Any:
        return alloc(1.0, X.shape[0])


@described("Linear(1, c=-1.0)", "[1., 3.]", c="where the functions are 0, a number, or (input_dim,)")
class Linear(Covariance):
    """(x - c) · (x' - c): the covariance of linear functions that are 0 at c."""

    def __init__(self, input_dim: int, c: Any, active_dims: Sequence[int] | None = None) -> None:
        super().__init__(input_dim, active_dims)
        self.c = c

    def full(self, X: TensorLike, Xs: TensorLike | None = None) -> Any:
        X, Xs = self._slice(X, Xs)
        centred = X - self.c
        return dot(centred, (centred if Xs is None else Xs - self.c).T)

    def diag(self, X: TensorLike) -> Any:
        X, _ = self._slice(X)
        return sum(sqr(X - self.c), axis=1)


@described(
    "Polynomial(1, c=0.0, d=2, offset=1.0)",
    "[1., 1.]",
    c="the origin, a number, or (input_dim,)",
    d="the degree",
    offset="added before the power",
)
class Polynomial(Linear):
    """((x - c) · (x' - c) + offset)^d."""

    def __init__(
        self, input_dim: int, c: Any, d: TensorLike, offset: TensorLike, active_dims: Sequence[int] | None = None
    ) -> None:
        super().__init__(input_dim, c, active_dims)
        self.d, self.offset = d, offset

    def full(self, X: TensorLike, Xs: TensorLike | None = None) -> Any:
        return (super().full(X, Xs) + self.offset) ** self.d

    def diag(self, X: TensorLike) -> Any:
        return (super().diag(X) + self.offset) ** self.d


def handle_args(func: Callable[..., Any], args: object) -> Callable[[Any, Any], Any]:
    """Return f(x, args) that calls a function with x and the members of args, a tuple, a single value or None.

    func: a function of inputs, of shape (n, columns), and further arguments. args: as in PyMC3 it is ignored, and each
    call passes its own.
    """

    def call(x: Tensor, args: object) -> Any:
        if args is None:
            return func(x)
        return func(x, *(args if isinstance(args, tuple) else (args,)))

    return call


def _check(function: object, cov_func: object, role: str) -> None:
    if not callable(function):
        raise TypeError(f"{role} must be callable")
    if not isinstance(cov_func, Covariance):
        raise TypeError("Must be or inherit from the Covariance class")


@described(
    "WarpedInput(1, pm.gp.cov.ExpQuad(1, ls=4.0), lambda x: 2 * x)",
    "[1.   , 0.607]",
    warp_func="a function of X and `args` that returns other inputs, (n, columns)",
)
class WarpedInput(Covariance):
    """cov_func(w(X), w(Xs)) with w = warp_func, which takes X and `args`."""

    def __init__(
        self,
        input_dim: int,
        cov_func: Covariance,
        warp_func: Callable[..., Any],
        args: Any = None,
        active_dims: Sequence[int] | None = None,
    ) -> None:
        super().__init__(input_dim, active_dims)
        _check(warp_func, cov_func, "warp_func")
        self.w, self.args, self.cov_func = handle_args(warp_func, args), args, cov_func

    def full(self, X: TensorLike, Xs: TensorLike | None = None) -> Any:
        X, Xs = self._slice(X, Xs)
        return self.cov_func(self.w(X, self.args), None if Xs is None else self.w(Xs, self.args))

    def diag(self, X: TensorLike) -> Any:
        X, _ = self._slice(X)
        return self.cov_func(self.w(X, self.args), diag=True)


@described(
    "Gibbs(1, lambda x: 1 + tt.sqr(x))",
    "[1.   , 0.532]",
    lengthscale_func="a function of X and `args` that returns length scales, (n, 1)",
)
class Gibbs(Covariance):
    """√(2 l l' / (l² + l'²)) exp(-(x - x')² / (l² + l'²)), with l = lengthscale_func(x), which takes X and `args`.

    One dimension only.
    """

    def __init__(
        self,
        input_dim: int,
        lengthscale_func: Callable[..., Any],
        args: Any = None,
        active_dims: Sequence[int] | None = None,
    ) -> None:
        super().__init__(input_dim, active_dims)
        if len(self.active_dims) != 1:
            raise NotImplementedError("Gibbs takes one input dimension: name it in active_dims.")
        if not callable(lengthscale_func):
            raise TypeError("lengthscale_func must be callable")
        self.lfunc, self.args = handle_args(lengthscale_func, args), args

    def square_dist(self, X: TensorLike, Xs: TensorLike | None = None) -> Any:
        """Return squared distances."""
        X = as_tensor(X)
        return _square_distances(X, X if Xs is None else as_tensor(Xs))

    def full(self, X: TensorLike, Xs: TensorLike | None = None) -> Any:
        X, Xs = self._slice(X, Xs)
        Xs = X if Xs is None else Xs
        left, right = as_tensor(self.lfunc(X, self.args)), as_tensor(self.lfunc(Xs, self.args))
        total = sqr(left).reshape((-1, 1)) + sqr(right).reshape((1, -1))
        return sqrt(2.0 * outer(left, right) / total) * exp(-1.0 * self.square_dist(X, Xs) / total)

    def diag(self, X: TensorLike) -> Any:
        return alloc(1.0, X.shape[0])


@described(
    "ScaledCov(1, pm.gp.cov.ExpQuad(1, ls=2.0), lambda x: 1 + x)",
    "[1.  , 1.82]",
    scaling_func="a function of X and `args` that returns factors, (n, 1)",
)
class ScaledCov(Covariance):
    """s(x) cov_func(x, x') s(x'), with s = scaling_func, which takes X and `args`."""

    def __init__(
        self,
        input_dim: int,
        cov_func: Covariance,
        scaling_func: Callable[..., Any],
        args: Any = None,
        active_dims: Sequence[int] | None = None,
    ) -> None:
        super().__init__(input_dim, active_dims)
        _check(scaling_func, cov_func, "scaling_func")
        self.cov_func, self.scaling_func, self.args = cov_func, handle_args(scaling_func, args), args

    def diag(self, X: TensorLike) -> Any:
        X, _ = self._slice(X)
        return self.cov_func(X, diag=True) * sqr(as_tensor(self.scaling_func(X, self.args)).flatten())

    def full(self, X: TensorLike, Xs: TensorLike | None = None) -> Any:
        X, Xs = self._slice(X, Xs)
        left = self.scaling_func(X, self.args)
        right = left if Xs is None else self.scaling_func(Xs, self.args)
        return outer(left, right) * self.cov_func(X, Xs)


@described(
    "Coregion(1, W=np.ones((3, 1)), kappa=np.ones(3))",
    "[2., 1.]",
    W="(groups, factors); give W and kappa, or B",
    kappa="what is added to the diagonal, (groups,)",
    B="covariances of the groups, (groups, groups)",
)
class Coregion(Covariance):
    """B[x, x'] for integers x, where B is given or W Wᵀ + diag(kappa). One dimension is active."""

    def __init__(
        self,
        input_dim: int,
        W: TensorLike | None = None,
        kappa: TensorLike | None = None,
        B: TensorLike | None = None,
        active_dims: Sequence[int] | None = None,
    ) -> None:
        super().__init__(input_dim, active_dims)
        if len(self.active_dims) != 1:
            raise ValueError("Coregion requires exactly one dimension to be active")
        parts = W is not None or kappa is not None
        if parts == (B is not None):
            raise ValueError("Exactly one of (W, kappa) and B must be provided to Coregion")
        if parts:
            self.W, self.kappa = as_tensor(W), as_tensor(kappa)
            self.B = dot(self.W, self.W.T) + diagonal(self.kappa)
        else:
            self.B = as_tensor(B)

    def _index(self, X: TensorLike) -> Any:
        return cast(X, "int32")

    def full(self, X: TensorLike, Xs: TensorLike | None = None) -> Any:
        X, Xs = self._slice(X, Xs)
        rows, columns = self._index(X).flatten(), self._index(X if Xs is None else Xs).flatten()
        return self.B[rows.dimshuffle(0, "x"), columns.dimshuffle("x", 0)]

    def diag(self, X: TensorLike) -> Any:
        X, _ = self._slice(X)
        return diagonal(self.B)[self._index(X).flatten()]
