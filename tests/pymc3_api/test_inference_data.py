"""Traces to ArviZ and its functions."""

import tracemalloc

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from tests.arviz_release import arviz_0
from tests.pymc3_api.models import EFFECT, STDERR, eight_schools
from theano_compat.models.backends import log_likelihood
from theano_compat.models.backends.inference_data import from_pymc3
from theano_compat.settings import config

arviz = pytest.importorskip("arviz")
pytestmark = pytest.mark.filterwarnings("ignore")  # ArviZ's and xarray's own


@pytest.fixture(scope="module")
def trace():
    with eight_schools():
        return pm.sample(
            200,
            tune=100,
            chains=2,
            random_seed=3,
            progressbar=False,
            return_inferencedata=False,
            discard_tuned_samples=False,
            compute_convergence_checks=False,
        )


def test_variables_stand_in_the_order_of_the_model():
    """Old programs take `summary(trace)["mean"][:3]`; ArviZ 0.2x sorts names where dm-tree is installed."""
    names = ["z", "b", "c", "sigma", "mu"]  # free variables, the parameters that are sampled on another scale, others
    with pm.Model():
        z, b = pm.Normal("z", 0, 1), pm.Normal("b", 0, 1)
        sigma = pm.Uniform("sigma", 0, 3)
        mu = pm.Deterministic("mu", z + b)
        pm.Normal("c", mu, 1)
        pm.Normal("y", mu, sigma, observed=[1.0, 2.0])
        pm.Normal("x", mu, sigma, observed=[1.5])
        quiet = {"chains": 2, "random_seed": 1, "progressbar": False, "compute_convergence_checks": False}
        both = [pm.sample(20, tune=20, return_inferencedata=asked, **quiet) for asked in (True, False)]
        idata = from_pymc3(both[1])
    for one in both:
        assert list(pm.summary(one).index) == list(arviz.summary(one).index) == names
    assert list(both[0].posterior.data_vars) == list(idata.posterior.data_vars) == names
    assert list(idata.log_likelihood.data_vars) == list(idata.observed_data.data_vars) == ["y", "x"]


def test_groups(trace):
    idata = from_pymc3(trace, save_warmup=True)
    assert idata.posterior["theta"].shape == (2, 200, 8) and idata.warmup_posterior["theta"].shape == (2, 100, 8)
    assert "tau_log__" not in idata.posterior
    assert {"lp", "tree_depth", "diverging", "acceptance_rate", "n_steps"} <= set(idata.sample_stats)
    np.testing.assert_array_equal(idata.observed_data["obs"], EFFECT)
    np.testing.assert_allclose(idata.posterior["mu"][0], trace.get_values("mu", burn=100, chains=[0]))
    assert (idata.posterior.attrs["tuning_steps"], "sampling_time" in idata.posterior.attrs) == (100, True)
    assert not hasattr(from_pymc3(trace), "warmup_posterior")


def test_log_likelihood(trace):
    idata = from_pymc3(trace)
    theta = idata.posterior["theta"].values
    expected = -0.5 * ((EFFECT - theta) / STDERR) ** 2 - np.log(STDERR) - 0.5 * np.log(2 * np.pi)
    np.testing.assert_allclose(idata.log_likelihood["obs"], expected, rtol=1e-10)
    assert not hasattr(from_pymc3(trace, log_likelihood=False), "log_likelihood")


@pytest.mark.parametrize("shape", [(), 3])
@pytest.mark.parametrize("log_likelihood", [None, True, ["y"]])
def test_a_trace_of_another_model(trace, shape, log_likelihood):
    """ArviZ 0.12 leaves log likelihoods out, says so, and goes on: a plot within a `with` of another model is made."""
    with pm.Model():
        pm.Normal("y", pm.Normal("mu", shape=shape) + pm.Normal("other"), 1.0, observed=np.zeros(3))
        with pytest.warns(UserWarning, match="Could not compute log_likelihood, it will be omitted") as said:
            idata = from_pymc3(trace, log_likelihood=log_likelihood, save_warmup=True)
    assert not hasattr(idata, "log_likelihood") and idata.posterior["theta"].shape == (2, 200, 8)
    [text] = [str(one.message) for one in said if "omitted" in str(one.message)]
    assert ("mu, other" if shape else "which has other.") in text


def test_log_likelihood_of_vectors_with_missing_elements():
    with pm.Model():
        mu = pm.Normal("mu", 0, 1, shape=2)
        data = np.ma.masked_invalid([[0.3, np.nan], [1.0, 0.5], [0.2, 0.1]])
        pm.MvNormal("x", mu=mu, cov=np.eye(2), shape=(3, 2), observed=data)
        idata = pm.sample(
            5, tune=5, chains=2, progressbar=False, return_inferencedata=True, compute_convergence_checks=False
        )
    found = idata.log_likelihood["x"].values
    assert found.shape == (2, 5, 3)
    assert np.isnan(found[..., 0]).all() and np.isfinite(found[..., 1:]).all()


def test_predictive_groups(trace):
    model = trace._straces[0].model
    with model:
        prior = pm.sample_prior_predictive(5)
        later = pm.sample_posterior_predictive(trace[100:], progressbar=False)
        idata = from_pymc3(trace, prior=prior, posterior_predictive=later)
        alone = from_pymc3(prior=prior)
    assert idata.posterior_predictive["obs"].shape == (2, 200, 8)
    assert idata.prior["theta"].shape == (1, 5, 8) and alone.prior_predictive["obs"].shape == (1, 5, 8)


def test_sample_returns_it():
    with pm.Model(coords={"g": ["a", "b"]}):
        z = pm.Normal("z", dims="g")
        w = pm.Data("w", np.arange(2.0), dims="g")
        pm.Normal("o", z, 1, observed=w, dims="g")
        idata = pm.sample(
            30,
            tune=20,
            chains=2,
            progressbar=False,
            return_inferencedata=True,
            compute_convergence_checks=False,
            idata_kwargs={"log_likelihood": False},
        )
    assert idata.posterior["z"].dims == ("chain", "draw", "g")
    assert idata.posterior["z"].coords["g"].values.tolist() == ["a", "b"]
    assert idata.constant_data["w"].values.tolist() == [0, 1] and not hasattr(idata, "log_likelihood")


def test_statistics(trace):
    table = pm.summary(trace, var_names=["mu", "theta"])
    assert len(table) == 9 and "ess_bulk" in table.columns
    assert arviz.summary(trace, var_names=["mu"]).loc["mu", "mean"] == table.loc["mu", "mean"]
    assert pm.summary(trace, varnames=["mu"]).shape[0] == 1
    assert arviz.from_pymc3(trace).posterior.sizes["draw"] == 200
    assert np.isfinite(pm.waic(trace).elpd_waic) and np.isfinite(pm.loo(trace).elpd_loo)
    assert set(pm.compare({"one": trace, "two": trace}).index) == {"one", "two"}
    assert pm.rhat(trace)["mu"].ndim == 0 and pm.ess(trace)["theta"].shape == (8,)


def test_compare_has_the_log_densities_of_one_trace_at_a_time():
    data = np.random.default_rng(0).normal(size=40)
    with pm.Model():
        pm.Normal("y", pm.Normal("mu", 0, 1), observed=data)
        trace = pm.sample(2000, tune=200, chains=2, cores=1, random_seed=1, progressbar=False)

        def most_memory(count):
            tracemalloc.start()
            pm.compare({str(i): trace for i in range(count)}, ic="loo")
            most = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            return most

        most_memory(1)  # what is compiled at the first call
        assert most_memory(8) < 1.5 * most_memory(2)


@arviz_0
@pytest.mark.slow
def test_plots(trace):
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    from matplotlib import pyplot

    assert pm.traceplot(trace, var_names=["mu", "tau"]).shape == (2, 2)
    assert pm.plot_posterior(trace, var_names=["mu"]) is not None
    assert len(pm.forestplot([trace, trace], var_names=["theta"])) == 1
    pyplot.close("all")


def test_old_names_say_so(trace):
    pytest.importorskip("matplotlib").use("Agg")
    from matplotlib import pyplot

    with pytest.warns(DeprecationWarning, match="alias for `plot_trace` from ArviZ"):
        pm.traceplot(trace, var_names=["mu"])
    with pytest.warns(DeprecationWarning, match="`varnames` renamed to `var_names`"):
        pm.summary(trace, varnames=["mu"])
    with pytest.warns(DeprecationWarning, match="`vars` renamed to `var_names`"):
        assert pm.traceplot(trace, vars=["mu"], combined=False).shape == (1, 2)
    with pytest.raises(TypeError, match="both `vars` and `var_names`"):
        pm.summary(trace, vars=["mu"], var_names=["mu"])
    pyplot.close("all")


def test_bad_arguments(trace):
    with pytest.raises(ValueError, match="at least one of trace"):
        from_pymc3()
    with pytest.raises(ValueError, match="extend"):
        from_pymc3(from_pymc3(trace, log_likelihood=False))


@pytest.mark.wide(7)
@pytest.mark.parametrize("mode", ["C", "JAX", "FAST_COMPILE"])
def test_log_likelihoods_of_several_variables(mode, monkeypatch):
    """Filled in blocks of two draws; whole numbers among the free values, a missing count, data that change."""
    if mode == "JAX":
        pytest.importorskip("jax")
    monkeypatch.setattr(log_likelihood, "LARGEST_TABLE", 13)
    counts = np.ma.masked_array([1, 0, 4], mask=[False, True, False])
    with config.change_flags(mode=mode), pm.Model() as model:
        at = pm.Data("at", [1.0, 2.0])
        mu, k = pm.Normal("mu"), pm.Poisson("k", 3)
        pm.Normal("x", mu * at, 2, observed=[0.5, 1.5])
        pm.Poisson("n", pm.math.exp(mu) + k, observed=counts)
        pm.Normal("one", mu, 1, observed=0.3)
        columns = {v.name: np.random.default_rng(0).poisson(3, (5, *v.dshape)).astype(v.dtype) for v in model.free_RVs}
        for data in ([1.0, 2.0], [3.0, 4.0]):
            pm.set_data({"at": data})
            found = log_likelihood.log_likelihood(model, model.observed_RVs, columns)
            for v in model.observed_RVs:
                expected = np.stack(
                    [v.logp_elemwise({n: column[i] for n, column in columns.items()}) for i in range(5)]
                ).reshape(5, -1)
                if v.name == "n":
                    expected[:, 1] = np.nan
                np.testing.assert_allclose(found[v.name], expected, rtol=1e-12)
        nothing = log_likelihood.log_likelihood(model, model.observed_RVs, {n: c[:0] for n, c in columns.items()})
    assert {n: values.shape for n, values in nothing.items()} == {"x": (0, 2), "n": (0, 3), "one": (0, 1)}


def test_a_whole_number_as_density_with_missing_data():
    with pm.Model() as model:
        pm.Normal("mu")
        pm.DensityDist(
            "y", lambda value: (value > 0).astype("int64"), observed=np.ma.masked_array([1.0, 2.0], mask=[False, True])
        )
        missing = {v.name: np.ones((1, *v.dshape)) for v in model.free_RVs}
        found = log_likelihood.log_likelihood(model, model.observed_RVs, missing)["y"]
    np.testing.assert_array_equal(found, [[1, np.nan]])
