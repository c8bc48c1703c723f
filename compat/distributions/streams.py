"""Draws from NumPy's global stream, call by call as SciPy makes them under PyMC3: the same seed, the same numbers.

Each function takes `size` (a tuple of lengths) and parameters that broadcast to it. Most distributions of SciPy draw a
standard variate, then scale and shift it; this is done directly here, so that predictive sampling does not import
scipy.stats.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from .blockwise_array import BlockwiseArray

Size: TypeAlias = tuple[int, ...]
Numbers: TypeAlias = np.ndarray | float  # a parameter at one point, or at several


class NotAtOnce(Exception):
    """Raised if draws at several points cannot be made by one call."""


class PointsAndSize(tuple[int, ...]):
    """A size whose first axis runs over points, each with its own parameters.

    given: the standard deviates, if they were drawn together with those of other distributions.
    """

    given: Any = None


_normals: Callable[[Any], Any] = np.random.standard_normal


def take_normals_from(function: Callable[[Any], Any]) -> None:
    """Set the function that makes standard normal deviates; it must take the same numbers from NumPy's stream."""
    global _normals
    _normals = function


def standard_normals(size: Size) -> Any:
    """Return standard normal deviates, or those that `size` carries."""
    given = getattr(size, "given", None)
    return _normals(size) if given is None else given


def uniforms(size: Size) -> Any:
    """Return uniform deviates between 0 and 1, or those that `size` carries."""
    given = getattr(size, "given", None)
    return np.random.uniform(size=size) if given is None else given


def located(standard: Callable[[Any], Any], size: Size, loc: Numbers | BlockwiseArray, scale: Numbers) -> Any:
    """Return loc + scale * standard(size). ValueError for a negative scale; a scale of 0 draws nothing."""
    if not np.all(np.asarray(scale) >= 0):
        raise ValueError("Domain error in arguments: the scale is negative.")
    nothing = np.asarray(scale) == 0
    if isinstance(size, PointsAndSize) and np.any(nothing):
        raise NotAtOnce
    if np.all(nothing):
        return np.asarray(loc) * np.ones(size)
    drawn = standard(size)
    if isinstance(loc, BlockwiseArray):
        if (
            np.shape(drawn) == loc.shape == np.broadcast_shapes(loc.shape, np.shape(scale))
            and np.result_type(drawn, scale) == "float64"
        ):
            scales = np.broadcast_to(scale, loc.shape)
            for start, stop, rows in loc.parts():
                own = drawn[start:stop]
                own *= scales[start:stop]
                own += rows
            return drawn
        loc = np.asarray(loc)
    if (
        np.shape(drawn) != np.broadcast_shapes(np.shape(drawn), np.shape(scale), np.shape(loc))
        or not np.ndim(drawn)
        or np.result_type(drawn, scale, loc) != drawn.dtype
    ):
        return drawn * scale + loc
    drawn *= scale  # in place
    drawn += loc
    return drawn


def _check(condition: Numbers, what: str) -> None:
    if not np.all(condition):
        raise ValueError(f"Domain error in arguments: {what}.")


def normal(size: Size, loc: Numbers, scale: Numbers) -> Any:
    """Draw from the normal distribution with mean `loc` and standard deviation `scale`."""
    return located(standard_normals, size, loc, scale)


def half_normal(size: Size, scale: Numbers) -> Any:
    """Draw absolute values of normal numbers with mean 0 and standard deviation `scale`."""
    return located(lambda n: np.abs(standard_normals(n)), size, 0.0, scale)


def uniform(size: Size, lower: Numbers, upper: Numbers) -> Any:
    """Draw uniformly between `lower` and `upper`."""
    return located(uniforms, size, lower, upper - lower)


def student_t(size: Size, nu: Numbers, loc: Numbers, scale: Numbers) -> Any:
    """Draw from Student's t distribution with `nu` > 0 degrees of freedom, location `loc` and scale `scale`."""
    _check(np.asarray(nu) > 0, "nu must be positive")
    return located(lambda n: np.random.standard_t(nu, size=n), size, loc, scale)


def gamma(size: Size, alpha: Numbers, scale: Numbers) -> Any:
    """Draw from the gamma distribution with shape `alpha` > 0 and scale `scale`."""
    _check(np.asarray(alpha) > 0, "alpha must be positive")
    return located(lambda n: np.random.standard_gamma(alpha, n), size, 0.0, scale)


def inverse_gamma(size: Size, alpha: Numbers, scale: Numbers) -> Any:
    """Draw from the inverse gamma distribution with shape `alpha` > 0 and scale `scale`, from uniform numbers."""
    from scipy.special import gammainccinv

    _check(np.asarray(alpha) > 0, "alpha must be positive")
    return located(lambda n: 1.0 / gammainccinv(alpha, uniforms(n)), size, 0.0, scale)


def beta(size: Size, alpha: Numbers, beta: Numbers) -> Any:
    """Draw from the beta distribution; as in PyMC3, values stay one floating-point step away from 0 and 1."""
    _check((np.asarray(alpha) > 0) & (np.asarray(beta) > 0), "alpha and beta must be positive")
    draws = np.asarray(np.random.beta(alpha, beta, size))
    return np.maximum(np.minimum(draws, np.nextafter(1.0, 0.0)), np.nextafter(0.0, 1.0))


def cauchy(size: Size, alpha: Numbers, beta: Numbers) -> Any:
    """Draw from the Cauchy distribution with location `alpha` and scale `beta`, from uniform numbers."""
    u = uniforms(size)
    return alpha + beta * np.tan(np.pi * (u - 0.5))


def half_cauchy(size: Size, beta: Numbers) -> Any:
    """Draw from the half-Cauchy distribution with scale `beta`, from uniform numbers."""
    u = uniforms(size)
    return beta * np.abs(np.tan(np.pi * (u - 0.5)))


def bernoulli(size: Size, p: Numbers) -> Any:
    """Draw 1 with probability `p`, else 0; ValueError unless 0 <= p <= 1."""
    _check((np.asarray(p) >= 0) & (np.asarray(p) <= 1), "p must lie between 0 and 1")
    return np.random.binomial(1, p, size)


def binomial(size: Size, n: np.ndarray | int, p: Numbers) -> Any:
    """Draw the number of successes of `n` trials with probability `p`; ValueError outside n >= 0, 0 <= p <= 1."""
    _check((np.asarray(n) >= 0) & (np.asarray(p) >= 0) & (np.asarray(p) <= 1), "n >= 0 and 0 <= p <= 1 are needed")
    return np.random.binomial(n, p, size)


def poisson(size: Size, mu: Numbers) -> Any:
    """Draw from the Poisson distribution with mean `mu`; ValueError for a negative mean."""
    _check(np.asarray(mu) >= 0, "mu must not be negative")
    return np.random.poisson(mu, size)


def negative_binomial(size: Size, mu: Numbers, alpha: Numbers) -> Any:
    """Draw Poisson counts with rates from a gamma distribution; all rates are drawn first."""
    rates = np.asarray(gamma(size, alpha, mu / alpha))
    return np.random.poisson(np.where(rates == 0, np.finfo(float).eps, rates))


def gumbel(size: Size, mu: Numbers, beta: Numbers) -> Any:
    """Draw from the Gumbel distribution with location `mu` and scale `beta`, from uniform numbers."""
    return located(lambda n: -np.log(-np.log(uniforms(n))), size, mu, beta)


def logistic(size: Size, mu: Numbers, s: Numbers) -> Any:
    """Draw from the logistic distribution with location `mu` and scale `s`."""
    return located(lambda n: np.random.logistic(size=n), size, mu, s)


def weibull(size: Size, alpha: Numbers, beta: Numbers) -> Any:
    """Draw from the Weibull distribution with shape `alpha` and scale `beta`, from uniform numbers."""
    return beta * (-np.log(uniforms(size))) ** (1 / alpha)


def pareto(size: Size, alpha: Numbers, m: Numbers) -> Any:
    """Draw from the Pareto distribution with shape `alpha` and least value `m`, from uniform numbers."""
    return m * (1.0 - uniforms(size)) ** (-1.0 / alpha)


def integers(size: Size, lower: Numbers, upper: Numbers) -> Any:
    """Draw uniformly from lower ... upper, both included."""
    lower, high = np.asarray(lower), np.asarray(upper) + 1
    _check(high > lower, "upper must not be below lower")
    if lower.size == 1 and high.size == 1:
        drawn = np.random.randint(lower.item(), high.item(), size=size)
        return drawn.astype(int, copy=False) if isinstance(drawn, np.ndarray) else drawn  # of 32 bits on Windows
    # SciPy draws element by element if the bounds vary
    each = np.vectorize(np.random.randint, otypes=[np.dtype(int)])
    return each(np.broadcast_to(lower, size), np.broadcast_to(high, size))


def wald(size: Size, mu: Numbers, lam: Numbers, alpha: Numbers) -> Any:
    """Draw by the method of Michael, Schucany and Haas (1976), which chooses between two roots."""
    squared = np.random.normal(size=size) ** 2
    root = (
        mu + mu**2 * squared / (2.0 * lam) - mu / (2.0 * lam) * np.sqrt(4.0 * mu * lam * squared + (mu * squared) ** 2)
    )
    side = np.floor(np.random.uniform(size=size) - mu / (mu + root)) * 2 + 1
    return root ** (-side) * mu ** (side + 1) + alpha


def asymmetric_laplace(size: Size, b: Numbers, kappa: Numbers, mu: Numbers) -> Any:
    """Draw from the asymmetric Laplace distribution: scale 1 / `b`, asymmetry `kappa`, location `mu`."""
    u = uniforms(size)
    below = kappa**2 / (1 + kappa**2)
    with np.errstate(divide="ignore"):
        left = mu + kappa * np.log(u * (1 / below)) / b
        right = mu - np.log((1 - u) * (1 + kappa**2)) / (kappa * b)
    return left * (u <= below) + right * (u > below)


def ex_gaussian(size: Size, mu: Numbers, sigma: Numbers, nu: Numbers) -> Any:
    """Draw the sum of a normal number (`mu`, `sigma`) and an exponential one of mean `nu`."""
    return np.random.normal(mu, sigma, size=size) + np.random.exponential(scale=nu, size=size)


def skew_normal(size: Size, mu: Numbers, tau: Numbers, alpha: Numbers) -> Any:
    """Draw from the skew normal distribution: location `mu`, precision `tau`, skewness `alpha`; by SciPy."""
    from scipy.stats import skewnorm

    return skewnorm.rvs(a=alpha, loc=mu, scale=tau**-0.5, size=size)


def moyal(size: Size, mu: Numbers, sigma: Numbers) -> Any:
    """Draw from the Moyal distribution with location `mu` and scale `sigma`, by SciPy."""
    from scipy.stats import moyal

    return moyal.rvs(loc=mu, scale=sigma, size=size)


def rice(size: Size, nu: Numbers, sigma: Numbers) -> Any:
    """Draw from the Rice distribution with noncentrality `nu` and scale `sigma`, by SciPy."""
    from scipy.stats import rice

    return rice.rvs(b=nu / sigma, scale=sigma, size=size)


def von_mises(size: Size, mu: Numbers, kappa: Numbers) -> Any:
    """Draw without wrapping numbers to (-pi, pi), which SciPy has done only since PyMC3's time."""
    _check(np.asarray(kappa) > 0, "kappa must be positive")
    return np.random.vonmises(0.0, kappa, size=size) + mu


def triangular(size: Size, c: Numbers, lower: Numbers, upper: Numbers) -> Any:
    """Draw from the triangular distribution between `lower` and `upper` with the mode `c`, by SciPy."""
    from scipy.stats import triang

    return triang.rvs(c=(c - lower) / (upper - lower), loc=lower, scale=upper - lower, size=size)


def _uniforms_by_parameter(size: Size, given: tuple[int, ...]) -> Any:
    """Draw uniform numbers, those for one element of the parameters (of shape `given`) one after another."""
    size = () if size is None else tuple(np.atleast_1d(size))
    if int(np.prod(given)) == 1:
        return np.random.uniform(size=size)
    given = (1,) * (len(size) - len(given)) + tuple(given)
    own = [axis for axis, n in enumerate(given) if n > 1]
    shared = [axis for axis, n in enumerate(given) if n <= 1]
    drawn = np.random.uniform(size=[size[axis] for axis in (*own, *shared)])
    return np.moveaxis(drawn, range(len(size)), (*own, *shared))


def truncated_normal(size: Size, mu: Numbers, sigma: Numbers, lower: Numbers, upper: Numbers) -> Any:
    """Draw from the normal distribution (`mu`, `sigma`) between `lower` and `upper`, from uniform numbers.

    Raises ValueError unless lower < upper and sigma > 0.
    """
    from scipy.stats import truncnorm

    low, high = np.asarray((lower - mu) / sigma), np.asarray((upper - mu) / sigma)
    _check((low < high) & (np.asarray(sigma) > 0), "lower must be below upper, and sigma positive")
    drawn = _uniforms_by_parameter(size, np.broadcast_shapes(low.shape, high.shape))
    return truncnorm.ppf(drawn, low, high) * sigma + mu


def logit_normal(size: Size, mu: Numbers, sigma: Numbers) -> Any:
    """Draw the logistic function of normal numbers with mean `mu` and standard deviation `sigma`."""
    from scipy.special import expit

    return expit(normal(size, mu, sigma))


def beta_binomial(size: Size, alpha: Numbers, beta: Numbers, n: Numbers) -> Any:
    """Draw binomial counts with probabilities from a beta distribution; all probabilities are drawn first."""
    from scipy.stats import beta as beta_distribution

    chances = np.asarray(beta_distribution.rvs(a=alpha, b=beta, size=size or ())).flatten()
    while np.any(np.isnan(chances)):
        again = np.isnan(chances)
        chances[again] = beta_distribution.rvs(a=alpha, b=beta, size=np.sum(again))
    trials = np.atleast_1d(n).flatten()
    times, rest = divmod(chances.size, trials.size)
    if rest:
        raise TypeError(f"n has a bad size! Was cast to {trials.size}, must evenly divide {chances.size}")
    return np.reshape(binomial(chances.shape, np.tile(trials, times), chances), size or ())


def discrete_weibull(size: Size, q: Numbers, beta: Numbers) -> Any:
    """Draw from the discrete Weibull distribution with the parameters `q` and `beta`, from uniform numbers."""
    p = uniforms(size)
    return np.ceil(np.power(np.log(1 - p) / np.log(q), 1.0 / beta)) - 1


def hypergeometric(size: Size, N: Numbers, k: Numbers, n: Numbers) -> Any:
    """Draw the number of successes among `n` items taken from `N`, of which `k` are successes, by SciPy.

    Raises ValueError unless 0 <= k <= N and 0 <= n <= N.
    """
    from scipy.stats import hypergeom

    try:
        return hypergeom.rvs(M=N, n=k, N=n, size=size)
    except ValueError:
        raise ValueError("Domain error in arguments: 0 <= k <= N and 0 <= n <= N are needed.") from None
