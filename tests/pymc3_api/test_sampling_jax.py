"""pymc3.sampling_jax: signatures of the repository, InferenceData out."""

import numpy as np
import pytest

from compat.pymc3_api import sampling_jax
from tests.pymc3_api.models import eight_schools, normal_mean

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.slow]


@pytest.mark.parametrize("name, needs", [("sample_numpyro_nuts", "numpyro"),
                                         ("sample_tfp_nuts", "tensorflow_probability")])
def test_known_posterior(name, needs):
    pytest.importorskip("jax")
    pytest.importorskip("arviz")
    pytest.importorskip(needs)
    with normal_mean():
        idata = getattr(sampling_jax, name)(400, 200, chains=2, random_seed=3, progress_bar=False)
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
