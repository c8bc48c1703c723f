"""Statistics under names that ended with PyMC3 3.8, against its numbers (arviz 0.7)."""

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from tests.pymc3_api.models import eight_schools
from theano_compat.settings import config

X = np.random.RandomState(3).gamma(2.0, size=(60, 2))


@pytest.mark.filterwarnings("ignore")
def test_shortest_intervals():
    first, second = [0.025164134035791326, 3.629839418567372], [0.23369883140469497, 4.784470077889106]
    np.testing.assert_allclose(pm.hpd(X, 0.9), [first, second], rtol=1e-12)
    np.testing.assert_allclose(pm.hpd(X[:, 1], alpha=0.1), second, rtol=1e-12)


@pytest.mark.filterwarnings("ignore")
def test_shortest_intervals_before_3_8():
    """hpd(x, alpha, transform), whose alpha is 0.05, as PyMC3 3.1 to 3.7 took it."""
    same = np.testing.assert_array_equal
    with config.change_flags(emulate="3.4"):
        same(pm.hpd(X, 0.1), [[0.025164134035791326, 3.629839418567372], [0.23369883140469497, 4.784470077889106]])
        same(pm.hpd(X, transform=np.log), pm.hpd(np.log(X), 0.05))
        same(pm.hpd(X, 0.3, np.log), pm.hpd(np.log(X), alpha=0.3))
        same(pm.hpd(X, credible_interval=0.9), pm.hpd(X, 0.1))
    same(pm.hpd(X, 0.7, transform=np.log), pm.hpd(np.log(X), alpha=0.3))


def test_share_of_variance_before_3_8():
    """PyMC3 3.4.1 gave these numbers."""
    draws = X + np.arange(2.0)
    with config.change_flags(emulate="3.4"):
        assert pm.r2_score(np.arange(2.0), draws, 3)._asdict() == {"r2_median": 0.542, "r2_mean": 0.542, "r2_std": 0.0}
        assert pm.r2_score(X, draws)._asdict() == {"r2_median": 0.72, "r2_mean": 0.63, "r2_std": 0.29}


def test_missing_information_before_3_8():
    """One number of all chains, for which PyMC3 3.1 to 3.7 took the energies one after the other."""
    with eight_schools():
        trace = pm.sample(200, tune=100, chains=2, random_seed=3, progressbar=False, return_inferencedata=False)
    with config.change_flags(emulate="3.4"):
        energy = np.concatenate(trace.get_sampler_stats("energy", combine=False))
        assert pm.bfmi(trace) == pytest.approx((np.diff(energy) ** 2).mean() / energy.var(), rel=1e-12)
    assert np.shape(pm.bfmi(trace)) == (2,)


def test_geweke():
    expected = [
        [0, 0.24255455373104473],
        [9, -0.3712439541697512],
        [19, -0.17927043280437005],
        [29, -0.07076382009352929],
    ]
    np.testing.assert_allclose(pm.geweke(X[:, 0], intervals=4), expected, rtol=1e-12)
    with pytest.raises(ValueError, match="Invalid intervals"):
        pm.geweke(X[:, 0], first=0.6)


def test_geweke_and_intervals_of_a_trace():
    """By chain and variable, as PyMC3 3.4 gave it."""
    with eight_schools():
        trace = pm.sample(
            40,
            tune=10,
            chains=2,
            step=pm.Metropolis(),
            progressbar=False,
            return_inferencedata=False,
            compute_convergence_checks=False,
            random_seed=1,
        )
    with config.change_flags(emulate="3.4"):
        shortest = pm.hpd(trace, 0.5)
        chosen = pm.hpd(trace, 0.5, vars=["theta"], chains=[1], burn=10, thin=2)
        joined = pm.hpd(trace, 0.5, combine=True)
    np.testing.assert_array_equal(chosen["theta"], pm.hpd(trace.get_values("theta", 10, 2, chains=[1]), 0.5))
    np.testing.assert_array_equal(joined["mu"], pm.hpd(trace["mu"], 0.5))
    np.testing.assert_array_equal(shortest[1]["theta"], pm.hpd(trace.get_values("theta", chains=1), 0.5))
    found = pm.geweke(trace, intervals=3)
    assert list(found) == list(shortest) == [0, 1] and set(found[0]) == set(shortest[0]) == set(trace.varnames)
    np.testing.assert_array_equal(found[1]["mu"], pm.geweke(trace.get_values("mu", chains=1), intervals=3))
    theta = trace.get_values("theta", chains=0)
    np.testing.assert_array_equal(found[0]["theta"][2], pm.geweke(theta[:, 2], intervals=3))


@pytest.mark.filterwarnings("ignore")
def test_convergence_and_summary():
    pytest.importorskip("arviz")
    with eight_schools() as model:
        trace = pm.sample(
            60,
            tune=60,
            chains=2,
            random_seed=1,
            progressbar=False,
            return_inferencedata=False,
            compute_convergence_checks=False,
        )
    table = pm.df_summary(trace)  # ArviZ's numbers, where no release is emulated
    assert list(table.columns) == ["mean", "sd", "mc_error", "hpd_2.5", "hpd_97.5", "n_eff", "Rhat"]
    assert "mu" in table.index and "tau" in table.index and "tau_log__" not in table.index
    assert list(pm.df_summary(trace, [model.mu]).index) == ["mu"]  # a variable for its name
    np.testing.assert_allclose(table.loc["mu", "mean"], trace["mu"].mean())
    np.testing.assert_allclose(table.loc["mu", "Rhat"], float(pm.gelman_rubin(trace)["mu"]), rtol=1e-6)
    np.testing.assert_allclose(table.loc["mu", "n_eff"], float(pm.effective_n(trace)["mu"]), rtol=1e-6)
    with config.change_flags(emulate="3.4"):
        assert pm.summary(trace, varnames=["theta"]).index.tolist() == [f"theta__{i}" for i in range(8)]
        assert pm.summary(trace, var_names=["mu"]).equals(pm.df_summary(trace).loc[["mu"]])
    with config.change_flags(emulate="3.8"):
        assert list(pm.summary(trace, credible_interval=0.5).columns[2:4]) == ["hpd_25%", "hpd_75%"]
        assert list(pm.summary(trace).columns[2:4]) == ["hpd_3%", "hpd_97%"]
    own = pm.df_summary(trace, ["mu"], stat_funcs=[lambda x: __import__("pandas").Series([x.max()], name="max")])
    assert list(own.columns) == ["max"]


def test_quantiles():
    draws = np.arange(200.0).reshape(2, 100).T[::-1]
    found = pm.stats.quantiles(draws)
    assert list(found) == [2.5, 25, 50, 75, 97.5] and found[50].tolist() == [50.0, 150.0]
    assert pm.stats.quantiles(draws[:, 0], qlist=(10,), transform=lambda x: -x) == {10: -89.0}


@pytest.mark.filterwarnings(
    "ignore:Estimated shape parameter",
    "ignore:The inplace keyword",
    "ignore:The function `compareplot`",
    "ignore:For one or more samples",
)
def test_information_criteria_of_3_4():
    pytest.importorskip("arviz")
    with eight_schools() as model:
        options = {"chains": 2, "progressbar": False, "return_inferencedata": False}
        trace = pm.sample(60, tune=60, random_seed=1, compute_convergence_checks=False, **options)
        now = pm.waic(trace)
        with config.change_flags(emulate="3.4"):
            then, pointwise = pm.waic(trace, model), pm.loo(trace, model, pointwise=True)
            table = pm.compare({"a": trace, "b": trace}, ic="WAIC")
            pm.compareplot(pm.compare({"a": trace, "b": trace}, ic="LOO"))
    np.testing.assert_allclose([then.WAIC, then.WAIC_se, then.p_WAIC], [-2 * now.elpd_waic, 2 * now.se, now.p_waic])
    assert pointwise._fields == ("LOO", "LOO_se", "p_LOO", "shape_warn", "LOO_i") and pointwise.LOO_i.shape == (8,)
    assert list(table.columns) == ["WAIC", "pWAIC", "dWAIC", "weight", "SE", "dSE", "var_warn"]
    assert table.WAIC["a"] == round(then.WAIC, 2) and table.dWAIC.tolist() == [0, 0]


WALK = np.random.RandomState(0).normal(size=103).cumsum()


@pytest.mark.parametrize(
    "batches, expected",
    [((), 1.95589926595), ((10,), 1.49873322123), ((1,), 0.483060363215)],
    ids=["5 batches", "10 batches", "one batch"],
)
def test_errors_of_batches(batches, expected):
    """PyMC3 3.1 gave these numbers."""
    assert pm.mc_error(WALK, *batches) == pytest.approx(expected, rel=1e-11)
    of_elements = pm.mc_error(np.stack([WALK, 2 * WALK]).T[:, None], *batches)
    np.testing.assert_allclose(of_elements, [[expected, 2 * expected]], rtol=1e-11)
    with pytest.raises(ValueError, match="103 draws are too few for 200 batches"):
        pm.mc_error(WALK, 200)


def trace_of(model, chain):
    backend = pm.backends.NDArray(model=model)
    backend.setup(20, chain)
    random = np.random.RandomState(chain)
    for _ in range(20):
        backend.record({name: np.asarray(random.normal()) for name in model.test_point})
    backend.close()
    return backend


def test_criteria_of_deviances():
    """PyMC3 3.1 gave these numbers: the deviances are those of the last chain, the means those of all chains."""
    with pm.Model() as model:
        pm.Normal("y", pm.Normal("a", 0, sd=1), sd=pm.HalfNormal("s", sd=1), observed=[1.0, 2.0, 3.0])
        both = pm.backends.base.MultiTrace([trace_of(model, 0), trace_of(model, 1)])
        one = pm.backends.base.MultiTrace([both._straces[0]])
        assert [pm.dic(one), pm.bpic(one, model)] == pytest.approx([186.1060918, 270.8176163], rel=1e-9)
        assert [pm.dic(both, model), pm.bpic(both)] == pytest.approx([146.530272, 208.977256], rel=1e-9)
    assert sorted(pm.mc_error(one, batches=4)) == ["a", "s", "s_log__"] and sorted(pm.mc_error(both)) == [0, 1]
    assert pm.mc_error(both, 4, vars=["a"], combine=True)["a"] == pytest.approx(0.189155058122, rel=1e-11)


def test_data_files_of_packages(monkeypatch):
    from theano_compat.pymc3_api import data

    monkeypatch.setattr(data, "get_data", lambda name: f"the file {name}")
    assert pm.get_data_file("pymc3.examples", "data/radon.csv") == "the file radon.csv"
    assert pm.get_data_file("numpy", "version.py").read().count(b"version")
