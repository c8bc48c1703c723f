"""Zero-inflated counts: with probability 1 - psi the count is 0.

Source of the behaviour: pymc3.distributions.discrete. Their random draws are written with their classes, because the
counts are drawn in a shape of their own before psi.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph.variable import Variable
from ...ops.elementwise.functions import gt, log, log1p, switch
from ...ops.tensor_types import TensorLike
from ...ops.tensor_variable import Tensor
from ..formulas import float_tensor, inside_or_minus_infinity, logaddexp
from ..spec import DistributionSpec, Parameter, Reference, golden, words
from .discrete import BINOMIAL, NEGATIVE_BINOMIAL, POISSON


def _mixed(value: object, psi: Tensor, count: Tensor, zero: Tensor) -> Any:
    """Return the log density of zero-inflated counts.

    count: log density of the counts at value; zero: at 0, in closed form.
    """
    return switch(gt(value, 0), log(psi) + count, logaddexp(log1p(-psi), log(psi) + zero))


def _mixed_logcdf(value: Tensor, psi: Tensor, count: tuple[Any, ...]) -> tuple[Any, ...]:
    inside, *conditions = count
    return (
        logaddexp(log1p(-psi), log(psi) + inside_or_minus_infinity(inside, conditions)),
        0 <= value,
        0 <= psi,
        psi <= 1,
    )


def _poisson(psi: TensorLike, theta: TensorLike) -> dict[str, Any]:
    theta = float_tensor(theta)
    return {"theta": theta, "psi": float_tensor(psi), "mode": POISSON.quantities(theta)["mode"]}


def _with_zeros(psi: float, counts: Any) -> Reference:
    return Reference(
        lambda x: np.log(np.where(x == 0, 1 - psi, 0) + psi * counts.pmf(x)),
        lambda x: np.where(x < 0, 0, 1 - psi + psi * counts.cdf(x)),
    )


ZERO_INFLATED_POISSON = DistributionSpec(
    name="ZeroInflatedPoisson",
    words=words(
        "the Poisson distribution with more zeros",
        values="0, 1, 2 and so on",
        mean="psi * theta",
        psi="probability of a Poisson variable; else the value is 0",
        theta="mean of the Poisson variable, 0 or more",
    ),
    parameters=(Parameter("psi"), Parameter("theta")),
    quantities=_poisson,
    discrete=True,
    support=lambda value, psi, theta: (0 <= value, 0 <= psi, psi <= 1, 0 <= theta),
    logp=lambda value, psi, theta: _mixed(value, psi, POISSON.logp(value, theta), -theta),
    logcdf=lambda value, psi, theta: _mixed_logcdf(value, psi, _logcdf(POISSON, value, theta)),
    random=None,
    shown=("psi", "theta"),
    reference=lambda stats, psi, theta: _with_zeros(psi, stats.poisson(theta)),
    golden=(golden(-2.0689928714869517, 3, psi=0.7, theta=2.0),),
)


def _logcdf(spec: DistributionSpec, value: Variable, *parameters: Variable) -> tuple[Any, ...]:
    assert spec.logcdf is not None
    return spec.logcdf(value, *parameters)


def _binomial(psi: TensorLike, n: TensorLike, p: TensorLike) -> dict[str, Any]:
    counts = BINOMIAL.quantities(n, p)
    return {"n": counts["n"], "p": counts["p"], "psi": float_tensor(psi), "mode": counts["mode"]}


def _binomial_count(value: TensorLike, n: TensorLike, p: Variable) -> Any:
    assert BINOMIAL.support is not None
    return inside_or_minus_infinity(BINOMIAL.logp(value, n, p), BINOMIAL.support(value, n, p))


ZERO_INFLATED_BINOMIAL = DistributionSpec(
    name="ZeroInflatedBinomial",
    words=words(
        "the binomial distribution with more zeros",
        values="0, 1, ..., n",
        mean="psi * n * p",
        psi="probability of a binomial variable; else the value is 0",
        n="number of trials",
        p="probability of success",
    ),
    parameters=(Parameter("psi"), Parameter("n"), Parameter("p")),
    quantities=_binomial,
    discrete=True,
    support=lambda value, psi, n, p: (0 <= value, value <= n, 0 <= psi, psi <= 1, 0 <= p, p <= 1),
    logp=lambda value, psi, n, p: _mixed(value, psi, _binomial_count(value, n, p), n * log1p(-p)),
    logcdf=lambda value, psi, n, p: _mixed_logcdf(value, psi, _logcdf(BINOMIAL, value, n, p)),
    scalar_logcdf=True,
    random=None,
    shown=("psi", "n", "p"),
    reference=lambda stats, psi, n, p: _with_zeros(psi, stats.binom(n, p)),
    golden=(golden(-1.677825762249399, 3, psi=0.7, n=10, p=0.3),),
)


def _negative_binomial(psi: TensorLike, mu: TensorLike, alpha: TensorLike) -> dict[str, Any]:
    counts = NEGATIVE_BINOMIAL.quantities(mu, alpha, None, None)
    return {"mu": counts["mu"], "alpha": counts["alpha"], "psi": float_tensor(psi), "mode": counts["mode"]}


ZERO_INFLATED_NEGATIVE_BINOMIAL = DistributionSpec(
    name="ZeroInflatedNegativeBinomial",
    words=words(
        "the negative binomial distribution with more zeros",
        values="0, 1, 2 and so on",
        mean="psi * mu",
        psi="probability of a negative binomial variable; else the value is 0",
        mu="mean of that variable, above 0",
        alpha="dispersion of that variable, above 0",
    ),
    parameters=(Parameter("psi"), Parameter("mu"), Parameter("alpha")),
    quantities=_negative_binomial,
    discrete=True,
    support=lambda value, psi, mu, alpha: (0 <= value, 0 <= psi, psi <= 1, mu > 0, alpha > 0),
    logp=lambda value, psi, mu, alpha: _mixed(
        value, psi, NEGATIVE_BINOMIAL.logp(value, mu, alpha), alpha * (log(alpha) - log(alpha + mu))
    ),
    logcdf=lambda value, psi, mu, alpha: _mixed_logcdf(value, psi, _logcdf(NEGATIVE_BINOMIAL, value, mu, alpha)),
    scalar_logcdf=True,
    random=None,
    shown=("psi", "mu", "alpha"),
    reference=lambda stats, psi, mu, alpha: _with_zeros(psi, stats.nbinom(alpha, alpha / (mu + alpha))),
    golden=(golden(-2.5237097590761737, 3, psi=0.7, mu=2.0, alpha=1.5),),
)
