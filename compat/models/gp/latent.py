"""Processes whose values are variables of the model. Source: pymc3.gp.gp."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...distributions.kronecker import kron_dot, kron_solve_lower, kron_solve_upper
from ...ops.elementwise.functions import sqrt
from ...ops.linear_algebra.blas import dot
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ..distributions.continuous import ChiSquared, Normal
from ..distributions.multivariate import MvNormal, MvStudentT
from ..math import cartesian
from ..modelling.deterministic import Deterministic
from .base import Base
from .covariance import Covariance, Kron
from .kernels import Constant
from .mean import Mean, Zero
from .util import cholesky, conditioned_vars, infer_shape, solve_lower, stabilize


@conditioned_vars(["X", "f"])
class Latent(Base):
    """f ~ N(mean(X), cov(X)). `prior` makes f at inputs X, `conditional` f at other inputs given f at X.

    mean_func: a mean function, Zero by default. cov_func: a covariance function of inputs of shape (n, columns).
    """

    def _build_prior(self, name: str, X: TensorLike, reparameterize: bool = True, **kwargs: Any) -> Any:
        mu, cov = self.mean_func(X), stabilize(self.cov_func(X))
        shape = infer_shape(X, kwargs.pop("shape", None))
        if not reparameterize:
            return MvNormal(name, mu=mu, cov=cov, shape=shape, **kwargs)
        v = Normal(name + "_rotated_", mu=0.0, sigma=1.0, shape=shape, **kwargs)
        return Deterministic(name, mu + cholesky(cov).dot(v))

    def prior(self, name: str, X: TensorLike, reparameterize: bool = True, **kwargs: Any) -> Any:
        """Return f at inputs X (n, d), named `name`.

        It is the Cholesky factor times standard normals, or an MvNormal with reparameterize=False. kwargs go to the
        distribution.
        """
        f = self._build_prior(name, X, reparameterize, **kwargs)
        self.X, self.f = X, f
        return f

    def _build_conditional(
        self,
        Xnew: TensorLike,
        X: TensorLike,
        f: TensorLike,
        cov_total: Callable[..., Any],
        mean_total: Callable[..., Any],
    ) -> tuple[Any, Any]:
        factor = cholesky(stabilize(cov_total(X)))
        A = solve_lower(factor, self.cov_func(X, Xnew))
        v = solve_lower(factor, f - mean_total(X))
        return self.mean_func(Xnew) + dot(A.T, v), self.cov_func(Xnew) - dot(A.T, A)

    def conditional(self, name: str, Xnew: TensorLike, given: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        """Return f at inputs Xnew, named `name`, given its values at X.

        given: {"X", "f", "gp"} to use instead of those of `prior`, for a process that is a part of the sum "gp".
        """
        mu, cov = self._build_conditional(Xnew, *self._given(given, ("X", "f")))
        shape = infer_shape(Xnew, kwargs.pop("shape", None))
        return MvNormal(name, mu=mu, cov=cov, shape=shape, **kwargs)


@conditioned_vars(["X", "f", "nu"])
class TP(Latent):
    """A Student's t process: used like Latent, but such processes cannot be added.

    mean_func: a mean function, Zero by default. cov_func: a covariance function of inputs of shape (n, columns).
    nu: degrees of freedom; ValueError without them.

    A. Shah, A. G. Wilson, Z. Ghahramani (2014), arXiv:1402.4306.
    """

    def __init__(
        self,
        mean_func: Mean = Zero(),  # noqa: B008
        cov_func: Covariance = Constant(0.0),  # noqa: B008
        nu: TensorLike | None = None,
    ) -> None:
        if nu is None:
            raise ValueError("Student's T process requires a degrees of freedom parameter, 'nu'")
        self.nu = nu
        super().__init__(mean_func, cov_func)

    def __add__(self, other: object) -> Any:
        raise TypeError("Student's T processes aren't additive")

    def _build_prior(self, name: str, X: TensorLike, reparameterize: bool = True, **kwargs: Any) -> Any:
        mu, cov = self.mean_func(X), stabilize(self.cov_func(X))
        shape = infer_shape(X, kwargs.pop("shape", None))
        if not reparameterize:
            return MvStudentT(name, nu=self.nu, mu=mu, cov=cov, shape=shape, **kwargs)
        chi2 = ChiSquared(name + "_chi2_", self.nu)
        v = Normal(name + "_rotated_", mu=0.0, sigma=1.0, shape=shape, **kwargs)
        return Deterministic(name, (sqrt(self.nu) / chi2) * (mu + cholesky(cov).dot(v)))  # the formula of 3.11.5

    def _build_conditional(self, Xnew: TensorLike, X: TensorLike, f: TensorLike) -> tuple[Any, Any, Any]:  # type: ignore[override]
        factor = cholesky(stabilize(self.cov_func(X)))
        A = solve_lower(factor, self.cov_func(X, Xnew))
        v = solve_lower(factor, f - self.mean_func(X))
        nu = self.nu + X.shape[0]
        cov = self.cov_func(Xnew) - dot(A.T, A)
        return nu, self.mean_func(Xnew) + dot(A.T, v), (self.nu + dot(v, v) - 2) / (nu - 2) * cov

    def conditional(self, name: str, Xnew: TensorLike, **kwargs: Any) -> Any:  # type: ignore[override]
        """Return f at inputs Xnew, named `name`, given its values at X: an MvStudentT."""
        nu, mu, cov = self._build_conditional(Xnew, self.X, self.f)
        shape = infer_shape(Xnew, kwargs.pop("shape", None))
        return MvStudentT(name, nu=nu, mu=mu, cov=cov, shape=shape, **kwargs)


def as_list(cov_funcs: Covariance | Sequence[Covariance]) -> list[Covariance]:
    """Return the covariance functions as a list."""
    return [cov_funcs] if isinstance(cov_funcs, Covariance) else list(cov_funcs)


@conditioned_vars(["Xs", "f"])
class LatentKron(Base):
    """Latent on a full grid, cartesian(*Xs): the Kronecker product of one covariance function for each of Xs.

    mean_func: a mean function, Zero by default. cov_funcs: a list of covariance functions.
    """

    def __init__(self, mean_func: Mean = Zero(), cov_funcs: Covariance | Sequence[Covariance] = Constant(0.0)) -> None:  # noqa: B008
        self.cov_funcs = as_list(cov_funcs)
        super().__init__(mean_func, Kron(self.cov_funcs))

    def __add__(self, other: object) -> Any:
        raise TypeError("Additive, Kronecker-structured processes not implemented")

    def _build_prior(self, name: str, Xs: Sequence[Any], **kwargs: Any) -> Any:
        self.N = int(np.prod([len(X) for X in Xs]))
        mu = self.mean_func(cartesian(*Xs))
        factors = [cholesky(stabilize(cov(X))) for cov, X in zip(self.cov_funcs, Xs, strict=True)]
        v = Normal(name + "_rotated_", mu=0.0, sigma=1.0, shape=self.N, **kwargs)
        return Deterministic(name, mu + kron_dot(factors, v).flatten())

    def prior(self, name: str, Xs: Sequence[Any], **kwargs: Any) -> Any:  # type: ignore[override]
        """Return f on the grid of Xs, a list of inputs (n_i, d_i), one for each covariance function."""
        if len(Xs) != len(self.cov_funcs):
            raise ValueError("Must provide a covariance function for each X")
        f = self._build_prior(name, Xs, **kwargs)
        self.Xs, self.f = Xs, f
        return f

    def _build_conditional(self, Xnew: TensorLike) -> tuple[Any, Any]:
        X = cartesian(*self.Xs)
        factors = [cholesky(stabilize(cov(x))) for cov, x in zip(self.cov_funcs, self.Xs, strict=True)]
        across = self.cov_func(X, Xnew)
        alpha = kron_solve_lower(factors, as_tensor(self.f) - self.mean_func(X))
        alpha = kron_solve_upper([factor.T for factor in factors], alpha)
        A = kron_solve_lower(factors, across)
        return dot(across.T, alpha).flatten() + self.mean_func(Xnew), stabilize(self.cov_func(Xnew) - dot(A.T, A))

    def conditional(self, name: str, Xnew: TensorLike, **kwargs: Any) -> Any:  # type: ignore[override]
        """Return f at inputs Xnew (m, sum of d_i), which need not be a grid: an MvNormal."""
        mu, cov = self._build_conditional(Xnew)
        shape = infer_shape(Xnew, kwargs.pop("shape", None))
        return MvNormal(name, mu=mu, cov=cov, shape=shape, **kwargs)
