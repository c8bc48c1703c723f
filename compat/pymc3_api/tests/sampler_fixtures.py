"""Base classes for tests of step methods: a model with a known posterior, and a sampler.

A test is `class TestX(NutsFixture, NormalFixture)` with `n_samples`, `tune`, `burn`, `chains`, `rtol` and `atol`, and
perhaps `min_n_eff` and `step_args`. Source of the names: pymc3.tests.sampler_fixtures.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np

from ... import pymc3_api as pm
from ...importing.module_getattr import absent_from
from ...ops.elementwise.functions import log, sqrt
from ...ops.linear_algebra.blas import dot
from ...ops.shapes.diagonals import diag
from .helpers import SeededTest


class _Later:
    """A class attribute that is made when first read: SciPy is slow to import."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        self.make = make

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        import scipy.stats

        return self.make(scipy.stats)


class _OfPosterior:
    """The attributes that a test class has after sampling."""

    samples: ClassVar[dict[str, np.ndarray]]
    rtol: float
    atol: float


class KnownMean(_OfPosterior):
    """Checks that posterior means are `means`."""

    means: Any

    def test_mean(self) -> None:
        for name, mean in self.means.items():
            np.testing.assert_allclose(self.samples[name].mean(0), mean, self.rtol, self.atol)


class KnownVariance(_OfPosterior):
    """Checks that posterior variances are `variances`."""

    variances: Any

    def test_var(self) -> None:
        for name, variance in self.variances.items():
            np.testing.assert_allclose(self.samples[name].var(0), variance, self.rtol, self.atol)


class KnownCDF(_OfPosterior):
    """Checks that every `ks_thin`-th draw follows `cdfs`, by a Kolmogorov-Smirnov test."""

    ks_thin = 5
    alpha = 0.001
    cdfs: Any

    def test_kstest(self) -> None:
        from scipy import stats

        for name, cdf in self.cdfs.items():
            draws = self.samples[name][:: self.ks_thin]
            if draws.ndim > 2:
                raise NotImplementedError(f"{name}: draws of matrices")
            columns = [(draws, cdf)] if draws.ndim == 1 else zip(draws.T, cdf, strict=False)
            p = [stats.kstest(column, of)[1] for column, of in columns]
            with np.errstate(divide="ignore"):  # the logarithm of a p of 0
                assert (p[0] if draws.ndim == 1 else stats.combine_pvalues(p)[1]) > self.alpha


class UniformFixture(KnownMean, KnownVariance, KnownCDF):
    """A uniform variable."""

    means, variances = {"a": 0}, {"a": 1 / 3}
    cdfs = _Later(lambda stats: {"a": stats.uniform(-1, 2).cdf})

    @classmethod
    def make_model(cls) -> Any:
        with pm.Model() as model:
            pm.Uniform("a", lower=-1, upper=1)
        return model


class NormalFixture(KnownMean, KnownVariance, KnownCDF):
    """Ten normals."""

    means, variances = {"a": np.full(10, 2.0)}, {"a": np.full(10, 3.0)}
    cdfs = _Later(lambda stats: {"a": [stats.norm(2, np.sqrt(3)).cdf] * 10})

    @classmethod
    def make_model(cls) -> Any:
        with pm.Model() as model:
            pm.Normal("a", mu=2, sigma=np.sqrt(3), shape=10)
        return model


class BetaBinomialFixture(KnownCDF):
    """Three probabilities, each with a binomial observation."""

    cdfs = _Later(lambda stats: {"p": [stats.beta(a, b).cdf for a, b in ((1.5, 3.5), (2.5, 10.5), (10, 1))]})

    @classmethod
    def make_model(cls) -> Any:
        with pm.Model() as model:
            p = pm.Beta("p", [0.5, 0.5, 1.0], [0.5, 0.5, 1.0], shape=3)
            pm.Binomial("y", p=p, n=[4, 12, 9], observed=[1, 2, 9])
        return model


class StudentTFixture(KnownMean, KnownCDF):
    """A heavy-tailed variable."""

    means, ks_thin = {"a": 0}, 10
    cdfs = _Later(lambda stats: {"a": stats.t(df=4).cdf})

    @classmethod
    def make_model(cls) -> Any:
        with pm.Model() as model:
            pm.StudentT("a", nu=4, mu=0, sigma=1)
        return model


class LKJCholeskyCovFixture(KnownCDF):
    """A covariance: logarithms of the scales, and correlations mapped to the unit interval, where they are Beta."""

    cdfs = _Later(
        lambda stats: {
            "log_stds": [stats.norm(k, k / 10).cdf for k in range(1, 6)],
            "corr_entries_unit": [stats.beta(4.5, 4.5).cdf] * 10,
        }
    )

    @classmethod
    def make_model(cls) -> Any:
        n, centres = 5, np.arange(1, 6)
        with pm.Model() as model:
            scales = pm.Lognormal.dist(mu=centres, sigma=centres / 10, shape=n)
            packed = pm.LKJCholeskyCov("chol_packed", eta=3, n=n, sd_dist=scales)
            root = pm.expand_packed_triangular(n, packed, lower=True)
            cov = dot(root, root.T)
            sd = sqrt(diag(cov))
            pm.Deterministic("log_stds", log(sd))
            below = (cov / sd[None, :] / sd[:, None])[np.tril_indices(n, -1)]
            pm.Deterministic("corr_entries_unit", (below + 1) / 2)
        return model


class BaseSampler(SeededTest):
    """Samples once for all tests of the class."""

    make_model: Callable[[], Any]
    make_step: Callable[[], Any]
    n_samples: int
    tune: int
    burn: int
    chains: int
    step_args: ClassVar[dict[str, Any]] = {}

    @classmethod
    def setup_class(cls) -> None:
        super().setup_class()
        cls.model = cls.make_model()
        with cls.model:
            cls.step = cls.make_step()
            cls.trace = pm.sample(
                cls.n_samples, tune=cls.tune, step=cls.step, cores=cls.chains, return_inferencedata=False
            )
        cls.samples = {v.name: cls.trace.get_values(v, burn=cls.burn) for v in cls.model.unobserved_RVs}

    def _statistic(self, name: str) -> Any:
        import arviz

        with self.model:
            return getattr(arviz, name)(arviz.from_pymc3(self.trace[self.burn :], log_likelihood=False))

    def test_neff(self) -> None:
        if hasattr(self, "min_n_eff"):
            for size in self._statistic("ess").values():
                np.testing.assert_array_less(self.min_n_eff, size)

    def test_Rhat(self) -> None:
        for ratio in self._statistic("rhat").values():
            np.testing.assert_allclose(ratio, 1, rtol=0.01)


class NutsFixture(BaseSampler):
    """NUTS, started by `init_nuts` unless `step_args` has a `scaling`."""

    @classmethod
    def make_step(cls) -> Any:
        if "scaling" in cls.step_args:
            return pm.NUTS(**cls.step_args)
        return pm.init_nuts(n_init=10000, **cls.step_args)[1]

    def test_target_accept(self) -> None:
        accepted = self.trace[self.burn :]["mean_tree_accept"].mean()
        np.testing.assert_allclose(accepted, self.step.target_accept, 1)


class MetropolisFixture(BaseSampler):
    """Metropolis."""

    @classmethod
    def make_step(cls) -> Any:
        return pm.Metropolis(**cls.step_args)


class SliceFixture(BaseSampler):
    """Slice sampling."""

    @classmethod
    def make_step(cls) -> Any:
        return pm.Slice(**cls.step_args)


__getattr__ = absent_from(__name__)
