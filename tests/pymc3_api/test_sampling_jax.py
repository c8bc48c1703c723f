"""pymc3.sampling_jax: signatures of the repository, InferenceData out."""

import numpy as np
import pytest

from tests.pymc3_api.models import eight_schools, normal_mean
from theano_compat.pymc3_api import sampling_jax

SIZES = {"draws": 400, "tune": 200}  # one length in several tests: XLA compiles a program for each

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.slow]


@pytest.mark.parametrize(
    "name, needs", [("sample_numpyro_nuts", "numpyro"), ("sample_tfp_nuts", "tensorflow_probability")]
)
def test_known_posterior(name, needs):
    pytest.importorskip("jax")
    pytest.importorskip("arviz")
    pytest.importorskip(needs)
    with normal_mean():
        idata = getattr(sampling_jax, name)(**SIZES, chains=2, random_seed=3, progress_bar=False)
    mu = idata.posterior["mu"].values
    assert mu.shape == (2, 400) and mu.mean() == pytest.approx(2, abs=0.03)
    assert mu.std() == pytest.approx(101**-0.5, rel=0.15) and "diverging" in idata.sample_stats


def test_free_values_kept():
    pytest.importorskip("numpyro")
    pytest.importorskip("arviz")
    with eight_schools():
        idata = sampling_jax.sample_numpyro_nuts(30, 30, chains=1, progress_bar=False, keep_untransformed=True)
    np.testing.assert_allclose(np.exp(idata.posterior["tau_log__"]), idata.posterior["tau"])


def test_schedule_of_tfp():
    with normal_mean(), pytest.raises(NotImplementedError, match="Leave them out"):
        sampling_jax.sample_tfp_nuts(10, 10, num_tuning_epoch=4)


@pytest.fixture
def in_numpyro():
    pytest.importorskip("numpyro")
    pytest.importorskip("arviz")
    return sampling_jax.sample_numpyro_nuts


def test_arguments_of_today(in_numpyro):
    with eight_schools():
        idata = in_numpyro(
            60,
            60,
            chains=2,
            progressbar=False,
            initvals={"mu": 1.0},
            jitter=False,
            var_names=["tau"],
            nuts_kwargs={"max_tree_depth": 4, "dense_mass": True},
            postprocessing_backend="cpu",
            compute_convergence_checks=False,
            idata_kwargs={"log_likelihood": True},
        )
    assert list(idata.posterior.data_vars) == ["tau"] and idata.sample_stats["tree_depth"].max() <= 4
    assert idata.log_likelihood["obs"].shape == (2, 60, 8)


def test_log_likelihoods_are_computed_where_asked_for(in_numpyro):
    with normal_mean():
        assert "log_likelihood" not in in_numpyro(**SIZES, chains=1, progress_bar=False).groups()


@pytest.mark.parametrize(
    "wrong, error, words",
    [
        ({"var_names": ["nope"]}, ValueError, "no variable 'nope'"),
        ({"nope": 1}, TypeError, "nope"),
        ({"initvals": {"nope": 1.0}}, KeyError, "nope"),
    ],
)
def test_wrong_arguments(in_numpyro, wrong, error, words):
    with normal_mean(), pytest.raises(error, match=words):
        in_numpyro(5, 5, chains=1, progress_bar=False, **wrong)


@pytest.mark.parametrize("method", ["vectorized", "sequential", None])
def test_chain_method_and_cores_through_sample(in_numpyro, method, caplog):
    import compat.pymc3 as pm
    from theano_compat.settings import config

    caplog.set_level("INFO", logger="pymc3")
    with normal_mean(), config.change_flags(sampler="numpyro"):
        more = {} if method is None else {"chain_method": method}
        trace = pm.sample(**SIZES, chains=3, cores=2, progressbar=False, random_seed=1, **more)
    assert trace.nchains == 3
    assert ("Vectorized sampling (3 chains in one program)" in caplog.text) == (method == "vectorized")
