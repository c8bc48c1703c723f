"""SNAPER-HMC, which draws many chains at once: posteriors that are known, groups of chains, statistics, devices."""

from __future__ import annotations

import importlib.util
import logging

import numpy as np
import pytest

import compat as theano
import compat.pymc3 as pm
from tests.samplers import standins
from theano_common.statistics import ess_of_means, nested_rhat
from theano_compat.infer.chains.many_chains import groups_of
from theano_compat.models.backends.chain_warnings import warnings_together

needs_tfp = pytest.mark.skipif(
    importlib.util.find_spec("tensorflow_probability") is None or importlib.util.find_spec("jax") is None,
    reason="TFP is not installed",
)
QUIET = {"progressbar": False, "return_inferencedata": False}


def by_grid() -> dict[str, tuple[float, float]]:
    """Return mean and standard deviation of mu and tau of eight schools: their joint density, summed on a grid."""
    mu, t = np.meshgrid(np.linspace(-25, 30, 1201), np.linspace(-9, 7, 1201), indexing="ij")
    tau = np.exp(t)
    log = -0.5 * (mu / 5) ** 2 - np.log1p((tau / 5) ** 2) + t
    for y, sigma in zip(standins.Y, standins.SIGMA, strict=True):
        variance = sigma**2 + tau**2
        log -= 0.5 * ((y - mu) ** 2 / variance + np.log(variance))
    weight = np.exp(log - log.max())
    weight /= weight.sum()
    means = {"mu": (weight * mu).sum(), "tau_log__": (weight * t).sum()}
    return {
        name: (mean, float(np.sqrt((weight * (x - mean) ** 2).sum())))
        for (name, mean), x in zip(means.items(), (mu, t), strict=True)
    }


def moments(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the means and variances of chains from (chains, draws, *shape)."""
    return values.mean(axis=1), values.var(axis=1, ddof=1)


def agree(values: np.ndarray, mean: np.ndarray, sd: np.ndarray) -> None:
    """Assert that mean and spread of (chains, draws, *shape) are those given, within 4.5 standard errors."""
    for found, wanted in ((values, mean), ((values - mean) ** 2, np.square(sd))):
        error = found.mean(axis=1).std(axis=0, ddof=1) / np.sqrt(len(found))
        assert np.all(np.abs(found.mean(axis=(0, 1)) - wanted) < 4.5 * error)


def eight_schools() -> pm.Model:
    with pm.Model() as model:
        mu, tau = pm.Normal("mu", 0, 5), pm.HalfCauchy("tau", 5)
        eta = pm.Normal("eta", 0, 1, shape=8)
        pm.Normal("obs", mu + tau * eta, standins.SIGMA, observed=standins.Y)
    return model


@needs_tfp
@pytest.mark.slow
def test_eight_schools_by_pm_sample(caplog):
    with eight_schools(), caplog.at_level(logging.INFO):
        given = {"nuts_sampler": "snaper", "chains": 128, "draws": 400, "tune": 400, "random_seed": 3, **QUIET}
        trace = pm.sample(**given)
        again = pm.sample(**given)
    assert theano.config.sampler == "nutpie"
    for name, known in by_grid().items():
        agree(np.stack(trace.get_values(name, combine=False)), *known)
    assert trace.nchains == 128 and trace["eta"].shape == (128 * 400, 8)
    assert all(np.all(one < 1.01) for one in trace.report._rhat.values())
    assert np.all(trace.report._ess["mu"] > 5_000)
    assert {"step_size", "tree_size", "mean_tree_accept", "diverging", "model_logp"} <= trace.stat_names
    assert np.unique(trace.get_sampler_stats("step_size")).size == 1
    assert 0.7 < trace.get_sampler_stats("mean_tree_accept").mean() < 0.9
    assert "128 chains in one program" in caplog.text and "SNAPER-HMC" in caplog.text
    np.testing.assert_array_equal(trace["tau"], again["tau"])


@needs_tfp
@pytest.mark.slow
def test_a_correlated_normal():
    generator = np.random.default_rng(1)
    rotation, _ = np.linalg.qr(generator.normal(size=(6, 6)))
    covariance = (rotation * np.geomspace(0.1, 30, 6)) @ rotation.T
    with pm.Model():
        pm.MvNormal("x", np.arange(6.0), cov=covariance, shape=6)
        with theano.change_flags(sampler="snaper"):
            trace = pm.sample(300, tune=500, chains=120, random_seed=4, **QUIET)
    values = np.stack(trace.get_values("x", combine=False))
    agree(values, np.arange(6.0), np.sqrt(np.diag(covariance)))
    assert np.all(trace.report._rhat["x"] < 1.01)
    found = np.cov(trace["x"], rowvar=False)
    np.testing.assert_allclose(found, covariance, atol=0.05 * covariance.diagonal().max())


@needs_tfp
@pytest.mark.slow
def test_a_varying_intercept_beside_nutpie():
    pytest.importorskip("nutpie")
    generator = np.random.default_rng(5)
    county = generator.integers(0, 20, 200)
    floor = generator.integers(0, 2, 200)
    y = 1.5 + generator.normal(0, 0.4, 20)[county] - 0.7 * floor + generator.normal(0, 0.7, 200)
    with pm.Model():
        mu, sigma = pm.Normal("mu", 0, 5), pm.HalfCauchy("sigma", 5)
        offset, slope = pm.Normal("offset", 0, 1, shape=20), pm.Normal("slope", 0, 5)
        pm.Normal("obs", mu + sigma * offset[county] + slope * floor, pm.HalfCauchy("eps", 5), observed=y)
        long = pm.sample(10_000, tune=1_000, chains=4, random_seed=6, **QUIET)
        trace = pm.sample(300, tune=500, chains=100, nuts_sampler="snaper", random_seed=7, **QUIET)
    for name in ("mu", "sigma", "slope", "eps", "offset"):
        values = np.stack(trace.get_values(name, combine=False))
        theirs = np.stack(long.get_values(name, combine=False)).reshape(40, 1_000, *values.shape[2:])
        one, two = (x.mean(axis=1) for x in (values, theirs))
        error = np.sqrt(one.var(axis=0, ddof=1) / len(one) + two.var(axis=0, ddof=1) / len(two))
        assert np.all(np.abs(one.mean(axis=0) - two.mean(axis=0)) < 4.5 * error), name
        np.testing.assert_allclose(trace[name].std(axis=0), long[name].std(axis=0), rtol=0.1)


@needs_tfp
@pytest.mark.slow
@pytest.mark.parametrize("tune", [0, 30])
def test_warm_up_is_kept_on_request(tune):
    from theano_compat.infer.jax import snaper

    given = {"draws": 40, "tune": tune, "chains": 4, "seed": 1, "progress": False}
    with_it = snaper.sample(standins.gaussian(2), **given)
    without = snaper.sample(standins.gaussian(2), warmup=False, **given)
    assert (with_it.chains[0].warmup_samples is None) == (tune == 0)
    assert without.chains[0].warmup_samples is None and not without.statistic("tune").any()
    np.testing.assert_array_equal(with_it.stacked("x"), without.stacked("x"))
    if tune:
        assert with_it.stacked("x", warmup=True).shape == (4, tune, 2)


DEVICES = """
import numpy as np
from tests.samplers import standins
from compat.infer.jax import snaper
draws = snaper.sample(standins.gaussian(3), draws=300, tune=200, chains=64, seed=1, progress=False)
means = draws.stacked("x").mean(axis=(0, 1))
print(len(places), np.abs(means - [0, 1, 2]).max() < 0.1)
"""


@needs_tfp
@pytest.mark.slow
def test_chains_are_distributed_over_devices(fresh_python):
    done = fresh_python(
        "-W",
        "ignore",
        "-c",
        standins.NOTING_DEVICES + DEVICES,
        XLA_FLAGS="--xla_force_host_platform_device_count=4",
        JAX_PLATFORMS="cpu",
    )
    assert done.stdout == "4 True\n"


@needs_tfp
def test_one_chain_cannot_adapt():
    with eight_schools(), pytest.raises(ValueError, match="needs 2 at least"):
        pm.sample(chains=1, nuts_sampler="snaper", **QUIET)


@pytest.mark.parametrize(
    "options, error, words",
    [
        ({"nuts_sampler": "nope"}, ValueError, "nope"),
        ({"nuts_sampler": "snaper", "executor": object()}, NotImplementedError, "all chains in one program"),
    ],
)
def test_what_is_refused(options, error, words):
    with eight_schools(), pytest.raises(error, match=words):
        pm.sample(chains=4, **QUIET, **options)


def test_without_tfp_the_error_names_the_command(monkeypatch):
    pytest.importorskip("jax")
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *a: None if name == "tensorflow_probability" else found(name, *a)
    )
    with eight_schools(), pytest.raises(ImportError, match=r"-m pip install .*(tfp-nightly|tensorflow-probability)"):
        pm.sample(chains=4, nuts_sampler="snaper", **QUIET)


@pytest.mark.parametrize("chains, groups", [(2, 2), (99, 99), (100, 20), (128, 16), (1000, 20), (997, 997), (1024, 16)])
def test_groups_of_chains(chains, groups):
    assert groups_of(chains) == groups


def test_nested_rhat_sees_groups_that_differ():
    generator = np.random.default_rng(0)
    draws = generator.normal(size=(100, 50, 2))
    draws[:20, :, 1] += 0.5  # two groups of ten stayed near their start
    rhat = nested_rhat(*moments(draws), 10)
    shifted = 0.5 * np.repeat([1.0, 0], [2, 8])
    assert rhat[0] < 1.002 and rhat[1] == pytest.approx(np.sqrt(1 + shifted.var(ddof=1)), abs=0.01)
    one_each = nested_rhat(*moments(draws), 100)  # groups of one chain: the plain R-hat
    within, between = draws.var(axis=1, ddof=1).mean(axis=0), draws.mean(axis=1).var(axis=0, ddof=1)
    np.testing.assert_allclose(one_each, np.sqrt(1 + between / within))
    assert np.isnan(nested_rhat(np.ones(4), np.zeros(4), 2))


def test_effective_sizes_from_the_means_of_chains():
    generator = np.random.default_rng(0)
    draws = generator.normal(size=(400, 50))
    assert ess_of_means(*moments(draws)) == pytest.approx(400 * 50, rel=0.2)
    assert ess_of_means(*moments(np.repeat(draws, 5, axis=1))) == pytest.approx(400 * 50, rel=0.2)


def test_warnings_of_all_chains_are_one():
    fine = {"diverging": np.zeros(10, bool), "mean_tree_accept": np.full(10, 0.8)}
    bad = {"diverging": np.arange(10) < 3, "mean_tree_accept": np.full(10, 0.8)}
    assert warnings_together([fine] * 5, 0.8) == []
    [one] = warnings_together([fine, bad, bad], 0.8)
    assert one.message.startswith("There were 6 divergences after tuning.") and "2 of 3 chains" in one.message
    [other] = warnings_together([{**fine, "mean_tree_accept": np.full(10, 0.2)}] * 50, 0.8)
    assert "acceptance probability" in other.message
