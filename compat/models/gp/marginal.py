"""Processes whose values are integrated out: a function plus normal noise, observed. Source: pymc3.gp.gp."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...distributions.kronecker import kron_diag, kron_dot
from ...ops.elementwise.functions import sqr, sqrt
from ...ops.linear_algebra.blas import dot
from ...ops.linear_algebra.eigen import eigh
from ...ops.reductions.functions import sum
from ...ops.shapes.creation import identity_like
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ..distributions.drawing import draw_values
from ..distributions.multivariate import KroneckerNormal, MvNormal
from ..math import cartesian
from .base import Base
from .covariance import Covariance, Kron
from .kernels import Constant, WhiteNoise
from .latent import as_list
from .mean import Mean, Zero
from .util import cholesky, conditioned_vars, infer_shape, solve_lower, stabilize


def _as_noise(noise: TensorLike | Covariance) -> Covariance:
    return noise if isinstance(noise, Covariance) else WhiteNoise(noise)


@conditioned_vars(["X", "y", "noise"])
class Marginal(Base):
    """y ~ N(mean(X), cov(X) + noise(X)): a process observed with noise, whose values are integrated out.

    mean_func: a mean function, Zero by default. cov_func: a covariance function of inputs of shape (n, columns).
    """

    _names: Sequence[str] = ("X", "y", "noise")

    def _build_marginal_likelihood(self, X: TensorLike, noise: Covariance) -> tuple[Any, Any]:
        return self.mean_func(X), self.cov_func(X) + noise(X)

    def marginal_likelihood(
        self,
        name: str,
        X: TensorLike,
        y: TensorLike,
        noise: Any,
        is_observed: bool = True,  # type: ignore
        **kwargs: Any,
    ) -> Any:
        """Return the likelihood of y (n,) at inputs X (n, d), named `name`.

        noise: the standard deviation, or a covariance function. is_observed=False leaves y out: a free variable.
        """
        noise = _as_noise(noise)
        mu, cov = self._build_marginal_likelihood(X, noise)
        self.X, self.y, self.noise = X, y, noise
        if is_observed:
            return MvNormal(name, mu=mu, cov=cov, observed=y, **kwargs)
        return MvNormal(name, mu=mu, cov=cov, shape=infer_shape(X, kwargs.pop("shape", None)), **kwargs)

    def _build_conditional(
        self,
        Xnew: TensorLike,
        pred_noise: bool,
        diag: bool,
        X: TensorLike,
        y: TensorLike,
        noise: Any,
        cov_total: Any,
        mean_total: Callable[..., Any],
    ) -> tuple[Any, Any]:
        noise = _as_noise(noise)
        factor = cholesky(stabilize(cov_total(X)) + noise(X))
        A = solve_lower(factor, self.cov_func(X, Xnew))
        v = solve_lower(factor, y - mean_total(X))
        mu = self.mean_func(Xnew) + dot(A.T, v)
        if diag:
            variance = self.cov_func(Xnew, diag=True) - sum(sqr(A), axis=0)
            return mu, variance + noise(Xnew, diag=True) if pred_noise else variance
        cov = self.cov_func(Xnew) - dot(A.T, A)
        return mu, cov + noise(Xnew) if pred_noise else stabilize(cov)

    def conditional(
        self,
        name: str,
        Xnew: TensorLike,
        pred_noise: bool = False,  # type: ignore[override]
        given: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> Any:
        """Return the function at inputs Xnew given the data, named `name`; with noise if `pred_noise`.

        given: the data and "gp" to use instead of those of `marginal_likelihood`, for a process that is a part of the
        sum "gp".
        """
        mu, cov = self._build_conditional(Xnew, pred_noise, False, *self._given(given, self._names))
        shape = infer_shape(Xnew, kwargs.pop("shape", None))
        return MvNormal(name, mu=mu, cov=cov, shape=shape, **kwargs)

    def predict(
        self,
        Xnew: TensorLike,
        point: dict[str, Any] | None = None,
        diag: bool = False,
        pred_noise: bool = False,  # type: ignore
        given: dict[str, Any] | None = None,
    ) -> Any:
        """Return [mean, covariance] at inputs Xnew as arrays, at the values of `point`; variances if `diag`."""
        return draw_values(list(self.predictt(Xnew, diag, pred_noise, given)), point=point)

    def predictt(
        self, Xnew: TensorLike, diag: bool = False, pred_noise: bool = False, given: dict[str, Any] | None = None
    ) -> tuple[Any, Any]:
        """Return (mean, covariance) at inputs Xnew as variables; variances if `diag`."""
        return self._build_conditional(Xnew, pred_noise, diag, *self._given(given, self._names))


@conditioned_vars(["Xs", "y", "sigma"])
class MarginalKron(Base):
    """Marginal on a full grid, cartesian(*Xs), with a covariance function for each of Xs and white noise.

    mean_func: a mean function, Zero by default. cov_funcs: a list of covariance functions. Each of Xs has shape
    (n_i, columns), and y has as many elements as the n_i multiply to.
    """

    def __init__(self, mean_func: Mean = Zero(), cov_funcs: Covariance | Sequence[Covariance] = Constant(0.0)) -> None:  # noqa: B008
        self.cov_funcs = as_list(cov_funcs)
        super().__init__(mean_func, Kron(self.cov_funcs))

    def __add__(self, other: Base) -> Any:
        raise TypeError("Additive, Kronecker-structured processes not implemented")

    def _build_marginal_likelihood(self, Xs: Sequence[Any]) -> tuple[Any, list[Any]]:
        self.X = cartesian(*Xs)
        return self.mean_func(self.X), [cov(X) for cov, X in zip(self.cov_funcs, Xs, strict=True)]

    def _check_inputs(self, Xs: Sequence[Any], y: Any) -> int:
        count = int(np.prod([len(X) for X in Xs]))
        if len(Xs) != len(self.cov_funcs):
            raise ValueError("Must provide a covariance function for each X")
        if count != len(y):
            raise ValueError(f"Length of y ({len(y)}) must match length of cartesian product of Xs ({count})")
        return count

    def marginal_likelihood(
        self,
        name: str,
        Xs: Sequence[Any],
        y: TensorLike,
        sigma: Any,  # type: ignore[override]
        is_observed: bool = True,
        **kwargs: Any,
    ) -> Any:
        """Return the likelihood of y on the grid of Xs, named `name`; sigma: the standard deviation of the noise."""
        count = self._check_inputs(Xs, y)
        mu, covs = self._build_marginal_likelihood(Xs)
        self.Xs, self.y, self.sigma = Xs, y, sigma
        where: dict[str, Any] = {"observed": y} if is_observed else {"shape": count}
        return KroneckerNormal(name, mu=mu, covs=covs, sigma=sigma, **where, **kwargs)

    def _build_conditional(self, Xnew: TensorLike, pred_noise: bool, diag: bool) -> tuple[Any, Any]:
        X, sigma = cartesian(*self.Xs), self.sigma
        pairs = [eigh(cov(x)) for cov, x in zip(self.cov_funcs, self.Xs, strict=True)]
        values, vectors = kron_diag(*(w for w, _ in pairs)), [v for _, v in pairs]
        turned = [v.T for v in vectors]
        values = (values + sigma**2).dimshuffle(0, "x")
        across = self.cov_func(X, Xnew)
        alpha = kron_dot(vectors, kron_dot(turned, as_tensor(self.y) - self.mean_func(X)) / values)
        mu = dot(across.T, alpha).flatten() + self.mean_func(Xnew)
        A = kron_dot(turned, across) / sqrt(values)
        cov = self.cov_func(Xnew, diag=diag) - (sum(sqr(A), axis=0) if diag else dot(A.T, A))
        if pred_noise:  # sigma, not its square, as in 3.11.5
            cov = cov + (sigma if diag else sigma * identity_like(cov))
        return mu, cov

    def conditional(self, name: str, Xnew: TensorLike, pred_noise: bool = False, **kwargs: Any) -> Any:  # type: ignore
        """Return the function at inputs Xnew (m, sum of d_i) given the data, named `name`; Xnew need not be a grid."""
        mu, cov = self._build_conditional(Xnew, pred_noise, False)
        shape = infer_shape(Xnew, kwargs.pop("shape", None))
        return MvNormal(name, mu=mu, cov=cov, shape=shape, **kwargs)

    def predict(  # type: ignore
        self, Xnew: TensorLike, point: dict[str, Any] | None = None, diag: bool = False, pred_noise: bool = False
    ) -> Any:
        """Return [mean, covariance] at inputs Xnew as arrays, at the values of `point`; variances if `diag`."""
        return draw_values(list(self.predictt(Xnew, diag, pred_noise)), point=point)

    def predictt(self, Xnew: TensorLike, diag: bool = False, pred_noise: bool = False) -> tuple[Any, Any]:
        """Return (mean, covariance) at inputs Xnew as variables; variances if `diag`."""
        return self._build_conditional(Xnew, pred_noise, diag)
