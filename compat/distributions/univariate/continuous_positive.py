"""Continuous distributions on the positive numbers, and on the unit interval.

Source of the behaviour: pymc3.distributions.continuous.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...ops.elementwise.functions import (
    arctan,
    betainc,
    eq,
    erfc,
    exp,
    gammainc,
    gammaincc,
    gammaln,
    gt,
    le,
    log,
    log1p,
    lt,
    maximum,
    sqrt,
    switch,
)
from ...ops.shapes.creation import zeros_like
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ...ops.tensor_variable import Tensor
from .. import streams
from ..formulas import betaln, float_tensor, log1mexp, logpow, precision_and_scale
from ..normal_formulas import normal_lcdf
from ..spec import DistributionSpec, Parameter, Reference, golden, words
from .continuous_line import SCALES

SHAPE_AND_RATE = tuple(Parameter(name, None) for name in ("alpha", "beta", "mu", "sigma", "sd"))


def _half_normal(sigma: TensorLike | None, tau: Any, sd: TensorLike | None) -> dict[str, Any]:
    tau, sigma = precision_and_scale(tau, sigma if sd is None else sd)
    return {
        "sigma": sigma,
        "sd": sigma,
        "tau": tau,
        "mean": sqrt(2 / (np.pi * tau)),
        "variance": (1.0 - 2 / np.pi) / tau,
    }


HALF_NORMAL = DistributionSpec(
    name="HalfNormal",
    words=words(
        "the distribution of the absolute value of a normal variable with mean 0",
        values="x >= 0",
        mean="sigma * sqrt(2 / pi)",
        sigma="standard deviation of that variable, above 0; 1 if neither it nor tau is given",
    ),
    parameters=SCALES,
    quantities=_half_normal,
    transform="log",
    positive=("tau", "sigma"),
    support=lambda value: (value >= 0,),
    logp=lambda value, tau: -0.5 * tau * value**2 + 0.5 * log(tau * 2.0 / np.pi),
    deviates="normal",
    random=lambda size, sigma: streams.half_normal(size, sigma),
    logcdf=lambda value, sigma: (log1p(-erfc(value / sigma / sqrt(2.0))), 0 <= value, 0 < sigma),
    shown=("sigma",),
    reference=lambda stats, sigma: stats.halfnorm(0, sigma),
    golden=(golden(-1.3799591968683926, 1.0, sigma=3.0),),
)


def _half_cauchy(beta: TensorLike) -> dict[str, Any]:
    beta = float_tensor(beta)
    return {"mode": as_tensor(0), "median": beta, "beta": beta}


HALF_CAUCHY = DistributionSpec(
    name="HalfCauchy",
    words=words(
        "the distribution of the absolute value of a Cauchy variable",
        values="x >= 0",
        mean="none",
        beta="scale, above 0",
    ),
    parameters=(Parameter("beta"),),
    quantities=_half_cauchy,
    transform="log",
    positive=("beta",),
    support=lambda value: (value >= 0,),
    # log(2) is a float32, as in PyMC3: the constant 2 is an int8
    logp=lambda value, beta: log(2) - log(np.pi) - log(beta) - log1p((value / beta) ** 2),
    logcdf=lambda value, beta: (log(2 * arctan(value / beta) / np.pi), 0 <= value, 0 < beta),
    deviates="uniform",
    random=streams.half_cauchy,
    warned=("beta",),
    shown=("beta",),
    reference=lambda stats, beta: stats.halfcauchy(0, beta),
    golden=(golden(-2.100241328972182, 1.0, beta=5),),
)


def _exponential(lam: Any) -> dict[str, Any]:
    lam = float_tensor(lam)
    mean = 1.0 / lam
    return {"lam": lam, "mean": mean, "median": mean * log(2), "mode": zeros_like(lam), "variance": lam**-2}


EXPONENTIAL = DistributionSpec(
    name="Exponential",
    words=words(
        "the exponential distribution",
        values="x >= 0",
        mean="1 / lam",
        lam="rate, above 0",
    ),
    parameters=(Parameter("lam"),),
    quantities=_exponential,
    transform="log",
    positive=("lam",),
    support=lambda value: (value >= 0,),
    logp=lambda value, lam: log(lam) - lam * value,
    logcdf=lambda value, lam: (log1mexp(lam * float_tensor(value)), 0 <= float_tensor(value), 0 <= lam),
    deviates="own",
    random=lambda size, lam: np.random.exponential(1.0 / lam, size),
    warned=("lam",),
    shown=("lam",),
    reference=lambda stats, lam: stats.expon(0, 1 / lam),
    golden=(golden(-1.5039728043259362, 1.0, lam=0.3),),
)


def gamma_shape_and_rate(
    alpha: TensorLike | None = None, beta: TensorLike | None = None, mu: Any = None, sigma: Any = None
) -> tuple[Any, Any]:
    """Return alpha and beta, given as such or by mean and standard deviation. ValueError for neither."""
    if alpha is not None and beta is not None:
        return alpha, beta
    if mu is None or sigma is None:
        raise ValueError(
            "Incompatible parameterization. Either use alpha and beta, or mu and sigma to specify distribution."
        )
    return mu**2 / sigma**2, mu / sigma**2


def _gamma(alpha: Any, beta: Any, mu: Any, sigma: Any, sd: Any) -> dict[str, Any]:
    alpha, beta = map(float_tensor, gamma_shape_and_rate(alpha, beta, mu, sigma if sd is None else sd))
    return {
        "alpha": alpha,
        "beta": beta,
        "mean": alpha / beta,
        "mode": maximum((alpha - 1) / beta, 0),
        "variance": alpha / beta**2,
    }


def _incomplete(function: Any, x: Any, alpha: Any, beta: Any, value: Any) -> tuple[Any, ...]:
    """Return the log of an incomplete gamma function, which is never evaluated outside its domain."""
    return (
        log(function(_not_negative(alpha), x(_not_negative(beta), _not_negative(value)))),
        0 <= value,
        0 < alpha,
        0 < beta,
    )


def _not_negative(x: Tensor) -> Any:
    return switch(lt(x, 0), 0, x)


GAMMA = DistributionSpec(
    name="Gamma",
    words=words(
        "the gamma distribution",
        values="x >= 0",
        mean="alpha / beta",
        alpha="shape, above 0",
        beta="rate, above 0",
        mu="mean; mu and sigma stand in place of alpha and beta",
        sigma="standard deviation",
    ),
    parameters=SHAPE_AND_RATE,
    quantities=_gamma,
    transform="log",
    positive=("alpha", "beta"),
    support=lambda value: (value >= 0,),
    logp=lambda value, alpha, beta: -gammaln(alpha) + logpow(beta, alpha) - beta * value + logpow(value, alpha - 1),
    deviates="own",
    random=lambda size, alpha, beta: streams.gamma(size, alpha, 1.0 / beta),
    logcdf=lambda value, alpha, beta: _incomplete(gammainc, lambda b, v: b * v, alpha, beta, value),
    warned=("alpha", "beta"),
    shown=("alpha", "beta"),
    methods={"get_alpha_beta": gamma_shape_and_rate},
    reference=lambda stats, alpha, beta: stats.gamma(alpha, 0, 1 / beta),
    golden=(golden(-1.8862943611198906, 1.0, alpha=2.0, beta=0.5),),
)


def inverse_gamma_shape_and_scale(
    alpha: TensorLike | None = None, beta: TensorLike | None = None, mu: Any = None, sigma: Any = None
) -> tuple[Any, Any]:
    """Return alpha and beta (default 1), or both from mean and standard deviation. ValueError for neither."""
    if alpha is not None:
        return alpha, 1 if beta is None else beta
    if mu is None or sigma is None:
        raise ValueError(
            "Incompatible parameterization. Either use alpha and (optionally) beta, or mu and sigma to "
            "specify distribution."
        )
    return (2 * sigma**2 + mu**2) / sigma**2, mu * (mu**2 + sigma**2) / sigma**2


def _inverse_gamma(
    alpha: Any, beta: Any, mu: TensorLike | None, sigma: TensorLike | None, sd: TensorLike | None
) -> dict[str, Any]:
    alpha, beta = map(float_tensor, inverse_gamma_shape_and_scale(alpha, beta, mu, sigma if sd is None else sd))
    return {
        "alpha": alpha,
        "beta": beta,
        "mode": beta / (alpha + 1.0),
        "mean": (alpha > 1) * beta / (alpha - 1.0),
        "variance": switch(gt(alpha, 2), beta**2 / ((alpha - 2) * (alpha - 1.0) ** 2), np.inf),
    }


INVERSE_GAMMA = DistributionSpec(
    name="InverseGamma",
    words=words(
        "the inverse gamma distribution",
        values="x > 0",
        mean="beta / (alpha - 1), where alpha > 1",
        alpha="shape, above 0",
        beta="scale, above 0; 1 if it is not given",
        mu="mean; mu and sigma stand in place of alpha and beta",
        sigma="standard deviation",
    ),
    parameters=SHAPE_AND_RATE,
    quantities=_inverse_gamma,
    transform="log",
    positive=("alpha", "beta"),
    support=lambda value: (value > 0,),
    default=("mode",),
    logp=lambda value, alpha, beta: logpow(beta, alpha) - gammaln(alpha) - beta / value + logpow(value, -alpha - 1),
    deviates="uniform",
    random=lambda size, alpha, beta: streams.inverse_gamma(size, alpha, beta),
    logcdf=lambda value, alpha, beta: _incomplete(gammaincc, lambda b, v: b / v, alpha, beta, value),
    warned=("alpha", "beta"),
    shown=("alpha", "beta"),
    methods={"_get_alpha_beta": inverse_gamma_shape_and_scale},
    reference=lambda stats, alpha, beta: stats.invgamma(alpha, 0, beta),
    golden=(golden(-0.6137056388801096, 1.0, alpha=3.0, beta=2.0),),
)


def _lognormal(mu: Any, sigma: TensorLike | None, tau: Any, sd: TensorLike | None) -> dict[str, Any]:
    tau, sigma = precision_and_scale(tau, sigma if sd is None else sd)
    mu = float_tensor(mu)
    return {
        "mu": mu,
        "tau": tau,
        "sigma": sigma,
        "sd": sigma,
        "mean": exp(mu + 1.0 / (2 * tau)),
        "median": exp(mu),
        "mode": exp(mu - 1.0 / tau),
        "variance": (exp(1.0 / tau) - 1) * exp(2 * mu + 1.0 / tau),
    }


LOGNORMAL = DistributionSpec(
    name="LogNormal",
    words=words(
        "the distribution of values whose logarithm is normal",
        values="x > 0",
        mean="exp(mu + sigma**2 / 2)",
        mu="mean of the logarithm",
        sigma="standard deviation of the logarithm; 1 if neither it nor tau is given",
    ),
    parameters=(Parameter("mu", 0), *SCALES),
    quantities=_lognormal,
    transform="log",
    positive=("tau",),
    logp=lambda value, mu, tau: -0.5 * tau * (log(value) - mu) ** 2 + 0.5 * log(tau / (2.0 * np.pi)) - log(value),
    deviates="normal",
    random=lambda size, mu, tau: np.exp(mu + tau**-0.5 * streams.standard_normals(size)),
    logcdf=lambda value, mu, sigma, tau: (normal_lcdf(mu, sigma, log(value)), 0 < value, 0 < tau),
    shown=("mu", "tau"),
    other_names=("Lognormal",),
    reference=lambda stats, mu, sigma: stats.lognorm(sigma, 0, np.exp(mu)),
    golden=(golden(-0.8173656300822667, 1.0, mu=0.5, sigma=0.7),),
)


def _half_student_t(nu: TensorLike, sigma: TensorLike | None, lam: TensorLike, sd: TensorLike | None) -> dict[str, Any]:
    lam, sigma = precision_and_scale(lam, sigma if sd is None else sd)
    return {"mode": as_tensor(0), "median": sigma, "sigma": sigma, "sd": sigma, "lam": lam, "nu": float_tensor(nu)}


def _folded(whole: Any) -> Reference:
    """Return the reference of the absolute value of a distribution that is symmetric about 0."""
    return Reference(lambda x: np.log(2) + whole.logpdf(x), lambda x: np.where(x < 0, 0, 2 * whole.cdf(x) - 1))


HALF_STUDENT_T = DistributionSpec(
    name="HalfStudentT",
    words=words(
        "the distribution of the absolute value of a Student's t variable",
        values="x >= 0",
        mean="2 * sigma * sqrt(nu / pi) * gamma((nu + 1) / 2) / (gamma(nu / 2) * (nu - 1)), where nu > 1",
        nu="degrees of freedom, above 0",
        lam="1 / sigma**2, in place of sigma",
        sigma="scale, above 0; 1 if neither it nor lam is given",
    ),
    quantities=_half_student_t,
    transform="log",
    positive=("sigma", "lam", "nu"),
    parameters=(Parameter("nu", 1), Parameter("sigma", None), Parameter("lam", None), Parameter("sd", None)),
    support=lambda value: (value >= 0,),
    logp=lambda value, nu, sigma: (
        log(2)
        + gammaln((nu + 1.0) / 2.0)
        - gammaln(nu / 2.0)
        - 0.5 * log(nu * np.pi * sigma**2)
        - (nu + 1.0) / 2.0 * log1p(value**2 / (nu * sigma**2))
    ),
    deviates="own",
    random=lambda size, nu, sigma: np.abs(streams.student_t(size, nu, 0, sigma)),
    warned=("nu",),
    shown=("nu", "lam"),
    reference=lambda stats, nu, sigma: _folded(stats.t(nu, 0, sigma)),
    golden=(golden(-1.160974263065928, 1.0, nu=3, sigma=2.0),),
)

HALF_FLAT = DistributionSpec(
    name="HalfFlat",
    words=words(
        "a log density of 0 on the positive numbers, which is improper",
        values="x > 0",
        mean="none",
    ),
    parameters=(),
    quantities=lambda: {"_default": 1},
    default=("_default",),
    transform="log",
    support=lambda value: (value > 0,),
    logp=lambda value: zeros_like(value),
    random=None,
    logcdf=lambda value: (switch(lt(value, np.inf), -np.inf, switch(eq(value, np.inf), 0, -np.inf)),),
    golden=(golden(0.0, 1.0),),
)


def beta_shapes(
    alpha: TensorLike | None = None, beta: TensorLike | None = None, mu: Any = None, sigma: Any = None
) -> tuple[Any, Any]:
    """Return alpha and beta, given as such or by mean and standard deviation. ValueError for neither."""
    if alpha is not None and beta is not None:
        return alpha, beta
    if mu is None or sigma is None:
        raise ValueError(
            "Incompatible parameterization. Either use alpha and beta, or mu and sigma to specify distribution."
        )
    kappa = mu * (1 - mu) / sigma**2 - 1
    return mu * kappa, (1 - mu) * kappa


def _beta(
    alpha: Any, beta: Any, mu: TensorLike | None, sigma: TensorLike | None, sd: TensorLike | None
) -> dict[str, Any]:
    alpha, beta = map(float_tensor, beta_shapes(alpha, beta, mu, sigma if sd is None else sd))
    return {
        "alpha": alpha,
        "beta": beta,
        "mean": alpha / (alpha + beta),
        "variance": alpha * beta / ((alpha + beta) ** 2 * (alpha + beta + 1)),
    }


BETA = DistributionSpec(
    name="Beta",
    words=words(
        "the beta distribution",
        values="0 <= x <= 1",
        mean="alpha / (alpha + beta)",
        alpha="first shape, above 0",
        beta="second shape, above 0",
        mu="mean; mu and sigma stand in place of alpha and beta",
        sigma="standard deviation",
    ),
    parameters=SHAPE_AND_RATE,
    quantities=_beta,
    transform="logodds",
    positive=("alpha", "beta"),
    support=lambda value: (value >= 0, value <= 1),
    logp=lambda value, alpha, beta: (
        switch(eq(alpha, 1), 0, (alpha - 1) * log(value))
        + switch(eq(beta, 1), 0, (beta - 1) * log1p(-value))
        - betaln(alpha, beta)
    ),
    deviates="own",
    random=streams.beta,
    warned=("alpha", "beta"),
    shown=("alpha", "beta"),
    scalar_logcdf=True,
    logcdf=lambda value, alpha, beta: (
        switch(lt(value, 1), log(betainc(alpha, beta, value)), 0),
        0 <= value,
        0 < alpha,
        0 < beta,
    ),
    methods={"get_alpha_beta": beta_shapes},
    reference=lambda stats, alpha, beta: stats.beta(alpha, beta),
    golden=(golden(0.4054651081081644, 0.5, alpha=2.0, beta=3.0),),
)


def _chi_squared(nu: Any) -> dict[str, Any]:
    nu = float_tensor(nu)
    return {"nu": nu, **_gamma(nu / 2.0, 0.5, None, None, None)}


CHI_SQUARED = DistributionSpec(
    name="ChiSquared",
    words=words(
        "the chi-squared distribution",
        values="x >= 0",
        mean="nu",
        nu="degrees of freedom, above 0",
    ),
    parameters=(Parameter("nu"),),
    quantities=_chi_squared,
    transform="log",
    positive=("alpha", "beta"),
    support=GAMMA.support,
    logp=GAMMA.logp,
    deviates=GAMMA.deviates,
    random=GAMMA.random,
    shown=("alpha", "beta"),
    logcdf=GAMMA.logcdf,
    parent="Gamma",
    reference=lambda stats, nu: stats.chi2(nu),
    golden=(golden(-1.4189385332046727, 1.0, nu=3),),
)


def _weibull(alpha: Any, beta: Any) -> dict[str, Any]:
    alpha, beta = float_tensor(alpha), float_tensor(beta)
    mean = beta * exp(gammaln(1 + 1.0 / alpha))
    return {
        "alpha": alpha,
        "beta": beta,
        "mean": mean,
        "median": beta * exp(gammaln(log(2))) ** (1.0 / alpha),  # PyMC3's formula, which is not the median
        "variance": beta**2 * exp(gammaln(1 + 2.0 / alpha)) - mean**2,
        "mode": switch(alpha >= 1, beta * ((alpha - 1) / alpha) ** (1 / alpha), 0),
    }


def _weibull_logp(value: TensorLike, alpha: Tensor, beta: Tensor) -> Any:
    """Return the log density by the log of value / beta; the power is an exponential of it, with a slope at 0."""
    log_ratio = log(value) - log(beta)
    return log(alpha) - log(beta) + (alpha - 1) * log_ratio - exp(alpha * log_ratio)


WEIBULL = DistributionSpec(
    name="Weibull",
    words=words(
        "the Weibull distribution",
        values="x >= 0",
        mean="beta * gamma(1 + 1 / alpha)",
        alpha="shape, above 0",
        beta="scale, above 0",
    ),
    parameters=(Parameter("alpha"), Parameter("beta")),
    quantities=_weibull,
    transform="log",
    positive=("alpha", "beta"),
    support=lambda value: (value >= 0,),
    logp=_weibull_logp,
    logcdf=lambda value, alpha, beta: (log1mexp((value / beta) ** alpha), 0 <= value, 0 < alpha, 0 < beta),
    deviates="uniform",
    random=streams.weibull,
    warned=("alpha", "beta"),
    shown=("alpha", "beta"),
    reference=lambda stats, alpha, beta: stats.weibull_min(alpha, 0, beta),
    golden=(golden(-0.562227480100828, 1.0, alpha=2.0, beta=1.5),),
)


def _pareto(alpha: Any, m: Any) -> dict[str, Any]:
    alpha, m = float_tensor(alpha), float_tensor(m)
    return {
        "alpha": alpha,
        "m": m,
        "mean": switch(gt(alpha, 1), alpha * m / (alpha - 1.0), np.inf),
        "median": m * 2.0 ** (1.0 / alpha),
        "variance": switch(gt(alpha, 2), alpha * m**2 / ((alpha - 2.0) * (alpha - 1.0) ** 2), np.inf),
    }


def _pareto_logcdf(value: TensorLike, alpha: Tensor, m: Tensor) -> tuple[Any, ...]:
    beyond = (m / value) ** alpha
    return switch(le(beyond, 1e-05), log1p(-beyond), log(1 - beyond)), m <= value, 0 < alpha, 0 < m


PARETO = DistributionSpec(
    name="Pareto",
    words=words(
        "the Pareto distribution",
        values="x >= m",
        mean="alpha * m / (alpha - 1), where alpha > 1",
        alpha="shape, above 0",
        m="smallest value, above 0",
    ),
    parameters=(Parameter("alpha"), Parameter("m")),
    quantities=_pareto,
    transform="above",
    ends=("m",),
    positive=("alpha", "m"),
    support=lambda value, m: (value >= m,),
    logp=lambda value, alpha, m: log(alpha) + logpow(m, alpha) - logpow(value, alpha + 1),
    logcdf=_pareto_logcdf,
    deviates="uniform",
    random=streams.pareto,
    warned=("alpha", "m"),
    shown=("alpha", "m"),
    reference=lambda stats, alpha, m: stats.pareto(alpha, 0, m),
    golden=(golden(-12.4296327767296, 17.5, alpha=3.0, m=0.5),),
)
