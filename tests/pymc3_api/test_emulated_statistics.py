"""Statistics and densities that releases counted otherwise. Numbers of the real releases, on a made trace."""

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
import theano_compat.theano_api.tensor as tt
from theano_compat.models.backends.base import MultiTrace
from theano_compat.models.backends.inference_data import from_pymc3
from theano_compat.settings import config

pytestmark = pytest.mark.filterwarnings("ignore")

LOO = {
    "3.0": (12.232895, 0.881982),
    "3.1": (30.569579, 3.721657, 3.52727),
    "3.2": (27.302255, 2.41426, 2.158723),
    "3.3": (27.042029, 2.266541, 2.028609),
    "3.4": (27.041599, 2.260942, 2.028394),
    "3.5": (26.992997, 2.210843, 2.004093),
    "3.7": (26.992997, 2.210843, 2.004093),
}
SIZES = {
    "3.0": (19.0, 61.0, 120.0),
    "3.1": (19.0, 59.0, 120.0),
    "3.3": (19.0, 59.0, 120.0),
    "3.4": (19.429515, 58.580526, 241.788913),
    "3.7": (19.429515, 58.580526, 241.788913),
}
RHAT = (1.019067, 1.001409, 0.995357)
CORRELATIONS = {"3.3": [0.743505], "3.4": [1.0, 0.743981, 0.537107]}
COVARIANCES = {"3.3": [1.869466, 1.389915, 1.389915, 1.869017], "3.4": [1.868912, 1.390434, 1.003805]}
DENSITIES = {  # AR1, walks of vectors, vectors, a mixture and its number of terms
    "3.0": {"AR1": -9.090741, "MvStudentT": -11.331794, "NormalMixture": -9.004902, "terms": 3},
    "3.1": {
        "AR1": -11.104325,
        "MvGaussianRandomWalk": -17.613597,
        "MvStudentTRandomWalk": -14.541279,
        "MvStudentT": -11.331794,
        "NormalMixture": -3.001634,
        "terms": 1,
    },
    "3.2": {
        "AR1": -10.04196,
        "MvGaussianRandomWalk": -17.613597,
        "MvStudentTRandomWalk": -17.61642,
        "MvStudentT": -16.748896,
        "NormalMixture": -3.001634,
        "terms": 1,
    },
    "3.3": {"AR1": -10.04196, "MvStudentT": -16.748896, "NormalMixture": -3.001634, "terms": 1},
    "3.7": {
        "AR1": -10.04196,
        "MvGaussianRandomWalk": -8.806798,
        "MvStudentTRandomWalk": -8.80821,
        "MvStudentT": -16.748896,
        "NormalMixture": -3.001634,
        "terms": 2,
    },
    "3.11": {"AR1": -10.163301, "MvGaussianRandomWalk": -8.806798, "NormalMixture": -3.001634, "terms": 2},
}


def modelled(chains=2):
    """A model of two observed variables, and chains of dependent numbers."""
    with pm.Model() as model:
        x = pm.Normal("x")
        v = pm.Normal("v", shape=2)
        pm.Normal("y", x, 2, observed=np.arange(3.0))
        pm.Normal("z", v[0], 2, observed=np.arange(3.0))
    rng, made = np.random.RandomState(1), []
    for chain in range(chains):
        one = pm.backends.NDArray(model=model)
        one.setup(60, chain)
        drawn = np.zeros(3)
        for _ in range(60):
            drawn = np.array([0.8, 0.3, -0.3]) * drawn + rng.normal(size=3)
            one.record({"x": drawn[0], "v": drawn[1:]})
        one.close()
        made.append(one)
    return model, MultiTrace(made)


@pytest.mark.parametrize("release", LOO)
def test_loo(release):
    with config.change_flags(emulate=release):
        model, trace = modelled()
        found = pm.loo(trace, model)
        assert len(found) == {"3.0": 2, "3.1": 3, "3.2": 3, "3.3": 3}.get(release, 4)
        np.testing.assert_allclose(found[: len(LOO[release])], LOO[release], atol=2e-6)
        if release > "3.0":
            pointwise = pm.loo(trace, model, pointwise=True)
            np.testing.assert_allclose(pointwise.LOO_i.sum(), LOO[release][0], atol=2e-6)


@pytest.mark.parametrize("release", ["3.4", "3.7"])
def test_loo_in_a_table(release):
    with config.change_flags(emulate=release):
        (model, trace), (other, second) = modelled(), modelled(1)
        model.name, other.name = "both", "one"
        table = pm.compare({model: trace, other: second}, ic="LOO", method="pseudo-BMA")
        np.testing.assert_allclose(table.loc["both", "LOO"], LOO[release][0], atol=0.006)
        np.testing.assert_allclose(table.loc["one", "LOO"], pm.loo(second, other).LOO, atol=0.006)


def test_models_without_names_are_numbered():
    """So that `table.loc[:, "model"] = pandas.Series(names)` finds its rows."""
    with config.change_flags(emulate="3.6"):
        (model, trace), (other, second) = modelled(), modelled(1)
        assert sorted(pm.compare({model: trace, other: second}, ic="LOO").index) == [0, 1]


@pytest.mark.parametrize("release", SIZES)
def test_effective_sizes_and_rhat(release):
    with config.change_flags(emulate=release):
        _, trace = modelled()
        sizes, rhat = pm.effective_n(trace), pm.gelman_rubin(trace)
        np.testing.assert_allclose([sizes["x"], *sizes["v"]], SIZES[release], atol=2e-6)
        np.testing.assert_allclose([rhat["x"], *rhat["v"]], RHAT, atol=2e-6)
        assert sizes["x"].shape == () and list(pm.effective_n(trace, varnames=["v"])) == ["v"]
        draws = np.array(trace.get_values("v", combine=False))
        np.testing.assert_allclose(pm.effective_n(draws), SIZES[release][1:], atol=2e-6)
        np.testing.assert_allclose(pm.gelman_rubin(draws), RHAT[1:], atol=2e-6)
        if release >= "3.3":
            table = pm.summary(trace)
            np.testing.assert_allclose(table["n_eff"], SIZES[release], atol=2e-6)
            np.testing.assert_allclose(table["Rhat"], RHAT, atol=2e-6)
        with pytest.raises(ValueError, match="effective sample size requires multiple chains"):
            pm.effective_n(modelled(1)[1])
        with pytest.raises(ValueError, match="Gelman-Rubin diagnostic requires multiple chains"):
            pm.gelman_rubin(modelled(1)[1])


@pytest.mark.parametrize("release", ["3.3", "3.4"])
def test_correlations_of_draws(release):
    with config.change_flags(emulate=release):
        _, trace = modelled()
        draws = trace["x"][:60]
        np.testing.assert_allclose(np.ravel(pm.autocorr(draws))[:3], CORRELATIONS[release], atol=2e-6)
        np.testing.assert_allclose(np.ravel(pm.stats.autocov(draws))[:3], COVARIANCES[release][:3], atol=2e-6)
        of_chains = pm.autocorr(trace, vars=["x"], lag=4)
        assert list(of_chains) == [0, 1] and of_chains[0]["x"] == pm.autocorr(draws, 4)


def test_quantiles_of_each_chain():
    _, trace = modelled()
    found = pm.quantiles(trace)
    assert list(found) == [0, 1] and found[1]["v"][50].shape == (2,)
    assert list(pm.quantiles(trace, vars=["x"], combine=True)) == ["x"]
    assert pm.quantiles(modelled(1)[1])["x"] == pm.quantiles(trace["x"][:60])


def of_one_element(chains):
    """A model with a variable of one element and a constant, and chains of independent numbers."""
    with pm.Model() as model:
        x = pm.Normal("x", 0, 1, shape=1)
        pm.Deterministic("c", tt.zeros(2))
        pm.Normal("y", x, 1, observed=np.array([0.0, 2.0, 4.0]))
    rng, made = np.random.RandomState(1), []
    for chain in range(chains):
        one = pm.backends.NDArray(model=model)
        one.setup(300, chain)
        for _ in range(300):
            one.record({"x": rng.normal(size=1)})
        one.close()
        made.append(one)
    return model, MultiTrace(made)


@config.change_flags(emulate="3.4")
def test_variables_of_one_element_and_constants():
    model, trace = of_one_element(2)
    sizes = pm.effective_n(trace)
    np.testing.assert_allclose(sizes["x"], [627.380541], atol=2e-6)
    assert np.isnan(sizes["c"]).all()  # which do not count in LOO's mean size
    np.testing.assert_allclose(pm.loo(trace=trace, model=model)[:3], (55.529436, 24.046091, 19.117012), atol=2e-6)
    _, single = of_one_element(1)
    of_draws = (pm.autocorr, pm.quantiles, pm.mc_error, pm.hpd)
    found = [*(statistic(single, vars=["x"])["x"] for statistic in of_draws), pm.geweke(single)["x"]]
    assert [np.shape(one[50] if isinstance(one, dict) else one) for one in found] == [(300,), (), (), (2,), (22, 2)]
    (other, same), model.name = of_one_element(2), "one"
    np.testing.assert_allclose(pm.compare({model: trace, other: same}, "LOO", method="pseudo-BMA")["LOO"], 55.53)


@config.change_flags(emulate="3.4")
def test_what_releases_did_not_know():
    model, trace = modelled()
    data = from_pymc3(trace, model=model, log_likelihood=False)
    assert set(pm.gelman_rubin(data).data_vars) == set(pm.effective_n(data).data_vars) == {"x", "v"}
    for statistic in (pm.autocorr, pm.stats.autocov, pm.quantiles):
        with pytest.raises(TypeError, match="unexpected keyword argument 'lags'"):
            statistic(trace["x"], lags=3)


@pytest.mark.parametrize("release", DENSITIES)
def test_densities(release):
    cov, steps = np.array([[2.0, 0.5], [0.5, 1.0]]), np.arange(6.0).reshape(3, 2)
    given = {"mu": np.zeros(2), "shape": (3, 2), "observed": steps}
    cases = {
        "AR1": {"k": 0.5, "tau_e": 2.0, "observed": np.array([0.3, -1.0, 2.0, 0.7])},
        "MvGaussianRandomWalk": {"cov": cov, **given},
        "MvStudentTRandomWalk": {"nu": 4.0, "cov": cov, **given},
        "MvStudentT": {"nu": 4.0, "Sigma": cov, **given},
        "NormalMixture": {"mu": np.arange(3.0), "sd": np.ones(3), "observed": np.array([0.3, 0.4])},
    }
    with config.change_flags(emulate=release):
        found = {}
        for name in cases.keys() & DENSITIES[release].keys():
            with pm.Model():
                weights = {"w": pm.Dirichlet("w", np.ones(3), transform=None)} if name == "NormalMixture" else {}
                y = getattr(pm, name)("y", **weights, **cases[name])
            found[name] = float(y.logp({"w": np.array([0.2, 0.3, 0.5])} if weights else {}))
            if weights:
                found["terms"] = np.size(y.logp_elemwise({"w": np.array([0.2, 0.3, 0.5])}))
    assert found == pytest.approx(DENSITIES[release], abs=2e-6)
