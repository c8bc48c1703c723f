"""Discrete distributions under their legacy module; their mathematics are rows of compat.distributions."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from compat.distributions import discrete as rows
from compat.distributions import discrete_counts as counts
from compat.distributions import discrete_zero_inflated as inflated
from compat.distributions import streams
from compat.pymc3_api.absence import absent_from
from compat.pymc3_api.distributions.categorical import Categorical, OrderedLogistic, OrderedProbit
from compat.pymc3_api.distributions.distribution import Discrete, FromRow
from compat.pymc3_api.distributions.drawing import draw_values, generate_samples
from compat.pymc3_api.distributions.shape_utils import broadcast_distribution_samples

__all__ = ["Bernoulli", "Poisson", "Binomial", "NegativeBinomial", "Geometric", "DiscreteUniform", "Constant",
           "ConstantDist", "BetaBinomial", "DiscreteWeibull", "HyperGeometric", "ZeroInflatedPoisson",
           "ZeroInflatedBinomial", "ZeroInflatedNegativeBinomial", "Categorical", "OrderedLogistic", "OrderedProbit"]


class Bernoulli(FromRow, Discrete):
    row = rows.BERNOULLI


class Poisson(FromRow, Discrete):
    row = rows.POISSON


class Binomial(FromRow, Discrete):
    row = rows.BINOMIAL


class DiscreteUniform(FromRow, Discrete):
    row = rows.DISCRETE_UNIFORM


class NegativeBinomial(FromRow, Discrete):
    row = rows.NEGATIVE_BINOMIAL

    def get_mu_alpha(self, mu: Any = None, alpha: Any = None, p: Any = None, n: Any = None) -> Any:
        """mu and alpha, from themselves or from p and n."""
        return rows.negative_binomial_parameters(mu, alpha, p, n)


class Geometric(FromRow, Discrete):
    row = rows.GEOMETRIC


class Constant(FromRow, Discrete):
    row = rows.CONSTANT

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        warnings.warn("Constant has been deprecated. We recommend using a Deterministic object instead.",
                      DeprecationWarning, stacklevel=3)
        super().__init__(*args, **kwargs)


ConstantDist = Constant


class BetaBinomial(FromRow, Discrete):
    row = counts.BETA_BINOMIAL


class DiscreteWeibull(FromRow, Discrete):
    row = counts.DISCRETE_WEIBULL


class HyperGeometric(FromRow, Discrete):
    row = counts.HYPER_GEOMETRIC


class ZeroInflatedPoisson(FromRow, Discrete):
    row = inflated.ZERO_INFLATED_POISSON

    def _settle(self, kwargs: dict[str, Any], *rest: Any) -> None:
        super()._settle(kwargs, *rest)
        self.pois = Poisson.dist(self.theta)

    def random(self, point: Any = None, size: Any = None) -> np.ndarray:
        theta, psi = draw_values([self.theta, self.psi], point=point, size=size)
        found = generate_samples(lambda mu, size: streams.poisson(size, mu), theta, dist_shape=self.shape, size=size)
        return _thinned(found, psi, size)


class ZeroInflatedBinomial(FromRow, Discrete):
    row = inflated.ZERO_INFLATED_BINOMIAL

    def _settle(self, kwargs: dict[str, Any], *rest: Any) -> None:
        super()._settle(kwargs, *rest)
        self.bin = Binomial.dist(self.n, self.p)

    def random(self, point: Any = None, size: Any = None) -> np.ndarray:
        n, p, psi = draw_values([self.n, self.p, self.psi], point=point, size=size)
        found = generate_samples(lambda n, p, size: streams.binomial(size, n, p), n, p, dist_shape=self.shape,
                                 size=size)
        return _thinned(found, psi, size)


class ZeroInflatedNegativeBinomial(FromRow, Discrete):
    row = inflated.ZERO_INFLATED_NEGATIVE_BINOMIAL

    def _settle(self, kwargs: dict[str, Any], *rest: Any) -> None:
        super()._settle(kwargs, *rest)
        self.nb = NegativeBinomial.dist(self.mu, self.alpha)

    def random(self, point: Any = None, size: Any = None) -> np.ndarray:
        mu, alpha, psi = draw_values([self.mu, self.alpha, self.psi], point=point, size=size)
        rates = generate_samples(lambda mu, alpha, size: streams.gamma(size, alpha, mu / alpha), mu=mu, alpha=alpha,
                                 dist_shape=self.shape, size=size)
        rates = np.where(rates == 0, np.finfo(float).eps, rates)
        rates, psi = broadcast_distribution_samples([rates, psi], size=size)
        return np.random.poisson(rates) * (np.random.random(rates.shape) < psi)


def _thinned(found: np.ndarray, psi: Any, size: Any) -> np.ndarray:
    """Counts, each set to 0 with chance 1 - psi."""
    found, psi = broadcast_distribution_samples([found, psi], size=size)
    return found * (np.random.random(found.shape) < psi)

__getattr__ = absent_from(__name__)
