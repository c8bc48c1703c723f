"""A user's distribution, kernel or mean function may give any name to what it has.

As tests/theano_api/test_users_names.py, for PyMC3: each name raises where it is touched, is a method that takes
something else, or is a value.
"""

import pickle

import numpy as np
import pytest

import compat.pymc3 as pm
import theano_compat.theano_api.tensor as tt
from tests.theano_api.test_users_names import HOW, engine_names, named

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")
HOWS = pytest.mark.parametrize("how", HOW)


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
