"""Models that PyMC3 3.8 and 3.11.5 pickled have their log densities, draw, and can be pickled again."""

import lzma
import pickle
from pathlib import Path

import numpy as np
import pytest

import compat
import theano_compat.pymc3_api as pm

SAVED = {
    path.name.removeprefix("old_models-").removesuffix(".pkl.xz"): pickle.loads(lzma.decompress(path.read_bytes()))
    for path in sorted(Path(__file__).parent.glob("old_models-*.pkl.xz"))
}
NOT_DRAWN = {"flat", "halfflat", "ar"}  # these have no `random`
CASES = [(release, name) for release, saved in SAVED.items() for name in saved]


@pytest.fixture(autouse=True)
def as_pymc3():
    """The pickles name modules of pymc3 and theano."""
    compat.install(environment=False)
    yield
    compat.uninstall()


@pytest.mark.parametrize(("release", "name"), CASES)
@pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::UserWarning", "ignore:.*:DeprecationWarning")
def test_loads_and_is_what_it_was(release, name):
    text, points = SAVED[release][name]
    model = pickle.loads(text)
    again = pickle.loads(pickle.dumps(model))
    for point, expected in points:
        for made in (model, again):
            logp = {v.name: float(v.logp(point)) for v in made.basic_RVs}
            assert logp.keys() == expected.keys()
            for variable, value in expected.items():
                np.testing.assert_allclose(logp[variable], value, rtol=1e-9, atol=1e-9, err_msg=variable)
    assert str(model) == str(again) and len(str(model).splitlines()) >= len(model.free_RVs)
    assert {k: np.shape(v) for k, v in model.test_point.items()} == {k: np.shape(v) for k, v in points[0][0].items()}
    with model:
        drawn = [v.name for v in model.basic_RVs if not v.name.endswith("__") and v.name not in NOT_DRAWN]
        prior = pm.sample_prior_predictive(3, var_names=drawn, random_seed=1)
    assert prior.keys() == set(drawn)
