"""What old programs ask of ArviZ, by the release that is installed: 0.2x, or 1 with what it lacks given back."""

import pickle
import warnings

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from tests.pymc3_api.models import eight_schools

az = pytest.importorskip("arviz")
pytest.importorskip("matplotlib").use("Agg")
pytestmark = pytest.mark.filterwarnings("ignore")  # ArviZ's and xarray's own


@pytest.fixture(scope="module")
def idata():
    rng = np.random.default_rng(3)
    draws = {"mu": rng.normal(size=(2, 100)), "eta": rng.normal(size=(2, 100, 3))}
    return az.from_dict(
        posterior=draws,
        log_likelihood={"y": rng.normal(-1, 0.3, size=(2, 100, 5))},
        sample_stats={"energy": rng.normal(size=(2, 100))},
    )


@pytest.fixture(scope="module")
def trace():
    with eight_schools():
        return pm.sample(
            60,
            tune=30,
            chains=2,
            random_seed=3,
            progressbar=False,
            return_inferencedata=False,
            compute_convergence_checks=False,
        )


@pytest.fixture(autouse=True)
def closed_figures():
    yield
    from matplotlib import pyplot

    pyplot.close("all")


def test_waic_is_its_formula(idata):
    logs = idata.log_likelihood["y"].values.reshape(-1, 5)
    each = np.log(np.exp(logs).mean(0)) - logs.var(0)
    found = pm.waic(idata, pointwise=True)
    np.testing.assert_allclose(found.waic_i.values, each, rtol=1e-10)
    assert found.elpd_waic == pytest.approx(each.sum()) and found["se"] == pytest.approx(np.sqrt(5 * each.var()))
    assert found.p_waic == pytest.approx(logs.var(0).sum()) and (found.n_samples, found.n_data_points) == (200, 5)
    assert str(found).startswith("Computed from 200 posterior samples and 5 observations log-likelihood matrix.")
    assert f"elpd_waic {found.elpd_waic:8.2f}  {found['se']:7.2f}\np_waic    {found.p_waic:8.2f}        -" in str(found)


@pytest.mark.parametrize("scale, factor", [("log", 1), ("negative_log", -1), ("deviance", -2)])
def test_scales(idata, scale, factor):
    plain, found = az.loo(idata, pointwise=True), az.loo(idata, pointwise=True, scale=scale)
    assert found.elpd_loo == pytest.approx(factor * plain.elpd_loo) and found.p_loo == plain.p_loo
    assert found["se"] == pytest.approx(abs(factor) * plain["se"]) and found["scale"] == scale
    np.testing.assert_allclose(found.loo_i, factor * plain.loo_i)
    worse = az.from_dict(
        posterior={"mu": np.zeros((2, 100))}, log_likelihood={"y": idata.log_likelihood["y"].values - 1}
    )
    for ic in ("loo", "waic"):
        table = az.compare({"worse": worse, "better": idata}, ic=ic, scale=scale)
        assert list(table.index) == ["better", "worse"] and list(table["rank"]) == [0, 1]
        assert list(table.columns[:5]) == ["rank", f"elpd_{ic}", f"p_{ic}", "elpd_diff", "weight"]
        assert table.loc["worse", "elpd_diff"] == pytest.approx(5 * abs(factor))
        assert table.loc["worse", f"elpd_{ic}"] - table.loc["better", f"elpd_{ic}"] == pytest.approx(-5 * factor)
    given = az.compare({"a": found, "b": az.loo(worse, pointwise=True, scale=scale)})
    assert given.loc["b", "elpd_diff"] == pytest.approx(5 * abs(factor)) and set(given["scale"]) == {scale}


def test_functions_of_arrays(idata):
    rng = np.random.default_rng(1)
    y, predicted = np.arange(6.0), np.arange(6.0) + rng.normal(size=(300, 6))
    explained, left = predicted.var(axis=1), (y - predicted).var(axis=1)
    r2 = explained / (explained + left)
    np.testing.assert_allclose(az.r2_samples(y, predicted), r2)
    np.testing.assert_allclose(az.r2_score(y, predicted)[["r2", "r2_std"]], [r2.mean(), r2.std()])
    assert az.autocorr(predicted[:, 0])[0] == pytest.approx(1) and len(az.autocov(predicted[:, 0])) == 300
    assert az.hdi(predicted).shape == (6, 2) and az.hdi(predicted[None]).shape == (6, 2)
    weights, shapes = az.psislw(rng.normal(size=(3, 200)))
    assert weights.shape == (3, 200) and np.shape(shapes) == (3,)
    assert np.shape(az.bfmi(idata)) == (2,) and az.rcParams["stats.hdi_prob"] == 0.94


def test_summary_of_functions_of_the_user(trace):
    table = pm.summary(trace, var_names=["mu", "eta"], stat_funcs={"middle": np.median})
    assert table.loc["mu", "middle"] == pytest.approx(np.median(trace["mu"]), abs=1e-3)
    assert table["middle"].iloc[3] == pytest.approx(np.median(trace["eta"][:, 2]), abs=1e-3)
    assert list(pm.summary(trace, var_names=["mu"], stat_funcs=[np.max], extend=False).columns) == [np.max.__name__]


def test_plots_return_axes(trace, idata):
    assert pm.traceplot(trace, var_names=["mu", "tau"]).shape == (2, 2)
    assert az.plot_trace(idata, var_names=["mu"])[0, 1].figure.axes
    assert hasattr(az.plot_posterior(idata, var_names=["mu"], ref_val=0.0, figsize=(5, 3)), "set_title")
    assert hasattr(az.plot_posterior(trace["mu"]), "set_title") and hasattr(pm.energyplot(trace), "set_title")
    assert hasattr(pm.forestplot(trace, var_names=["mu"], credible_interval=0.8)[0], "set_title")
    assert hasattr(pm.kdeplot(trace["mu"]), "set_title") and np.ravel(pm.plot_density(trace, var_names=["mu"])).size
    assert len(np.ravel(az.plot_posterior(idata, var_names=["eta"]))) >= 3


def test_plot_hdi():
    from matplotlib import pyplot

    x, y = np.arange(20.0)[::-1], np.random.default_rng(2).normal(size=(400, 20))
    axes = az.plot_hdi(x, y, smooth=False, hdi_prob=0.9, color="k", ax=pyplot.gca())
    np.testing.assert_allclose(axes.lines[0].get_ydata()[::-1], az.hdi(y, hdi_prob=0.9)[:, 0])
    assert len(az.plot_hdi(x, hdi_data=az.hdi(y)).lines[-1].get_xdata()) == 200


def test_what_an_inference_data_can_do(idata):
    assert isinstance(idata, az.InferenceData) and {"posterior", "log_likelihood"} <= set(idata.groups())
    assert idata.posterior.stack(sample=("chain", "draw"))["eta"].shape == (3, 200)
    assert idata.posterior.to_dataframe().shape[0] == 600 and idata.sel(chain=[0]).posterior["mu"].shape == (1, 100)
    renamed = idata.rename({"mu": "m"}, groups="posterior")
    assert "m" in renamed.posterior and "mu" in idata.posterior
    copied = idata.copy()
    copied.extend(az.from_dict(prior={"mu": np.zeros((1, 4))}))
    copied.add_groups({"prior_predictive": {"y": np.zeros((1, 4, 5))}})
    assert {"prior", "prior_predictive", "posterior"} <= set(copied.groups()) and "prior" not in idata.groups()
    assert az.concat(idata, idata, dim="draw").posterior.sizes["draw"] == 200
    assert az.convert_to_inference_data({"x": np.zeros((2, 9))}).posterior["x"].shape == (2, 9)
    assert az.extract_dataset(idata)["mu"].shape == (200,)
    again = pickle.loads(pickle.dumps(idata))
    np.testing.assert_array_equal(again.posterior["mu"], idata.posterior["mu"])
    assert set(again.groups()) == set(idata.groups())


def test_an_inference_data_goes_to_a_file_and_back(idata, tmp_path):
    pytest.importorskip("h5netcdf")
    name = str(tmp_path / "saved.nc")
    assert az.to_netcdf(idata, name) == name and idata.to_netcdf(str(tmp_path / "again.nc")).endswith("again.nc")
    read = az.from_netcdf(name)
    np.testing.assert_array_equal(read.posterior["eta"], idata.posterior["eta"])
    assert set(read.groups()) == set(idata.groups())


def test_a_pickled_one_is_read_without_arviz(idata, tmp_path):
    from theano_migrate.compare import load

    (tmp_path / "t.pkl").write_bytes(pickle.dumps({"idata": idata}))
    with warnings.catch_warnings():
        draws = load(tmp_path / "t.pkl")
    np.testing.assert_array_equal(draws.stacked("eta"), idata.posterior["eta"])


def test_what_is_missing_says_what_to_do(trace):
    with pytest.raises((AttributeError, TypeError), match="no_such_argument|plot_dist_comparison.*pip install"):
        pm.plot_dist_comparison(trace, no_such_argument=1)
