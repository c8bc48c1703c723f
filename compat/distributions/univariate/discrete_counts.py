"""Counts out of a number of trials, and waiting times. Source of the behaviour: pymc3.distributions.discrete."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...ops.elementwise.functions import cast, ceil, floor, gt, log, log1p, lt, pow, switch
from ...ops.shapes.creation import arange
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ...ops.tensor_variable import Tensor
from .. import streams
from ..formulas import (
    betaln,
    binomln,
    float_tensor,
    inside_or_minus_infinity,
    int_x,
    logsumexp,
    tround,
)
from ..spec import DistributionSpec, Parameter, Reference, golden, words


def _sum_up_to(value: Any, n: TensorLike, logp: Callable[..., Any], *parameters: Any) -> Any:
    """Return the log of the sum of exp(logp) over 0 ... value, for each element of the parameters; 0 from n on.

    Below 0 there is one term, that of `value`.
    """
    first = switch(lt(value, 0), value, 0)
    rows = [p.dimshuffle(*range(p.ndim), "x") if p.ndim else p for p in map(as_tensor, parameters)]
    terms = logp(arange(first, value + 1), *rows)
    total = logsumexp(terms, keepdims=False) if terms.ndim == 1 else logsumexp(terms, axis=-1)[..., 0]
    return switch(lt(value, n), total, 0)


def _beta_binomial(alpha: Any, beta: Any, n: TensorLike) -> dict[str, Any]:
    alpha, beta = float_tensor(alpha), float_tensor(beta)
    return {
        "alpha": alpha,
        "beta": beta,
        "n": as_tensor(int_x(n)),
        "mode": cast(tround(alpha / (alpha + beta)), "int8"),
    }  # as in PyMC3, without n


def _beta_binomial_logp(value: TensorLike, alpha: Tensor, beta: Tensor, n: Tensor) -> Any:
    return binomln(n, value) + betaln(value + alpha, n - value + beta) - betaln(alpha, beta)


def _beta_binomial_logcdf(value: Any, alpha: Any, beta: Any, n: Any) -> tuple[Any, ...]:
    def logp(k: Any, alpha: Any, beta: Any, n: Any) -> Any:
        return inside_or_minus_infinity(_beta_binomial_logp(k, alpha, beta, n), [k >= 0, k <= n, alpha > 0, beta > 0])

    return _sum_up_to(value, n, logp, alpha, beta, n), 0 <= value, 0 <= n, 0 < alpha, 0 < beta


BETA_BINOMIAL = DistributionSpec(
    name="BetaBinomial",
    words=words(
        "the beta-binomial distribution",
        values="0, 1, ..., n",
        mean="n * alpha / (alpha + beta)",
        alpha="first shape, above 0",
        beta="second shape, above 0",
        n="number of trials",
    ),
    parameters=(Parameter("alpha"), Parameter("beta"), Parameter("n")),
    quantities=_beta_binomial,
    discrete=True,
    positive=("alpha", "beta"),
    support=lambda value, n: (value >= 0, value <= n),
    logp=_beta_binomial_logp,
    logcdf=_beta_binomial_logcdf,
    scalar_logcdf=True,
    random=streams.beta_binomial,
    shown=("alpha", "beta", "n"),
    reference=lambda stats, alpha, beta, n: stats.betabinom(n, alpha, beta),
    golden=(golden(-1.9389410202829982, 3, alpha=2.0, beta=3.0, n=10),),
)


def _discrete_weibull(q: Any, beta: Any) -> dict[str, Any]:
    q, beta = float_tensor(q), float_tensor(beta)
    return {"q": q, "beta": beta, "median": cast(ceil(pow(log(1 - 0.5) / log(q), 1.0 / beta)) - 1, "int64")}


DISCRETE_WEIBULL = DistributionSpec(
    name="DiscreteWeibull",
    words=words(
        "the discrete Weibull distribution",
        values="0, 1, 2 and so on",
        q="probability of a value above 0",
        beta="shape, above 0",
    ),
    parameters=(Parameter("q"), Parameter("beta")),
    quantities=_discrete_weibull,
    discrete=True,
    default=("median",),
    support=lambda value, q, beta: (0 <= value, 0 < q, q < 1, 0 < beta),
    logp=lambda value, q, beta: log(pow(q, pow(value, beta)) - pow(q, pow(value + 1, beta))),
    logcdf=lambda value, q, beta: (log1p(-pow(q, pow(value + 1, beta))), 0 <= value, 0 < q, q < 1, 0 < beta),
    deviates="uniform",
    random=streams.discrete_weibull,
    shown=("q", "beta"),
    reference=lambda stats, q, beta: Reference(
        lambda x: np.log(q**x**beta - q ** (x + 1) ** beta), lambda x: 1 - q ** (np.floor(x) + 1) ** beta
    ),
    golden=(golden(-2.3582044273066116, 3, q=0.7, beta=0.9),),
)


def _hyper_geometric(N: Any, k: Any, n: Any) -> dict[str, Any]:
    return {"N": int_x(N), "k": int_x(k), "n": int_x(n), "mode": int_x(floor((n + 1) * (k + 1) / (N + 2)))}


def _hyper_geometric_logp(value: Any, N: Any, k: Any, n: Any) -> Any:
    bad = N - k
    return (
        betaln(k + 1, 1)
        + betaln(bad + 1, 1)
        + betaln(N - n + 1, n + 1)
        - betaln(value + 1, k - value + 1)
        - betaln(n - value + 1, bad - n + value + 1)
        - betaln(N + 1, 1)
    )


def _hyper_geometric_support(value: TensorLike, N: Any, k: Any, n: Any) -> tuple[Any, ...]:
    lower = switch(gt(n - N + k, 0), n - N + k, 0)
    return lower <= value, value <= switch(lt(k, n), k, n)


def _hyper_geometric_logcdf(value: Any, N: Any, k: Any, n: Any) -> tuple[Any, ...]:
    def logp(*point: Any) -> Any:
        return inside_or_minus_infinity(_hyper_geometric_logp(*point), _hyper_geometric_support(*point))

    return _sum_up_to(value, n, logp, N, k, n), 0 <= value, 0 < N, 0 <= k, 0 <= n, k <= N, n <= N


HYPER_GEOMETRIC = DistributionSpec(
    name="HyperGeometric",
    words=words(
        "the hypergeometric distribution",
        values="max(0, n - N + k), ..., min(k, n)",
        mean="n * k / N",
        N="size of the population",
        k="number of successes in the population",
        n="number of draws",
    ),
    parameters=(Parameter("N"), Parameter("k"), Parameter("n")),
    quantities=_hyper_geometric,
    discrete=True,
    support=_hyper_geometric_support,
    logp=_hyper_geometric_logp,
    logcdf=_hyper_geometric_logcdf,
    scalar_logcdf=True,
    random=streams.hypergeometric,
    shown=("N", "k", "n"),
    reference=lambda stats, N, k, n: stats.hypergeom(N, k, n),
    golden=(golden(-1.1236910175142611, 3, N=20, k=7, n=10),),
)
