"""Zero-inflated counts, under their legacy module pymc3.distributions.discrete."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...distributions import streams
from ...distributions.description import described
from ...distributions.table import SPECS
from ...emulated_versions import older_than
from .discrete_classes import DISTRIBUTIONS
from .distribution import Discrete
from .drawing import draw_values, generate_samples
from .from_spec import FromSpec
from .shape_utils import broadcast_distribution_samples

__all__ = ["ZeroInflatedBinomial", "ZeroInflatedNegativeBinomial", "ZeroInflatedPoisson"]


class _LastBefore31(FromSpec):
    """One whose psi came last before PyMC3 3.1."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        count = len(self.compat_spec.parameters)
        if older_than("3.1") and args:
            names = [one.name for one in self.compat_spec.parameters]
            kwargs |= dict(zip([*names[1:], names[0]], args[:count], strict=False))
            args = args[count:]
        super().__init__(*args, **kwargs)


class ZeroInflatedPoisson(_LastBefore31, Discrete):  # noqa: D101 (its entry describes it)
    compat_spec = SPECS["ZeroInflatedPoisson"]
    __doc__ = described(compat_spec, class_draws=True)

    def _settle(self, kwargs: dict[str, Any], *rest: Any) -> None:
        super()._settle(kwargs, *rest)
        self.pois = DISTRIBUTIONS["Poisson"].dist(self.theta)

    def random(self, point: dict[str, Any] | None = None, size: int | tuple[int, ...] | None = None) -> np.ndarray:
        theta, psi = draw_values([self.theta, self.psi], point=point, size=size)
        found = generate_samples(lambda mu, size: streams.poisson(size, mu), theta, dist_shape=self.shape, size=size)
        return _thinned(found, psi, size)


class ZeroInflatedBinomial(FromSpec, Discrete):  # noqa: D101 (its entry describes it)
    compat_spec = SPECS["ZeroInflatedBinomial"]
    __doc__ = described(compat_spec, class_draws=True)

    def _settle(self, kwargs: dict[str, Any], *rest: Any) -> None:
        super()._settle(kwargs, *rest)
        self.bin = DISTRIBUTIONS["Binomial"].dist(self.n, self.p)

    def random(self, point: dict[str, Any] | None = None, size: int | tuple[int, ...] | None = None) -> np.ndarray:
        n, p, psi = draw_values([self.n, self.p, self.psi], point=point, size=size)
        found = generate_samples(
            lambda n, p, size: streams.binomial(size, n, p), n, p, dist_shape=self.shape, size=size
        )
        return _thinned(found, psi, size)


class ZeroInflatedNegativeBinomial(_LastBefore31, Discrete):  # noqa: D101 (its entry describes it)
    compat_spec = SPECS["ZeroInflatedNegativeBinomial"]
    __doc__ = described(compat_spec, class_draws=True)

    def _settle(self, kwargs: dict[str, Any], *rest: Any) -> None:
        super()._settle(kwargs, *rest)
        self.nb = DISTRIBUTIONS["NegativeBinomial"].dist(self.mu, self.alpha)

    def random(self, point: dict[str, Any] | None = None, size: int | tuple[int, ...] | None = None) -> np.ndarray:
        mu, alpha, psi = draw_values([self.mu, self.alpha, self.psi], point=point, size=size)
        rates = generate_samples(
            lambda mu, alpha, size: streams.gamma(size, alpha, mu / alpha),
            mu=mu,
            alpha=alpha,
            dist_shape=self.shape,
            size=size,
        )
        rates = np.where(rates == 0, np.finfo(float).eps, rates)
        rates, psi = broadcast_distribution_samples([rates, psi], size=size)
        return np.random.poisson(rates) * (np.random.random(rates.shape) < psi)


def _thinned(found: np.ndarray, psi: Any, size: Any) -> np.ndarray:
    """Return the counts, each set to 0 with probability 1 - psi."""
    found, psi = broadcast_distribution_samples([found, psi], size=size)
    return found * (np.random.random(found.shape) < psi)
