"""Log densities from SciPy and formulas, including those that SciPy lacks.

Source of the names: pymc3.tests.test_distributions.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np

from ...distributions.formulas import float_x
from ...models.vartypes import continuous_types
from ...ops.tensor_types import TensorLike


def _stats() -> Any:
    import scipy.stats

    return scipy.stats


def _special() -> Any:
    import scipy.special

    return scipy.special


def _value(x: Any) -> Any:
    """Return an array, also from a variable."""
    return x.eval() if hasattr(x, "eval") else x


def normal_logpdf_cov(value: object, mu: TensorLike, cov: TensorLike) -> Any:
    """Return the summed log densities of a multivariate normal, by covariance."""
    return _stats().multivariate_normal.logpdf(value, mu, cov).sum()


def normal_logpdf_tau(value: Any, mu: Any, tau: Any) -> Any:
    """Return the summed log densities of a multivariate normal, by precision."""
    return normal_logpdf_cov(value, mu, np.linalg.inv(tau))


def normal_logpdf_chol(value: Any, mu: Any, chol: Any) -> Any:
    """Return the summed log densities of a multivariate normal, by lower Cholesky factor."""
    return normal_logpdf_cov(value, mu, np.dot(chol, np.transpose(chol)))


def normal_logpdf_chol_upper(value: Any, mu: Any, chol: Any) -> Any:
    """Return the summed log densities of a multivariate normal, by upper Cholesky factor."""
    return normal_logpdf_chol(value, mu, np.transpose(chol))


def matrix_normal_logpdf_cov(value: object, mu: TensorLike, rowcov: Any, colcov: Any) -> Any:
    """Return the log density of a matrix normal, by covariances."""
    return _stats().matrix_normal.logpdf(value, mu, rowcov, colcov)


def matrix_normal_logpdf_chol(value: object, mu: TensorLike, rowchol: Any, colchol: Any) -> Any:
    """Return the log density of a matrix normal, by lower Cholesky factors."""
    return matrix_normal_logpdf_cov(value, mu, np.dot(rowchol, rowchol.T), np.dot(colchol, colchol.T))


def kron_normal_logpdf_cov(value: Any, mu: Any, covs: Any, sigma: Any) -> Any:
    """Return the log density of a normal with Kronecker covariance, plus white noise of scale `sigma`, or None."""
    cov = functools.reduce(np.kron, [np.asarray(_value(c)) for c in covs])
    noise = 0.0 if sigma is None else sigma
    return normal_logpdf_cov(value, mu, cov + noise**2 * np.eye(len(cov)))


def kron_normal_logpdf_chol(value: object, mu: TensorLike, chols: Any, sigma: TensorLike) -> Any:
    """Return `kron_normal_logpdf_cov` by lower Cholesky factors."""
    return kron_normal_logpdf_cov(value, mu, [np.dot(c, c.T) for c in map(_value, chols)], sigma)


def kron_normal_logpdf_evd(value: object, mu: TensorLike, evds: Any, sigma: TensorLike) -> Any:
    """Return `kron_normal_logpdf_cov` by eigenvalues and eigenvectors."""
    covs = [_value(Q) * _value(eigenvalues) @ np.transpose(_value(Q)) for eigenvalues, Q in evds]
    return kron_normal_logpdf_cov(value, mu, covs, sigma)


def mvt_logpdf(value: Any, nu: Any, Sigma: Any, mu: Any = 0) -> Any:
    """Return the summed log densities of a multivariate Student's t."""
    return np.sum(_stats().multivariate_t.logpdf(np.atleast_2d(value) - mu, shape=Sigma, df=nu))


def AR1_logpdf(value: Any, k: Any, tau_e: Any) -> Any:
    """Return the log density of a stationary AR(1): coefficient `k`, innovations of precision `tau_e`."""
    scale, norm = tau_e**-0.5, _stats().norm
    return norm.logpdf(value[0], 0, scale / np.sqrt(1 - k**2)) + norm.logpdf(value[1:], k * value[:-1], scale).sum()


def multinomial_logpdf(value: Any, n: Any, p: Any) -> Any:
    """Return the log density of a multinomial; -inf for counts that do not sum to `n`."""
    if np.sum(value) != n or np.any(value < 0):
        return -np.inf
    special = _special()
    return special.gammaln(n + 1) - special.gammaln(value + 1).sum() + logpow(p, value).sum()


def dirichlet_multinomial_logpmf(value: Any, n: Any, a: Any) -> Any:
    """Return the log density of a Dirichlet-multinomial; -inf for counts that do not sum to `n`."""
    value, n, a = map(np.asarray, (value, n, a))
    assert value.shape == a.shape and value.ndim == 1 and n.ndim == 0
    if value.sum() != n or (value < 0).any():
        return -np.inf
    log_gamma = _special().gammaln

    def ratio(shape: int | Sequence[int], count: Any) -> Any:
        return log_gamma(count + shape) - log_gamma(shape) - log_gamma(count + 1)

    return ratio(a, value).sum() - ratio(a.sum(), n)


def beta_mu_sigma(value: Any, mu: Any, sigma: Any) -> Any:
    """Return a Beta by mean and standard deviation; -inf if there is none with these."""
    n = mu * (1 - mu) / sigma**2 - 1
    return _stats().beta.logpdf(value, n * mu, n * (1 - mu)) if n > 0 else -np.inf


def betafn(a: Any) -> Any:
    """Return the logarithm of the multivariate Beta function."""
    log_gamma = _special().gammaln
    return float_x(log_gamma(a).sum(-1) - log_gamma(a.sum(-1)))


def logpow(v: Any, p: Any) -> Any:
    """Return p log(v), and 0 if v is 0."""
    v = np.asarray(v)
    return np.where(v == 0, 0, p * np.log(np.where(v == 0, 1, v)))


def dirichlet_logpdf(value: Any, a: Any) -> Any:
    """Return the summed log densities of Dirichlet vectors."""
    return float_x((logpow(value, a - 1).sum(-1) - betafn(a)).sum())


def categorical_logpdf(value: Any, p: Any) -> Any:
    """Return the log probability of a category, given probabilities in the last dimension; -inf for other values."""
    if not 0 <= value <= len(p):
        return -np.inf
    return float_x(np.log(np.take(p, value, axis=-1)))


def discrete_weibull_logpmf(value: Any, q: Any, beta: Any) -> Any:
    """Return the log density of a discrete Weibull."""
    value, q, beta = map(float_x, (value, q, beta))
    return float_x(np.log(q ** (value**beta) - q ** ((value + 1) ** beta)))


def laplace_asymmetric_logpdf(value: Any, kappa: Any, b: Any, mu: Any) -> Any:
    """Return the log density of an asymmetric Laplace."""
    rate = np.where(value >= mu, kappa, -1 / kappa)
    return np.log(b / (kappa + 1 / kappa)) - b * rate * (value - mu)


def invlogit(x: TensorLike, eps: float = np.finfo(float).eps) -> Any:
    """Return the logistic function, clipped to `eps` from 0 and 1."""
    return eps + (1 - 2 * eps) * (1 / (1 + np.exp(-np.asarray(x))))


def invprobit(x: TensorLike) -> Any:
    """Return the normal distribution function."""
    return (_special().erf(x / np.sqrt(2)) + 1) / 2


def _ordered(inverse_link: Any, value: object, eta: Any, cutpoints: Any) -> Any:
    bounds = np.concatenate(([-np.inf], cutpoints, [np.inf]))
    p = -np.diff(inverse_link(eta - bounds), axis=0)
    return np.where(np.all(p >= 0), np.log(p[value]), -np.inf)


def orderedlogistic_logpdf(value: object, eta: TensorLike, cutpoints: Any) -> Any:
    """Return the log probability of a category of an ordered logistic."""
    return _ordered(invlogit, value, eta, cutpoints)


def orderedprobit_logpdf(value: object, eta: TensorLike, cutpoints: Any) -> Any:
    """Return the log probability of a category of an ordered probit."""
    return _ordered(invprobit, value, eta, cutpoints)


def integrate_nd(f: Any, domain: Any, shape: int | Sequence[int], dtype: Any) -> Any:
    """Return the integral of `f` over a domain of up to three dimensions, or its sum over integers."""
    from scipy import integrate

    if shape in ((), (1,)):
        if dtype not in continuous_types:
            return sum(f(k) for k in range(domain.lower, domain.upper + 1))
        return integrate.quad(f, domain.lower, domain.upper, epsabs=1e-8)[0]
    if shape not in ((2,), (3,)):
        raise ValueError(f"Dont know how to integrate shape: {shape}")
    bounds = list(zip(domain.lower, domain.upper, strict=True))
    return integrate.nquad(lambda *x: f(list(x)), bounds)[0]
