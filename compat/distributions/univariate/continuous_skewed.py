"""Skewed continuous distributions. Source of the behaviour: pymc3.distributions.continuous."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...ops.elementwise.functions import (
    eq,
    erf,
    erfc,
    erfcinv,
    erfcx,
    exp,
    gt,
    i0,
    i0e,
    i1,
    log,
    log1p,
    lt,
    sgn,
    sqrt,
    switch,
)
from ...ops.tensor_types import TensorLike
from ...ops.tensor_variable import Tensor
from .. import streams
from ..formulas import float_tensor, logdiffexp, logpow, precision_and_scale
from ..normal_formulas import log_normal, normal_lcdf
from ..spec import DistributionSpec, Parameter, golden, words


def wald_parameters(mu: Any, lam: Any, phi: Any) -> tuple[Any, Any, Any]:
    """Return mu, lam and phi = lam / mu, given two of them, or mu with lam = 1. ValueError for other choices."""
    given = tuple(x is not None for x in (mu, lam, phi))
    if given == (False, True, True):
        return lam / phi, lam, phi
    if given == (True, False, True):
        return mu, mu * phi, phi
    if given == (True, True, False):
        return mu, lam, lam / mu
    if given == (True, False, False):
        return mu, 1.0, 1.0 / mu
    raise ValueError("Wald distribution must specify either mu only, mu and lam, mu and phi, or lam and phi.")


def _wald(mu: Any, lam: Any, phi: TensorLike | None, alpha: Any) -> dict[str, Any]:
    mu, lam, phi, alpha = (float_tensor(x) for x in (*wald_parameters(mu, lam, phi), alpha))
    return {
        "alpha": alpha,
        "mu": mu,
        "lam": lam,
        "phi": phi,
        "mean": mu + alpha,
        "mode": mu * (sqrt(1.0 + (1.5 * mu / lam) ** 2) - 1.5 * mu / lam) + alpha,
        "variance": mu**3 / lam,
    }


def _wald_logp(value: TensorLike, mu: Tensor, lam: Tensor, alpha: Tensor) -> Any:
    x = value - alpha
    return logpow(lam / (2.0 * np.pi), 0.5) - logpow(x, 1.5) - 0.5 * lam / x * ((x - mu) / mu) ** 2


def _wald_logcdf(value: TensorLike, mu: Tensor, lam: Tensor, alpha: Tensor) -> tuple[Any, ...]:
    x = value - alpha
    root = sqrt(x * lam)
    a = normal_lcdf(0, 1, (x / mu - 1.0) / root)
    b = 2.0 / (lam * mu) + normal_lcdf(0, 1, -(x / mu + 1.0) / root)
    none_below = lt(x, 0) | eq(x, 0) & gt(mu, 0) & lt(lam, np.inf) | lt(x, mu) & eq(lam, 0)
    all_below = eq(x, np.inf) | eq(lam, 0) & gt(x, mu) | gt(x, 0) & eq(lam, np.inf)
    one_point = lt(mu, np.inf) & eq(mu, x) & eq(lam, 0) | eq(x, 0) & eq(lam, np.inf)
    return switch(~(all_below | one_point), a + log1p(exp(b - a)), 0), ~none_below, 0 < mu, 0 < lam, 0 <= alpha


WALD = DistributionSpec(
    name="Wald",
    words=words(
        "the Wald distribution, also called inverse Gaussian",
        values="x > alpha",
        mean="mu + alpha",
        mu="mean before the shift, above 0",
        lam="shape, above 0",
        phi="lam / mu, in place of one of them",
        alpha="shift, 0 or more",
    ),
    quantities=_wald,
    transform="log",
    positive=("mu", "lam"),
    parameters=(Parameter("mu", None), Parameter("lam", None), Parameter("phi", None), Parameter("alpha", 0.0)),
    support=lambda value, alpha: (value > 0, value - alpha > 0, alpha >= 0),
    logp=_wald_logp,
    logcdf=_wald_logcdf,
    random=streams.wald,
    warned=("phi", "mu", "lam"),
    shown=("mu", "lam", "alpha"),
    methods={"get_mu_lam_phi": wald_parameters},
    reference=lambda stats, mu, lam, alpha: stats.invgauss(mu / lam, alpha, lam),
    golden=(golden(-0.7446323888706179, 1.0, mu=2.0, lam=3.0),),
)


def _skew_normal(mu: Any, sigma: Any, tau: TensorLike, alpha: Any, sd: TensorLike | None) -> dict[str, Any]:
    tau, sigma = precision_and_scale(tau, sigma if sd is None else sd)
    mu, alpha = float_tensor(mu), float_tensor(alpha)
    return {
        "mu": mu,
        "tau": tau,
        "sigma": sigma,
        "sd": sigma,
        "alpha": alpha,
        "mean": mu + sigma * (2 / np.pi) ** 0.5 * alpha / (1 + alpha**2) ** 0.5,
        "variance": sigma**2 * (1 - 2 * alpha**2 / ((1 + alpha**2) * np.pi)),
    }


def _skew_normal_logp(value: TensorLike, mu: Tensor, tau: Tensor, alpha: Tensor) -> Any:
    """Return the log density; far in the thin tail 1 + erf(x), which is 0 there, is exp(-x * x) * erfcx(-x)."""
    x = (value - mu) * sqrt(tau) * alpha / sqrt(2)
    far = lt(x, -5.0)
    thin = log(erfcx(switch(far, -x, 5.0))) - x**2
    return (
        switch(far, thin, log(1 + erf(switch(far, 0.0, x)))) + (-tau * (value - mu) ** 2 + log(tau / np.pi / 2.0)) / 2.0
    )


SKEW_NORMAL = DistributionSpec(
    name="SkewNormal",
    words=words(
        "the skew normal distribution",
        values="any real number",
        mean="mu + sigma * sqrt(2 / pi) * alpha / sqrt(1 + alpha**2)",
        mu="location",
        sigma="scale, above 0; 1 if neither it nor tau is given",
        alpha="skewness; 0 gives the normal distribution",
    ),
    quantities=_skew_normal,
    positive=("tau", "sigma"),
    parameters=(
        Parameter("mu", 0.0),
        Parameter("sigma", None),
        Parameter("tau", None),
        Parameter("alpha", 1),
        Parameter("sd", None),
    ),
    logp=_skew_normal_logp,
    random=streams.skew_normal,
    shown=("mu", "sigma", "alpha"),
    reference=lambda stats, mu, sigma, alpha: stats.skewnorm(alpha, mu, sigma),
    golden=(golden(-0.3894243731488586, 1.0, mu=0.5, sigma=0.8, alpha=1.5),),
)


def _ex_gaussian(mu: Any, sigma: Any, nu: Any, sd: Any) -> dict[str, Any]:
    mu, sigma, nu = float_tensor(mu), float_tensor(sigma if sd is None else sd), float_tensor(nu)
    return {"mu": mu, "sigma": sigma, "sd": sigma, "nu": nu, "mean": mu + nu, "variance": sigma**2 + nu**2}


def _ex_gaussian_logp(value: TensorLike, mu: Tensor, sigma: Tensor, nu: Tensor) -> Any:
    """Return the log density; for small nu, as in PyMC3, that of the normal variable alone.

    Far below the mean two terms of the size of the square of the distance would cancel; they are left out there.
    """
    exponential = gt(nu, 0.05 * sigma)
    nu = switch(exponential, nu, sigma)
    far = lt((value - mu) / sigma - sigma / nu, -5.0)
    below = switch(far, (mu - value) / sigma + sigma / nu, 5.0) / 2.0**0.5
    near = switch(far, mu, value)
    part = switch(
        far,
        log(erfcx(below) / 2.0) - 0.5 * ((value - mu) / sigma) ** 2,
        _exponential_part(near, mu, sigma, nu),
    )
    alone = log_normal(value, mean=mu, sigma=switch(exponential, 1.0, sigma))
    return switch(exponential, -log(nu) + part, alone)


def _exponential_part(value: TensorLike, mu: Tensor, sigma: Tensor, nu: Tensor) -> Any:
    return (mu - value) / nu + 0.5 * (sigma / nu) ** 2 + normal_lcdf(mu + sigma**2 / nu, sigma, value)


EX_GAUSSIAN = DistributionSpec(
    name="ExGaussian",
    words=words(
        "the distribution of the sum of a normal and an exponential variable",
        values="any real number",
        mean="mu + nu",
        mu="mean of the normal variable",
        sigma="standard deviation of the normal variable, above 0",
        nu="mean of the exponential variable, above 0",
    ),
    quantities=_ex_gaussian,
    positive=("sigma", "nu"),
    parameters=(Parameter("mu", 0.0), Parameter("sigma", None), Parameter("nu", None), Parameter("sd", None)),
    logp=_ex_gaussian_logp,
    logcdf=lambda value, mu, sigma, nu: (
        switch(
            gt(nu, 0.05 * sigma),
            logdiffexp(normal_lcdf(mu, sigma, value), _exponential_part(value, mu, sigma, nu)),
            normal_lcdf(mu, sigma, value),
        ),
        0 < sigma,
        0 < nu,
    ),
    random=streams.ex_gaussian,
    warned=("sigma", "nu"),
    shown=("mu", "sigma", "nu"),
    reference=lambda stats, mu, sigma, nu: stats.exponnorm(nu / sigma, mu, sigma),
    golden=(golden(-1.1037136077762293, 1.0, mu=0.5, sigma=0.8, nu=1.2),),
)


def _asymmetric_laplace(b: Any, kappa: Any, mu: Any) -> dict[str, Any]:
    b, kappa, mu = float_tensor(b), float_tensor(kappa), float_tensor(mu)
    return {
        "b": b,
        "kappa": kappa,
        "mu": mu,
        "mean": mu - (kappa - 1 / kappa) / b,
        "variance": (1 + kappa**4) / (kappa**2 * b**2),
    }


ASYMMETRIC_LAPLACE = DistributionSpec(
    name="AsymmetricLaplace",
    words=words(
        "the asymmetric Laplace distribution",
        values="any real number",
        mean="mu - (kappa - 1 / kappa) / b",
        b="rate, above 0",
        kappa="asymmetry, above 0; 1 gives the Laplace distribution",
        mu="location",
    ),
    parameters=(Parameter("b"), Parameter("kappa"), Parameter("mu", 0)),
    quantities=_asymmetric_laplace,
    positive=("b", "kappa"),
    logp=lambda value, b, kappa, mu: (
        log(b / (kappa + kappa ** (-1))) + (-(value - mu) * b * sgn(value - mu) * kappa ** sgn(value - mu))
    ),
    deviates="uniform",
    random=streams.asymmetric_laplace,
    warned=("kappa", "b"),
    shown=("b", "kappa", "mu"),
    reference=lambda stats, b, kappa, mu: stats.laplace_asymmetric(kappa, mu, 1 / b),
    golden=(golden(-1.410986973710262, 1.0, b=0.5, kappa=0.8, mu=1.0),),
)


def _moyal(mu: TensorLike, sigma: Any) -> dict[str, Any]:
    mu, sigma = float_tensor(mu), float_tensor(sigma)
    return {
        "mu": mu,
        "sigma": sigma,
        "mean": mu + sigma * (np.euler_gamma + log(2)),
        "mode": mu,
        "median": mu - sigma * log(2 * erfcinv(1 / 2) ** 2),
        "variance": np.pi**2 / 2.0 * sigma**2,
    }


MOYAL = DistributionSpec(
    name="Moyal",
    words=words(
        "the Moyal distribution",
        values="any real number",
        mean="mu + sigma * (euler_gamma + log(2))",
        mu="location",
        sigma="scale, above 0",
    ),
    parameters=(Parameter("mu", 0), Parameter("sigma", 1.0)),
    quantities=_moyal,
    positive=("sigma",),
    logp=lambda value, mu, sigma: (
        -0.5 * ((value - mu) / sigma + exp(-(value - mu) / sigma)) - log(sigma) - 0.5 * log(2 * np.pi)
    ),
    logcdf=lambda value, mu, sigma: (log(erfc(exp(-(value - mu) / sigma / 2) * 2**-0.5)), 0 < sigma),
    random=streams.moyal,
    warned=("sigma",),
    shown=("mu", "sigma"),
    reference=lambda stats, mu, sigma: stats.moyal(mu, sigma),
    golden=(golden(-1.275925696149958, 1.0, mu=0.5, sigma=0.8),),
)


def rice_parameters(nu: Any, b: Any, sigma: Any) -> tuple[Any, Any, Any]:
    """Return nu, b = nu / sigma and sigma (default 1), given nu or b. ValueError for none or both."""
    sigma = 1.0 if sigma is None else sigma
    if (nu is None) == (b is None):
        raise ValueError("Rice distribution must specify either nu or b.")
    return (b * sigma, b, sigma) if nu is None else (nu, nu / sigma, sigma)


def _rice(nu: Any, sigma: Any, b: TensorLike | None, sd: TensorLike | None) -> dict[str, Any]:
    nu, b, sigma = map(float_tensor, rice_parameters(nu, b, sigma if sd is None else sd))
    ratio = -(nu**2) / (2 * sigma**2)
    laguerre = exp(ratio / 2) * ((1 - ratio) * i0(-ratio / 2) - ratio * i1(-ratio / 2))
    return {
        "nu": nu,
        "sigma": sigma,
        "sd": sigma,
        "b": b,
        "mean": sigma * np.sqrt(np.pi / 2) * laguerre,
        "variance": 2 * sigma**2 + nu**2 - np.pi * sigma**2 / 2 * laguerre**2,
    }


def _rice_logp(value: TensorLike, sigma: Tensor, b: Tensor) -> Any:
    x = value / sigma
    return log(x) - (x - b) * (x - b) / 2 + log(i0e(x * b)) - log(sigma)


RICE = DistributionSpec(
    name="Rice",
    words=words(
        "the distribution of the length of a vector of two normal variables",
        values="x > 0",
        nu="length of the vector of their means, 0 or more",
        sigma="standard deviation of each variable; 1 if it is not given",
        b="nu / sigma, in place of nu",
    ),
    quantities=_rice,
    transform="log",
    parameters=(Parameter("nu", None), Parameter("sigma", None), Parameter("b", None), Parameter("sd", None)),
    support=lambda value, sigma, nu: (sigma >= 0, nu >= 0, value > 0),
    logp=_rice_logp,
    random=streams.rice,
    shown=("nu", "sigma"),
    methods={"get_nu_b": rice_parameters},
    reference=lambda stats, b, sigma: stats.rice(b, 0, sigma),
    golden=(golden(-0.3831421765950412, 1.0, nu=0.5, sigma=0.8),),
)
