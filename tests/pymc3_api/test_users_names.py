"""A user's model, distribution, transform, step method or kernel may give any name to what it has.

As tests/theano_api/test_users_names.py, for PyMC3: each name raises where it is touched, is a method that takes
something else, or is a value.
"""

import pickle

import numpy as np
import pytest

import compat.pymc3 as pm
import theano_compat.theano_api.tensor as tt
from tests.theano_api.test_users_names import HOW, engine_names, named

FEATURES = {"explain", "save", "to_c", "to_jax"}
OF_MODELS = engine_names(pm.Model) | FEATURES | {"logp_and_slope", "of_point", "entry", "program", "density"}
OF_DISTRIBUTIONS = engine_names(pm.Normal, pm.Poisson) | {"spec", "entry", "parameters", "draws", "support"}
OF_STEPS = engine_names(pm.NUTS, pm.Metropolis, pm.CompoundStep) | {"options", "samples_by_itself", "form", "proposal"}
QUICK = {
    "chains": 1,
    "cores": 1,
    "progressbar": False,
    "compute_convergence_checks": False,
    "random_seed": 1,
    "return_inferencedata": False,
}
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")
HOWS = pytest.mark.parametrize("how", HOW)


@HOWS
def test_a_model(how):
    own = type("Own", (pm.Model,), named(how, OF_MODELS, {}))
    with own() as model:
        x = pm.Normal("x", 0.0, 1.0)
        pm.Normal("y", x, pm.HalfNormal("s"), observed=np.arange(3.0))
        trace = pm.sample(20, tune=20, **QUICK)
        assert np.isfinite(trace["x"]).all()
        assert pm.sample_posterior_predictive(trace, 5, progressbar=False)["y"].shape == (5, 3)
        assert pm.sample_prior_predictive(5)["y"].shape == (5, 3)
        assert np.isfinite(pm.find_MAP(progressbar=False)["x"])
        assert np.isfinite(pm.fit(20, progressbar=False).hist).all()
    at = model.test_point
    assert np.isfinite(model.logp(at)) and model.dlogp()(at).shape == (2,) and "x" in str(model)
    assert model.d2logp()(at).shape == (2, 2) and "s" in str(model.check_test_point())


@HOWS
@pytest.mark.parametrize("base", ["Normal", "Continuous"])
def test_a_distribution(how, base):
    def logp(self, value):
        return -tt.sqr(value - 1) * 2

    def random(self, point=None, size=None):
        return np.ones(() if size is None else size)

    own = type("Own", (getattr(pm, base),), named(how, OF_DISTRIBUTIONS - {"random"}, {"logp": logp, "random": random}))
    with pm.Model() as model:
        x = own("x", testval=0.0)
        pm.Normal("y", x, 1.0, observed=0.0)
        trace = pm.sample(20, tune=20, **QUICK)
        assert pm.sample_prior_predictive(4)["x"].tolist() == [1, 1, 1, 1]
    assert np.isfinite(trace["x"]).all()
    assert float(x.logp({"x": 0.0})) == -2 and float(own.dist().logp(0.0).eval()) == -2
    assert "Own" in str(x.distribution) and model.fastdlogp(model.test_point).shape == (1,)


@HOWS
def test_a_transform(how):
    body = {
        "name": "shifted",
        "forward": lambda self, x: x - 1,
        "backward": lambda self, x: x + 1,
        "forward_val": lambda self, x, point=None: x - 1,
        "jacobian_det": lambda self, x: tt.zeros_like(x),
    }
    names = engine_names(pm.distributions.transforms.Log) | {"jacobian", "support", "entry", "spec"}
    own = type("Own", (pm.distributions.transforms.ElemwiseTransform,), named(how, names, body))()
    with pm.Model() as model:
        pm.Normal("x", 1.0, 1.0, transform=own)
        assert np.isfinite(pm.sample(10, tune=10, **QUICK)["x"]).all()
    assert model.free_RVs[0].name == "x_shifted__"


@HOWS
@pytest.mark.parametrize("base", ["Metropolis", "NUTS"])
def test_a_step_method(how, base):
    own = type("Own", (getattr(pm, base),), named(how, OF_STEPS, {}))
    with pm.Model():
        x, y = pm.Normal("x", 0.0, 1.0), pm.Normal("y", 0.0, 1.0)
        assert np.isfinite(pm.sample(10, tune=10, step=own([x, y]), **QUICK)["x"]).all()
        assert np.isfinite(pm.sample(10, tune=10, step=[own([x]), pm.Slice([y])], **QUICK)["y"]).all()


@HOWS
def test_a_kernel_and_a_mean(how):
    names = engine_names(pm.gp.cov.ExpQuad) | {"columns", "gradient", "shapes", "data"}
    full = {"full": lambda self, X, Xs=None: tt.exp(-tt.sqr(X - tt.transpose(X if Xs is None else Xs)))}
    diag = {"diag": lambda self, X: tt.ones_like(X)[:, 0]}
    kernel = type("Kernel", (pm.gp.cov.Covariance,), named(how, names, {**full, **diag}))(1)
    mean = type("Mean", (pm.gp.mean.Mean,), named(how, names, {"__call__": lambda self, X: X[:, 0]}))()
    X = np.linspace(0, 1, 4)[:, None]
    assert (2 * kernel + pm.gp.cov.WhiteNoise(0.1))(X).eval().shape == (4, 4)
    with pm.Model() as model:
        pm.gp.Marginal(mean_func=mean, cov_func=kernel).marginal_likelihood("y", X, X[:, 0], noise=0.1)
    assert np.isfinite(model.logp(model.test_point))


class Named(pm.Normal):
    """One that is pickled, so it stands in a module."""

    spec = options = entry = "the user's"


def test_a_distribution_is_pickled():
    again = pickle.loads(pickle.dumps(Named.dist(1.0, 2.0)))
    assert again.spec == "the user's" and float(again.logp(1.0).eval()) == pytest.approx(
        -np.log(2 * np.sqrt(2 * np.pi))
    )
