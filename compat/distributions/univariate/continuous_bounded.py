"""Continuous distributions between bounds. Source of the behaviour: pymc3.distributions.continuous."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph.variable import Constant
from ...ops.elementwise.functions import cos, eq, erfcx, exp, expm1, gammaln, gt, le, log, log1p, lt, switch
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ...ops.tensor_variable import Tensor
from .. import streams
from ..formulas import (
    float_tensor,
    inside_or_minus_infinity,
    invlogit,
    logdiffexp,
    logit,
    precision_and_scale,
)
from ..normal_formulas import normal_lccdf, normal_lcdf
from ..spec import DistributionSpec, Parameter, Reference, golden, words
from ..special import log_i0
from .continuous_line import NORMAL, SCALES


def _truncated_normal(
    mu: TensorLike,
    sigma: TensorLike | None,
    tau: TensorLike,
    lower: TensorLike | None,
    upper: TensorLike | None,
    transform: Any,
    sd: TensorLike | None,
) -> dict[str, Any]:
    tau, sigma = precision_and_scale(tau, sigma if sd is None else sd)
    low, high = (None if x is None else float_tensor(x) for x in (lower, upper))
    known = {
        "_transform": transform,
        "_lower": lower,
        "_upper": upper,
        "sigma": sigma,
        "sd": sigma,
        "tau": tau,
        "mu": float_tensor(mu),
        "lower_check": low,
        "upper_check": high,
        "lower": as_tensor(-np.inf) if low is None else low,
        "upper": as_tensor(np.inf) if high is None else high,
    }
    if low is not None and high is not None:
        return {**known, "_defaultval": (low + high) / 2}
    if low is not None:
        return {**known, "_defaultval": low + 1.0}
    return {**known, "_defaultval": mu if high is None else high - 1.0}


_FAR = 5.0  # standard deviations
_ROOT_TWO, _LOG_ROOT_TWO_PI = 2.0**0.5, float(0.5 * np.log(2.0 * np.pi))


def _truncated_normal_logp(value: TensorLike, mu: TensorLike, sigma: Any, lower_check: Any, upper_check: Any) -> Any:
    """Return the log density: of bounds that are far on one side of the mean by `_far_tail`, else by PyMC3's formula.

    In the latter two terms of the size of the squared distance cancel, and both tails may be 0.
    """
    lower, upper = (None if _is_infinite(x) else x for x in (lower_check, upper_check))
    if lower is None and upper is None:
        return inside_or_minus_infinity(NORMAL.logp(value, mu, sigma**-2.0), [sigma > 0])
    above = False if lower is None else gt((lower - mu) / sigma, _FAR)
    below = False if upper is None else lt((upper - mu) / sigma, -_FAR)
    far, near_mu = above, mu  # where another formula is chosen, this one is computed at a harmless mean
    if lower is not None:
        near_mu = switch(above, lower, near_mu)
    if upper is not None:
        near_mu = switch(below, upper, near_mu)
        far = below if lower is None else above | below
    normal = inside_or_minus_infinity(NORMAL.logp(value, near_mu, sigma**-2.0), [sigma > 0])
    tail = _far_tail(value, mu, sigma, lower, upper, above, below)
    return switch(far, tail, normal - _log_mass(near_mu, sigma, lower, upper))


def _is_infinite(bound: Any) -> bool:
    """Return whether a bound is the constant infinity: then there is none."""
    return bound is not None and isinstance(bound, Constant) and bool(np.all(np.isinf(bound.data)))


def _far_tail(value: Any, mu: Any, sigma: Any, lower: Any, upper: Any, above: Any, below: Any) -> Any:
    """Return the log density between bounds of which the nearer is more than 5 standard deviations from the mean.

    The squares of distances from the mean are subtracted as products of a sum and a difference. above, below: on which
    side of the mean both bounds are; elsewhere the result is some finite number.
    """
    side = -1.0 if lower is None else 1.0 if upper is None else switch(below, -1.0, 1.0)
    first = upper if lower is None else lower if upper is None else switch(below, upper, lower)
    far = below if lower is None else above if upper is None else above | below
    z = switch(far, side * (first - mu) / sigma, _FAR)
    beyond = side * (value - first) / sigma
    mass = erfcx(z / _ROOT_TWO)
    if lower is not None and upper is not None:
        width = (upper - lower) / sigma
        mass = mass - exp(-width * (z + width / 2.0)) * erfcx((z + width) / _ROOT_TWO)
    return -beyond * (z + beyond / 2.0) - log(mass / 2.0) - log(sigma) - _LOG_ROOT_TWO_PI


def _log_mass(mu: Any, sigma: Any, lower: Any, upper: Any) -> Any:
    """Return the log probability of a normal distribution between the bounds.

    It is computed from the upper tail if both are positive.
    """
    if lower is None:
        return normal_lcdf(mu, sigma, upper)
    if upper is None:
        return normal_lccdf(mu, sigma, lower)
    positive = lower > 0
    scale = switch(positive, -sigma, sigma)  # of a negative scale normal_lcdf is normal_lccdf
    more, less = switch(positive, lower, upper), switch(positive, upper, lower)
    return logdiffexp(normal_lcdf(mu, scale, more), normal_lcdf(mu, scale, less))


TRUNCATED_NORMAL = DistributionSpec(
    name="TruncatedNormal",
    words=words(
        "the normal distribution between two ends",
        values="lower <= x <= upper",
        mu="mean of the whole normal distribution",
        sigma="standard deviation of the whole; 1 if neither it nor tau is given",
        lower="lower end; None for none",
        upper="upper end; None for none",
        transform='transform of a free variable; "auto": the one that the ends ask for',
    ),
    quantities=_truncated_normal,
    positive=("sigma",),
    default=("_defaultval",),
    parameters=(
        Parameter("mu", 0),
        Parameter("sigma", None),
        Parameter("tau", None),
        Parameter("lower", None),
        Parameter("upper", None),
        Parameter("transform", "auto"),
        Parameter("sd", None),
    ),
    support=lambda value, lower_check, upper_check: (
        *(() if lower_check is None else (value >= lower_check,)),
        *(() if upper_check is None else (value <= upper_check,)),
    ),
    logp=_truncated_normal_logp,
    random=streams.truncated_normal,
    shown=("mu", "sigma", "lower", "upper"),
    transform="between",
    ends=("_lower", "_upper"),
    reference=lambda stats, mu, sigma, lower, upper: stats.truncnorm(
        (lower - mu) / sigma, (upper - mu) / sigma, mu, sigma
    ),
    golden=(golden(-1.7710248659512855, 1.0, mu=0.5, sigma=2.5, lower=-3.0),),
)


def _triangular(lower: TensorLike, upper: TensorLike, c: TensorLike) -> dict[str, Any]:
    c = float_tensor(c)
    return {"c": c, "mean": c, "median": c, "lower": float_tensor(lower), "upper": float_tensor(upper)}


def _triangular_logp(value: TensorLike, c: Tensor, lower: Tensor, upper: Tensor) -> Any:
    """Return the log density, which rises up to c: everywhere if c is the upper end."""
    rises = log(2 * (value - lower)) - log(c - lower)  # not one log of a quotient, which has no slope where c is an end
    falls = log(2 * (upper - value)) - log(upper - c)
    return switch(switch(eq(c, upper), le(value, c), lt(value, c)), rises, falls) - log(upper - lower)


def _triangular_logcdf(value: TensorLike, c: Tensor, lower: Tensor, upper: Tensor) -> tuple[Any, ...]:
    rising = log((value - lower) ** 2 / ((upper - lower) * (c - lower)))
    falling = log1p(-((upper - value) ** 2) / ((upper - lower) * (upper - c)))
    return switch(
        le(value, lower), -np.inf, switch(le(value, c), rising, switch(lt(value, upper), falling, 0))
    ), lower <= upper


TRIANGULAR = DistributionSpec(
    name="Triangular",
    words=words(
        "the triangular distribution",
        values="lower <= x <= upper",
        mean="(lower + upper + c) / 3",
        c="mode, between the ends",
    ),
    parameters=(Parameter("lower", 0), Parameter("upper", 1), Parameter("c", 0.5)),
    quantities=_triangular,
    support=lambda value, lower, upper: (lower <= value, value <= upper),
    logp=_triangular_logp,
    logcdf=_triangular_logcdf,
    random=streams.triangular,
    shown=("lower", "upper", "c"),
    transform="between",
    ends=("lower", "upper"),
    reference=lambda stats, c, lower, upper: stats.triang((c - lower) / (upper - lower), lower, upper - lower),
    golden=(golden(-1.1394342831883646, 1.0, lower=-2.0, upper=3.0, c=0.5),),
)


def _kumaraswamy(a: Any, b: Any) -> dict[str, Any]:
    a, b = float_tensor(a), float_tensor(b)
    mean, square = (exp(log(b) + gammaln(1 + k / a) + gammaln(b) - gammaln(1 + k / a + b)) for k in (1, 2))
    return {"a": a, "b": b, "mean": mean, "variance": square - mean**2}


def _kumaraswamy_by_beta(stats: Any, a: Any, b: TensorLike) -> Reference:
    """Return the reference, the distribution of the a-th root of a beta variable."""
    powered = stats.beta(1, b)
    return Reference(
        lambda x: powered.logpdf(x**a) + np.log(a) + (a - 1) * np.log(x), lambda x: powered.cdf(x**a), (0, 1)
    )


KUMARASWAMY = DistributionSpec(
    name="Kumaraswamy",
    words=words(
        "the Kumaraswamy distribution",
        values="0 <= x <= 1",
        mean="b * B(1 + 1 / a, b), where B is the beta function",
        a="first shape, above 0",
        b="second shape, above 0",
    ),
    parameters=(Parameter("a"), Parameter("b")),
    quantities=_kumaraswamy,
    positive=("a", "b"),
    support=lambda value: (value >= 0, value <= 1),
    logp=lambda value, a, b: log(a) + log(b) + (a - 1) * log(value) + (b - 1) * log(-expm1(a * log(value))),
    deviates="uniform",
    random=lambda size, a, b: (1 - (1 - streams.uniforms(size)) ** (1 / b)) ** (1 / a),
    warned=("a", "b"),
    shown=("a", "b"),
    transform="logodds",
    reference=_kumaraswamy_by_beta,
    golden=(golden(0.5232481437645478, 0.5, a=2.0, b=3.0),),
)


def _logit_normal(mu: Any, sigma: Any, tau: TensorLike, sd: Any) -> dict[str, Any]:
    tau, sigma = precision_and_scale(tau, sigma if sd is None else sd)
    mu = float_tensor(mu)
    return {"mu": mu, "sigma": sigma, "sd": sigma, "tau": tau, "median": invlogit(mu)}


def _logit_of_normal(stats: Any, mu: TensorLike, sigma: TensorLike) -> Reference:
    def odds(x: Any) -> Any:
        return np.log(x) - np.log1p(-x)

    normal = stats.norm(mu, sigma)
    return Reference(lambda x: normal.logpdf(odds(x)) - np.log(x) - np.log1p(-x), lambda x: normal.cdf(odds(x)), (0, 1))


LOGIT_NORMAL = DistributionSpec(
    name="LogitNormal",
    words=words(
        "the distribution of values whose log odds are normal",
        values="0 < x < 1",
        mu="mean of the log odds",
        sigma="standard deviation of the log odds; 1 if neither it nor tau is given",
    ),
    parameters=(Parameter("mu", 0), *SCALES),
    quantities=_logit_normal,
    positive=("tau",),
    support=lambda value: (value > 0, value < 1),
    logp=lambda value, mu, tau: (
        -0.5 * tau * (logit(value) - mu) ** 2 + 0.5 * log(tau / (2.0 * np.pi)) - log(value * (1 - value))
    ),
    deviates="normal",
    random=streams.logit_normal,
    shown=("mu", "sigma"),
    transform="logodds",
    reference=_logit_of_normal,
    golden=(golden(0.5689287310376239, 0.5, mu=0.5, sigma=0.7),),
)


def _von_mises(mu: TensorLike, kappa: TensorLike) -> dict[str, Any]:
    mu = float_tensor(mu)
    return {"mu": mu, "mean": mu, "median": mu, "mode": mu, "kappa": float_tensor(kappa)}


def _von_mises_on_its_interval(stats: Any, mu: Any, kappa: TensorLike) -> Reference:
    """Return SciPy's distribution restricted to (mu - pi, mu + pi); its distribution function has no end."""
    whole = stats.vonmises(kappa)
    return Reference(
        lambda x: whole.logpdf(np.remainder(x - mu + np.pi, 2 * np.pi) - np.pi),
        lambda x: whole.cdf(x - mu) - whole.cdf(-np.pi - mu),
        (-np.pi, np.pi),
    )


VON_MISES = DistributionSpec(
    name="VonMises",
    words=words(
        "the von Mises distribution of angles in radians",
        values="-pi <= x <= pi",
        mean="mu",
        mu="mean direction",
        kappa="concentration, above 0",
    ),
    parameters=(Parameter("mu", 0.0), Parameter("kappa", None)),
    quantities=_von_mises,
    positive=("kappa",),
    support=lambda value: (value >= -np.pi, value <= np.pi),
    logp=lambda value, mu, kappa: kappa * cos(mu - value) - (log(2 * np.pi) + log_i0(kappa)),
    deviates="own",
    random=streams.von_mises,
    warned=("kappa",),
    shown=("mu", "kappa"),
    transform="circular",
    reference=_von_mises_on_its_interval,
    golden=(golden(-0.7017374346669831, 0.3, mu=0.5, kappa=2.0),),
)
