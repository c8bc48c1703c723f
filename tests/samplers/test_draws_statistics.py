"""Our R-hat and ESS against ArviZ's, over series that reach each branch of the estimators."""

import numpy as np
import pytest

from theano_common import statistics as ours

rng = np.random.default_rng(20210704)


@pytest.fixture(scope="module")
def arviz():
    module = pytest.importorskip("arviz")
    if not module.__version__.startswith("0."):
        pytest.skip("ArviZ 1 has other names; legacy code and we stand on 0.x")
    return module


def autoregressive(chains, draws, coefficient):
    noise = rng.normal(size=(chains, draws))
    x = noise.copy()
    for i in range(1, draws):
        x[:, i] += coefficient * x[:, i - 1]
    return x


SERIES = {
    "independent": rng.normal(size=(4, 1000)),
    "correlated": autoregressive(4, 1000, 0.9),
    "slow": autoregressive(3, 400, 0.999),
    "antithetic": autoregressive(4, 1000, -0.7),
    "strongly_antithetic": autoregressive(2, 100, -0.99),
    "one_chain": autoregressive(1, 500, 0.5),
    "odd_length": autoregressive(4, 333, 0.3),
    "heavy_tails": rng.standard_cauchy(size=(4, 500)),
    "shifted_chain": rng.normal(size=(4, 200)) + np.array([[0], [0], [0], [3.0]]),
    "ties": rng.poisson(2.0, size=(4, 500)).astype(float),
    "four_draws": rng.normal(size=(2, 4)),
    "seven_draws": rng.normal(size=(4, 7)),
    "three_draws": rng.normal(size=(4, 3)),
    "constant": np.full((4, 100), 2.5),
    "nan": np.where(np.arange(400).reshape(4, 100) == 7, np.nan, 1.0),
}


@pytest.mark.wide(11)
@pytest.mark.filterwarnings("ignore")  # ArviZ warns about some of these series; ours is silent
@pytest.mark.parametrize("name", SERIES)
@pytest.mark.parametrize("method", ["rank", "bulk", "tail", "mean", "sd"])
def test_agrees_with_arviz(arviz, name, method):
    x = SERIES[name]
    if method == "rank":
        if x.shape[0] == 1:
            assert np.isnan(ours.rhat(x))  # ArviZ refuses one chain with a warning and NaN
            return
        expected, got = arviz.rhat(x), ours.rhat(x)
    else:
        expected, got = arviz.ess(x, method=method), getattr(ours, f"ess_{method}")(x)
    np.testing.assert_allclose(got, float(expected), rtol=1e-10)


@pytest.mark.filterwarnings("ignore")
def test_ranks_do_not_mind_an_infinite_draw(arviz):
    x = np.where(SERIES["independent"] > 3.0, np.inf, SERIES["independent"])
    assert np.isinf(x).any()
    np.testing.assert_allclose(ours.rhat(x), float(arviz.rhat(x)), rtol=1e-10)
    np.testing.assert_allclose(ours.ess_bulk(x), float(arviz.ess(x)), rtol=1e-10)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["independent", "correlated", "antithetic"])
def test_monte_carlo_errors_agree_with_arviz(arviz, name):
    np.testing.assert_allclose(ours.mcse_mean(SERIES[name]), float(arviz.mcse(SERIES[name])), rtol=1e-10)
    np.testing.assert_allclose(ours.mcse_sd(SERIES[name]), float(arviz.mcse(SERIES[name], method="sd")), rtol=1e-10)


def test_normal_quantile_agrees_with_scipy():
    ndtri = pytest.importorskip("scipy.special").ndtri
    p = np.concatenate([np.linspace(0.001, 0.999, 997), 10.0 ** -np.arange(4.0, 300, 7)])
    p = np.concatenate([p, 1 - p[p > 1e-15]])
    np.testing.assert_allclose(ours.normal_quantile(p), ndtri(p), rtol=1e-14, atol=1e-15)


def test_constant_and_nan_are_silent():
    with np.errstate(all="raise"):
        assert np.isnan(ours.rhat(SERIES["constant"]))
        assert np.isnan(ours.rhat(SERIES["nan"]))
        assert ours.ess_bulk(SERIES["constant"]) == 400


def test_per_scalar_keeps_the_shape():
    stacked = rng.normal(size=(4, 50, 2, 3))
    got = ours.per_scalar(ours.rhat, stacked)
    assert got.shape == (2, 3)
    assert got[1, 2] == ours.rhat(stacked[:, :, 1, 2])
    assert ours.per_scalar(ours.rhat, stacked[:, :, 0, 0]).shape == ()


TAILS = {
    "normal": (lambda n: rng.normal(size=n), 0.0),
    "exponential": (lambda n: rng.exponential(size=n), 0.0),
    "minus_exponential": (lambda n: -rng.exponential(size=n), 0.0),
    "student_4": (lambda n: rng.standard_t(4, size=n), 1 / 4),
    "student_2": (lambda n: rng.standard_t(2, size=n), 1 / 2),
    "cauchy": (lambda n: rng.standard_cauchy(size=n), 1.0),
    "heavy_on_the_left": (lambda n: -(rng.pareto(1.5, size=n)), 1 / 1.5),
}


@pytest.mark.wide(7)
@pytest.mark.parametrize("name", TAILS)
def test_tail_shape_is_that_of_the_law(name):
    draw, shape = TAILS[name]
    got = [ours.tail_shape(draw(20_000).reshape(4, -1)) for _ in range(40)]
    # one estimate from 425 draws of the tail has a standard error of about (1 + k) / sqrt(425); finite samples and
    # the larger of two tails are off by less than 0.1
    np.testing.assert_allclose(np.mean(got), shape, atol=0.1 + 4 * (1 + shape) / np.sqrt(425 * 40))


def test_tail_shape_is_that_of_arviz(arviz):
    from arviz.stats.stats import _gpdfit

    for draws in (rng.pareto(1.5, size=4000), rng.exponential(size=4000)):
        x = np.sort(np.r_[-np.ones(4000), draws])
        length = int(np.ceil(3 * np.sqrt(x.size)))
        expected, _ = _gpdfit(x[-length:] - x[-length - 1])
        np.testing.assert_allclose([ours.tail_shape(x), ours.tail_shape(-x)], expected, rtol=1e-10)  # ties in the other


NO_TAIL = [np.arange(10.0), np.full(100, 2.0), np.repeat([0.0, 1.0], 100), np.r_[np.ones(99), np.inf]]


@pytest.mark.parametrize("x", NO_TAIL)
def test_no_tail_shape(x):
    assert np.isnan(ours.tail_shape(x))
