"""Continuous distributions on the real line. Source of the behaviour: pymc3.distributions.continuous."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...ops.elementwise.functions import (
    abs_,
    arctan,
    betainc,
    eq,
    exp,
    gammaln,
    gt,
    le,
    log,
    log1p,
    lt,
    sqrt,
    switch,
)
from ...ops.shapes.creation import zeros_like
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ...ops.tensor_variable import Tensor
from .. import streams
from ..formulas import float_tensor, log1pexp, precision_and_scale
from ..normal_formulas import normal_lcdf
from ..spec import DistributionSpec, Parameter, golden, words

SCALES = (Parameter("sigma", None), Parameter("tau", None), Parameter("sd", None))


def _normal(mu: TensorLike, sigma: TensorLike | None, tau: Any, sd: TensorLike | None) -> dict[str, Any]:
    tau, sigma = precision_and_scale(tau, sigma if sd is None else sd)
    mu = float_tensor(mu)
    return {
        "mu": mu,
        "sigma": as_tensor(sigma),
        "sd": as_tensor(sigma),
        "tau": as_tensor(tau),
        "mean": mu,
        "median": mu,
        "mode": mu,
        "variance": 1.0 / tau,
    }


NORMAL = DistributionSpec(
    name="Normal",
    words=words(
        "the normal distribution",
        values="any real number",
        mean="mu",
    ),
    parameters=(Parameter("mu", 0), *SCALES),
    quantities=_normal,
    positive=("sigma",),
    logp=lambda value, mu, tau: (-tau * (value - mu) ** 2 + log(tau / np.pi / 2.0)) / 2.0,
    deviates="normal",
    located=True,
    random=lambda size, mu, tau: streams.normal(size, mu, tau**-0.5),
    logcdf=lambda value, mu, sigma: (normal_lcdf(mu, sigma, value), 0 < sigma),
    shown=("mu", "sigma"),
    reference=lambda stats, mu, sigma: stats.norm(mu, sigma),
    golden=(golden(-2.015229265078828, -1.0, mu=0.5, sigma=2.5),),
)


def _student_t(nu: Any, mu: TensorLike, lam: Any, sigma: TensorLike | None, sd: TensorLike | None) -> dict[str, Any]:
    lam, sigma = precision_and_scale(lam, sigma if sd is None else sd)
    nu, mu = float_tensor(nu), as_tensor(mu)
    return {
        "nu": nu,
        "mu": mu,
        "lam": lam,
        "sigma": sigma,
        "sd": sigma,
        "mean": mu,
        "median": mu,
        "mode": mu,
        "variance": switch((nu > 2) * 1, 1 / lam * (nu / (nu - 2)), np.inf),
    }


def _student_t_logcdf(value: TensorLike, nu: Tensor, mu: Tensor, lam: Tensor, sigma: Tensor) -> tuple[Any, ...]:
    t = (value - mu) / sigma
    root = sqrt(t**2 + nu)
    return log(betainc(nu / 2.0, nu / 2.0, (t + root) / (2.0 * root))), 0 < nu, 0 < sigma, 0 < lam


STUDENT_T = DistributionSpec(
    name="StudentT",
    words=words(
        "Student's t distribution",
        values="any real number",
        mean="mu, where nu > 1",
        nu="degrees of freedom, above 0",
        mu="location",
        lam="1 / sigma**2, in place of sigma",
        sigma="scale, above 0; 1 if neither it nor lam is given",
    ),
    quantities=_student_t,
    positive=("lam", "nu", "sigma"),
    parameters=(
        Parameter("nu"),
        Parameter("mu", 0),
        Parameter("lam", None),
        Parameter("sigma", None),
        Parameter("sd", None),
    ),
    logp=lambda value, nu, mu, lam: (
        gammaln((nu + 1.0) / 2.0)
        + 0.5 * log(lam / (nu * np.pi))
        - gammaln(nu / 2.0)
        - (nu + 1.0) / 2.0 * log1p(lam * (value - mu) ** 2 / nu)
    ),
    deviates="own",
    random=lambda size, nu, mu, lam: streams.student_t(size, nu, mu, lam**-0.5),
    logcdf=_student_t_logcdf,
    scalar_logcdf=True,
    warned=("nu",),
    shown=("nu", "mu", "lam"),
    reference=lambda stats, nu, mu, sigma: stats.t(nu, mu, sigma),
    golden=(golden(-1.5762529945270716, -1.0, nu=3),),
)


def _cauchy(alpha: TensorLike, beta: TensorLike) -> dict[str, Any]:
    alpha = float_tensor(alpha)
    return {"alpha": alpha, "median": alpha, "mode": alpha, "beta": float_tensor(beta)}


CAUCHY = DistributionSpec(
    name="Cauchy",
    words=words(
        "the Cauchy distribution",
        values="any real number",
        mean="none",
        alpha="location",
        beta="scale, above 0",
    ),
    parameters=(Parameter("alpha"), Parameter("beta")),
    quantities=_cauchy,
    positive=("beta",),
    logp=lambda value, alpha, beta: -log(np.pi) - log(beta) - log1p(((value - alpha) / beta) ** 2),
    logcdf=lambda value, alpha, beta: (log(0.5 + arctan((value - alpha) / beta) / np.pi), 0 < beta),
    deviates="uniform",
    random=streams.cauchy,
    warned=("beta",),
    shown=("alpha", "beta"),
    reference=lambda stats, alpha, beta: stats.cauchy(alpha, beta),
    golden=(golden(-2.5310242469692907, -1.0, alpha=1.0, beta=2.0),),
)


def _laplace(mu: Any, b: Any) -> dict[str, Any]:
    mu, b = float_tensor(mu), float_tensor(b)
    return {"b": b, "mu": mu, "mean": mu, "median": mu, "mode": mu, "variance": 2 * b**2}


def _laplace_logcdf(value: TensorLike, mu: Tensor, b: Tensor) -> tuple[Any, ...]:
    y = (value - mu) / b
    return switch(le(value, mu), log(0.5) + y, switch(gt(y, 1), log1p(-0.5 * exp(-y)), log(1 - 0.5 * exp(-y)))), 0 < b


LAPLACE = DistributionSpec(
    name="Laplace",
    words=words(
        "the Laplace distribution",
        values="any real number",
        mean="mu",
        mu="location",
        b="scale, above 0",
    ),
    parameters=(Parameter("mu"), Parameter("b")),
    quantities=_laplace,
    bounded=False,
    logp=lambda value, mu, b: -log(2 * b) - abs_(value - mu) / b,
    logcdf=_laplace_logcdf,
    deviates="own",
    random=lambda size, mu, b: np.random.laplace(mu, b, size),
    warned=("b",),
    shown=("mu", "b"),
    reference=lambda stats, mu, b: stats.laplace(mu, b),
    golden=(golden(-2.136294361119891, -1.0, mu=0.5, b=2.0),),
)

FLAT = DistributionSpec(
    name="Flat",
    words=words(
        "a log density of 0 everywhere, which is improper",
        values="any real number",
        mean="none",
    ),
    parameters=(),
    quantities=lambda: {"_default": 0},
    default=("_default",),
    bounded=False,
    logp=lambda value: zeros_like(value),
    random=None,
    logcdf=lambda value: (switch(eq(value, -np.inf), -np.inf, switch(eq(value, np.inf), 0, log(0.5))),),
    golden=(golden(0.0, -1.0),),
)


def _uniform(lower: Any, upper: Any) -> dict[str, Any]:
    lower, upper = float_tensor(lower), float_tensor(upper)
    mean = (upper + lower) / 2.0
    return {"lower": lower, "upper": upper, "mean": mean, "median": mean}


UNIFORM = DistributionSpec(
    name="Uniform",
    words=words(
        "the uniform distribution",
        values="lower <= x <= upper",
        mean="(lower + upper) / 2",
    ),
    parameters=(Parameter("lower", 0), Parameter("upper", 1)),
    quantities=_uniform,
    transform="between",
    ends=("lower", "upper"),
    support=lambda value, lower, upper: (value >= lower, value <= upper),
    logp=lambda value, lower, upper: -log(upper - lower),
    deviates="uniform",
    random=streams.uniform,
    shown=("lower", "upper"),
    logcdf=lambda value, lower, upper: (
        switch(
            lt(value, lower) | lt(upper, lower),
            -np.inf,
            switch(lt(value, upper), log(value - lower) - log(upper - lower), 0),
        ),
    ),
    reference=lambda stats, lower, upper: stats.uniform(lower, upper - lower),
    golden=(golden(-2.970414465569701, 1.0, lower=-2, upper=17.5),),
)


def _gumbel(mu: Any, beta: Any) -> dict[str, Any]:
    mu, beta = float_tensor(mu), float_tensor(beta)
    return {
        "mu": mu,
        "beta": beta,
        "mean": mu + beta * np.euler_gamma,
        "median": mu - beta * log(log(2)),
        "mode": mu,
        "variance": np.pi**2 / 6.0 * beta**2,
    }


GUMBEL = DistributionSpec(
    name="Gumbel",
    words=words(
        "the Gumbel distribution",
        values="any real number",
        mean="mu + euler_gamma * beta",
        mu="location",
        beta="scale, above 0",
    ),
    parameters=(Parameter("mu", 0), Parameter("beta", 1.0)),
    quantities=_gumbel,
    positive=("beta",),
    logp=lambda value, mu, beta: -(value - mu) / beta - exp(-(value - mu) / beta) - log(beta),
    logcdf=lambda value, mu, beta: (-exp(-(value - mu) / beta), 0 < beta),
    deviates="uniform",
    random=streams.gumbel,
    warned=("beta",),
    shown=("mu", "beta"),
    reference=lambda stats, mu, beta: stats.gumbel_r(mu, beta),
    golden=(golden(-9.193350648928956, 17.5, mu=0.5, beta=2.0),),
)


def _logistic(mu: Any, s: Any) -> dict[str, Any]:
    return {"mu": float_tensor(mu), "s": float_tensor(s), "mean": mu, "mode": mu, "variance": s**2 * np.pi**2 / 3.0}


LOGISTIC = DistributionSpec(
    name="Logistic",
    words=words(
        "the logistic distribution",
        values="any real number",
        mean="mu",
        mu="location",
        s="scale, above 0",
    ),
    parameters=(Parameter("mu", 0.0), Parameter("s", 1.0)),
    quantities=_logistic,
    positive=("s",),
    logp=lambda value, mu, s: -(value - mu) / s - log(s) - 2 * log1pexp(-(value - mu) / s),
    logcdf=lambda value, mu, s: (-log1pexp(-(value - mu) / s), 0 < s),
    deviates="own",
    random=streams.logistic,
    shown=("mu", "s"),
    reference=lambda stats, mu, s: stats.logistic(mu, s),
    golden=(golden(-9.193554075904204, 17.5, mu=0.5, s=2.0),),
)
