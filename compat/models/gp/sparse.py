"""Marginal processes with inducing points. Source: pymc3.gp.gp.MarginalSparse.

J. Quiñonero-Candela, C. Rasmussen (2005), J. Mach. Learn. Res. 6, 1939; M. Titsias (2009), AISTATS.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from theano_common.users_lines import warn

from ...ops.elementwise.functions import clip, log, sqr
from ...ops.linear_algebra.blas import dot
from ...ops.reductions.functions import sum
from ...ops.shapes.creation import eye, identity_like, ones_like
from ...ops.shapes.diagonals import diag as diagonal
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ..distributions.distribution import DensityDist
from .covariance import Covariance
from .kernels import Constant
from .marginal import Marginal
from .mean import Mean, Zero
from .util import cholesky, conditioned_vars, infer_shape, solve_lower, solve_upper, stabilize


@conditioned_vars(["X", "Xu", "y", "sigma"])
class MarginalSparse(Marginal):
    """Marginal with a covariance approximated through inducing points Xu, for many data.

    mean_func: a mean function, Zero by default. cov_func: a covariance function of inputs of shape (n, columns).
    approx: "FITC", "VFE" or "DTC"; NotImplementedError for others.
    """

    _available_approx = ("FITC", "VFE", "DTC")
    _names = ("X", "Xu", "y", "sigma")

    def __init__(
        self,
        mean_func: Mean = Zero(),  # noqa: B008
        cov_func: Covariance = Constant(0.0),  # noqa: B008
        approx: str = "FITC",
    ) -> None:
        if approx not in self._available_approx:
            raise NotImplementedError(f"approx={approx!r} is unknown: {', '.join(self._available_approx)}.")
        self.approx = approx
        super().__init__(mean_func, cov_func)

    def __add__(self, other: Any) -> Any:
        total = super().__add__(other)
        if self.approx != other.approx:
            raise TypeError("Cannot add GPs with different approximations")
        total.approx = self.approx
        return total

    def _reduced(
        self,
        X: TensorLike,
        Xu: TensorLike,
        y: TensorLike,
        sigma: TensorLike,
        cov: Callable[..., Any],
        mean: Callable[..., Any],
    ) -> tuple[Any, ...]:
        """Return the factors that the likelihood and the conditional share.

        The factor L of the covariance of Xu; A = L⁻¹ cov(Xu, X); the variances that Xu does not explain, plus noise;
        the factor of 1 + A diag(1 / variances) Aᵀ; the residuals; and its inverse times A (residuals / variances).
        """
        factor = cholesky(stabilize(cov(Xu)))
        A = solve_lower(factor, cov(Xu, X))
        explained, noise = sum(sqr(A), axis=0), sqr(sigma)
        if self.approx == "FITC":
            left = clip(cov(X, diag=True) - explained, 0.0, np.inf) + noise
        else:
            left = ones_like(explained) * noise
        inner = cholesky(eye(Xu.shape[0]) + dot(A / left, A.T))
        r = y - mean(X)
        return factor, A, left, inner, r, solve_lower(inner, dot(A, r / left))

    def _build_marginal_likelihood_logp(self, y: TensorLike, X: TensorLike, Xu: TensorLike, sigma: TensorLike) -> Any:
        _, A, left, inner, r, c = self._reduced(X, Xu, as_tensor(y), sigma, self.cov_func, self.mean_func)
        trace: Any = 0.0
        if self.approx == "VFE":
            trace = (sum(self.cov_func(X, diag=True)) - sum(sqr(A))) / (2.0 * sqr(sigma))
        half_log_det = 0.5 * sum(log(left)) + sum(log(diagonal(inner)))
        quadratic = 0.5 * (dot(r, r / left) - dot(c, c))
        return -(0.5 * X.shape[0] * np.log(2.0 * np.pi) + half_log_det + quadratic + trace)

    def marginal_likelihood(
        self,
        name: str,
        X: TensorLike,
        Xu: TensorLike,
        y: Any,
        noise: Any = None,  # type: ignore[override]
        is_observed: bool = True,
        **kwargs: Any,
    ) -> Any:
        """Return the approximate likelihood of y (n,) at inputs X (n, d), named `name`, with inducing points Xu (m, d).

        noise: the standard deviation (`sigma`, its old name, gives a DeprecationWarning).
        """
        if noise is None:
            noise = kwargs.pop("sigma", None)
            if noise is None:
                raise ValueError("noise argument must be specified")
            warn("The 'sigma' argument has been deprecated. Use 'noise' instead.", DeprecationWarning)
        self.X, self.Xu, self.y, self.sigma = X, Xu, y, noise
        logp = functools.partial(self._build_marginal_likelihood_logp, X=X, Xu=Xu, sigma=noise)
        if is_observed:
            return DensityDist(name, logp, observed=y, **kwargs)
        return DensityDist(name, logp, shape=infer_shape(X, kwargs.pop("shape", None)), **kwargs)

    def _build_conditional(
        self,
        Xnew: TensorLike,
        pred_noise: bool,
        diag: bool,
        X: TensorLike,
        Xu: TensorLike,
        y: TensorLike,  # type: ignore
        sigma: TensorLike,
        cov_total: Callable[..., Any],
        mean_total: Callable[..., Any],
    ) -> tuple[Any, Any]:
        factor, _, _, inner, _, c = self._reduced(X, Xu, as_tensor(y), sigma, cov_total, mean_total)
        As = solve_lower(factor, self.cov_func(Xu, Xnew))
        mu = self.mean_func(Xnew) + dot(As.T, solve_upper(inner.T, c))
        C, noise = solve_lower(inner, As), sqr(sigma)
        if diag:
            variance = self.cov_func(Xnew, diag=True) - sum(sqr(As), axis=0) + sum(sqr(C), axis=0)
            return mu, variance + noise if pred_noise else variance
        cov = self.cov_func(Xnew) - dot(As.T, As) + dot(C.T, C)
        return mu, cov + noise * identity_like(cov) if pred_noise else stabilize(cov)
