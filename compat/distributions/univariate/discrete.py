"""Discrete distributions. Source of the behaviour: pymc3.distributions.discrete."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...ops.elementwise.functions import (
    and_,
    betainc,
    cast,
    eq,
    floor,
    gammaincc,
    ge,
    gt,
    log,
    log1p,
    lt,
    maximum,
    minimum,
    sigmoid,
    switch,
)
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ...ops.tensor_variable import Tensor
from .. import streams
from ..formulas import (
    binomln,
    factln,
    float_tensor,
    float_x,
    inside_or_minus_infinity,
    int_x,
    log1mexp,
    log1pexp,
    logit,
    logpow,
    tround,
)
from ..spec import DistributionSpec, Parameter, golden, words


def _bernoulli(p: TensorLike | None, logit_p: TensorLike) -> dict[str, Any]:
    if (p is None) == (logit_p is None):
        raise ValueError("Specify one of p and logit_p")
    if p is not None:
        probability = float_tensor(p)
        logits = logit(probability)
    else:
        probability, logits = sigmoid(float_x(logit_p)), as_tensor(logit_p)
    return {"p": probability, "_logit_p": logits, "_is_logit": p is None, "mode": cast(tround(probability), "int8")}


def _bernoulli_logp(value: TensorLike, p: Tensor, _logit_p: Tensor, _is_logit: bool) -> Any:
    if _is_logit:
        return -log1pexp(-switch(value, _logit_p, -_logit_p))
    return switch(value, log(p), log(1 - p))


BERNOULLI = DistributionSpec(
    name="Bernoulli",
    words=words(
        "the Bernoulli distribution",
        values="0 and 1",
        mean="p",
        p="probability of 1",
        logit_p="log odds of 1, in place of p",
    ),
    parameters=(Parameter("p", None), Parameter("logit_p", None)),
    quantities=_bernoulli,
    discrete=True,
    logp=_bernoulli_logp,
    deviates="own",
    random=streams.bernoulli,
    shown=("p",),
    logcdf=lambda value, p: (switch(lt(value, 1), log1p(-p), 0), 0 <= value, 0 <= p, p <= 1),
    # with logit_p, PyMC3 gives every value but 0 the density of 1
    support=lambda value, p, _is_logit: () if _is_logit else (value >= 0, value <= 1, p >= 0, p <= 1),
    reference=lambda stats, p: stats.bernoulli(p),
    golden=(golden(-1.2039728043259361, 1, p=0.3),),
)


def _poisson(mu: TensorLike) -> dict[str, Any]:
    mu = float_tensor(mu)
    return {"mu": mu, "mode": int_x(floor(mu))}


def _poisson_logcdf(value: Any, mu: Any) -> tuple[Any, ...]:
    value = floor(value)
    rate, count = switch(lt(mu, 0), 0, mu), switch(lt(value, 0), 0, value)
    return log(gammaincc(count + 1, rate)), 0 <= value, 0 <= mu


POISSON = DistributionSpec(
    name="Poisson",
    words=words(
        "the Poisson distribution",
        values="0, 1, 2 and so on",
        mean="mu",
        mu="mean, 0 or more",
    ),
    parameters=(Parameter("mu"),),
    quantities=_poisson,
    discrete=True,
    bounded=False,
    # one condition selects both the value and its gradient
    logp=lambda value, mu: switch(
        and_(gt(mu, 0), ge(value, 0)),
        value * log(mu) - factln(value) - mu,
        switch(and_(eq(mu, 0), eq(value, 0)), 0, -np.inf),
    ),
    logcdf=_poisson_logcdf,
    deviates="own",
    random=streams.poisson,
    shown=("mu",),
    reference=lambda stats, mu: stats.poisson(mu),
    golden=(golden(-1.5334705637419508, 3, mu=3.5),),
)


def _binomial(n: Any, p: Any) -> dict[str, Any]:
    n, p = as_tensor(int_x(n)), float_tensor(p)
    return {"n": n, "p": p, "mode": cast(tround(n * p), "int64")}


def _binomial_logcdf(value: Any, n: Any, p: Any) -> tuple[Any, ...]:
    value = floor(value)
    return switch(lt(value, n), log(betainc(n - value, value + 1, 1 - p)), 0), 0 <= value, 0 < n, 0 <= p, p <= 1


BINOMIAL = DistributionSpec(
    name="Binomial",
    words=words(
        "the binomial distribution",
        values="0, 1, ..., n",
        mean="n * p",
        n="number of trials",
        p="probability of success",
    ),
    parameters=(Parameter("n"), Parameter("p")),
    quantities=_binomial,
    discrete=True,
    support=lambda value, n, p: (0 <= value, value <= n, 0 <= p, p <= 1),
    logp=lambda value, n, p: binomln(n, value) + logpow(p, value) + logpow(1 - p, n - value),
    logcdf=_binomial_logcdf,
    scalar_logcdf=True,
    deviates="own",
    random=streams.binomial,
    shown=("n", "p"),
    reference=lambda stats, n, p: stats.binom(n, p),
    golden=(golden(-1.3211508183106666, 3, n=10, p=0.3),),
)


def _discrete_uniform(lower: Any, upper: Any) -> dict[str, Any]:
    first, last = int_x(floor(lower)), int_x(floor(upper))
    return {"lower": first, "upper": last, "mode": maximum(int_x(floor((upper + lower) / 2.0)), first)}


DISCRETE_UNIFORM = DistributionSpec(
    name="DiscreteUniform",
    words=words(
        "the uniform distribution of whole numbers",
        values="lower, lower + 1, ..., upper",
        mean="(lower + upper) / 2",
        lower="smallest value",
        upper="largest value",
    ),
    parameters=(Parameter("lower"), Parameter("upper")),
    quantities=_discrete_uniform,
    discrete=True,
    support=lambda value, lower, upper: (lower <= value, value <= upper),
    logcdf=lambda value, lower, upper: (
        switch(lt(value, upper), log(minimum(floor(value), upper) - lower + 1) - log(upper - lower + 1), 0),
        lower <= value,
        lower <= upper,
    ),
    logp=lambda value, lower, upper: -log(upper - lower + 1),
    deviates="own",
    random=streams.integers,
    shown=("lower", "upper"),
    reference=lambda stats, lower, upper: stats.randint(lower, upper + 1),
    golden=(golden(-1.791759469228055, 2, lower=-1, upper=4),),
)


def _constant(c: TensorLike) -> dict[str, Any]:
    c = as_tensor(c)
    return {"c": c, "mean": c, "median": c, "mode": c}


CONSTANT = DistributionSpec(
    name="Constant",
    words=words(
        "always the same number",
        values="c",
        mean="c",
        c="that number",
    ),
    parameters=(Parameter("c"),),
    quantities=_constant,
    discrete=True,
    support=lambda value, c: (eq(value, c),),
    logp=lambda value: 0,
    deviates="own",
    random=lambda size, c: np.full(size, c, dtype=np.asarray(c).dtype),
    shown=("c",),
    reference=lambda stats, c: stats.randint(c, c + 1),
    examples=({"c": 3},),
    other_names=("ConstantDist",),
)


def negative_binomial_parameters(
    mu: Any = None, alpha: Any = None, p: Any = None, n: TensorLike | None = None
) -> tuple[Any, Any]:
    """Return mu and alpha, given as such or by p and n. ValueError for two of a kind or none."""
    if (alpha is None) == (n is None):
        raise ValueError(
            "Incompatible parametrization. "
            + ("Must specify either alpha or n." if n is None else "Can't specify both alpha and n.")
        )
    if (mu is None) == (p is None):
        raise ValueError(
            "Incompatible parametrization. "
            + ("Must specify either mu or p." if p is None else "Can't specify both mu and p.")
        )
    alpha = n if alpha is None else alpha
    return alpha * (1 - p) / p if mu is None else mu, alpha


def _negative_binomial(
    mu: TensorLike | None, alpha: TensorLike | None, p: TensorLike | None, n: TensorLike | None
) -> dict[str, Any]:
    mu, alpha = negative_binomial_parameters(mu, alpha, p, n)
    known: dict[str, Any] = {"_shown": ["mu" if p is None else "p", "alpha" if n is None else "n"]}
    known |= {} if n is None else {"n": as_tensor(int_x(n))}
    known |= {} if p is None else {"p": float_tensor(p)}
    mu = float_tensor(mu)
    return {**known, "mu": mu, "alpha": float_tensor(alpha), "mode": int_x(floor(mu))}


def _negative_binomial_logcdf(value: Any, mu: Tensor, alpha: Any) -> tuple[Any, ...]:
    p = alpha / (mu + alpha)
    return log(betainc(alpha, floor(value) + 1, p)), 0 <= value, 0 < alpha, 0 <= p, p <= 1


NEGATIVE_BINOMIAL = DistributionSpec(
    name="NegativeBinomial",
    words=words(
        "the negative binomial distribution",
        values="0, 1, 2 and so on",
        mean="mu",
        mu="mean, above 0",
        alpha="dispersion, above 0; the variance is mu + mu**2 / alpha",
        p="probability of success, in place of mu",
        n="number of successes, in place of alpha",
    ),
    quantities=_negative_binomial,
    discrete=True,
    bounded=False,
    parameters=tuple(Parameter(name, None) for name in ("mu", "alpha", "p", "n")),
    logp=lambda value, mu, alpha: switch(
        gt(alpha, 1e10),
        POISSON.logp(value, mu),
        inside_or_minus_infinity(
            binomln(value + alpha - 1, value) + logpow(mu / (mu + alpha), value) + logpow(alpha / (mu + alpha), alpha),
            (value >= 0, mu > 0, alpha > 0),
        ),
    ),
    logcdf=_negative_binomial_logcdf,
    scalar_logcdf=True,
    random=streams.negative_binomial,
    shown=("mu", "alpha"),
    methods={"get_mu_alpha": negative_binomial_parameters},
    reference=lambda stats, mu, alpha: stats.nbinom(alpha, alpha / (mu + alpha)),
    golden=(golden(-1.9928628334662406, 3, mu=3.5, alpha=2.0),),
)


def _geometric(p: TensorLike) -> dict[str, Any]:
    return {"p": float_tensor(p), "mode": 1}


GEOMETRIC = DistributionSpec(
    name="Geometric",
    words=words(
        "the geometric distribution",
        values="1, 2, 3 and so on",
        mean="1 / p",
        p="probability of success",
    ),
    parameters=(Parameter("p"),),
    quantities=_geometric,
    discrete=True,
    support=lambda value, p: (0 <= p, p <= 1, value >= 1),
    logp=lambda value, p: log(p) + logpow(1 - p, value - 1),
    logcdf=lambda value, p: (log1mexp(-log1p(-p) * value), 0 <= value, 0 <= p, p <= 1),
    deviates="own",
    random=lambda size, p: np.random.geometric(p, size),
    shown=("p",),
    reference=lambda stats, p: stats.geom(p),
    golden=(golden(-1.917322692203401, 3, p=0.3),),
)
