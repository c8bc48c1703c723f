"""The whole story in a second or two: graph, gradient, C, updates, a model, its density, its posterior."""

import numpy as np
import pytest

import compat as theano
import compat.pymc3 as pm
import compat.tensor as tt


@pytest.mark.parametrize("mode", ["FAST_COMPILE", "FAST_RUN", "JAX"])
def test_function_and_gradient(mode):
    x = tt.dvector("x")
    y = tt.sum(tt.log(1 + tt.exp(x)) * x)
    value, gradient = theano.function([x], [y, theano.grad(y, x)], mode=mode)(np.array([0.0, 1.0, -800.0]))
    assert value == pytest.approx(np.logaddexp(0, 1))
    assert gradient == pytest.approx([np.log(2), np.logaddexp(0, 1) + 1 / (1 + np.exp(-1)), 0.0])


def test_updates_read_old_values():
    a, b = theano.shared(1.0), theano.shared(2.0)
    swap = theano.function([], a + b, updates=[(a, b), (b, a)])
    assert swap() == 3.0 and (a.get_value(), b.get_value()) == (2.0, 1.0)


@pytest.fixture(scope="module")
def model():
    with pm.Model() as model:
        mu = pm.Normal("mu", mu=0, sigma=10)
        sd = pm.HalfNormal("sd", sigma=1)
        pm.Normal("y", mu=mu, sigma=sd, observed=np.array([1.0, 2.0, 3.0]))
    return model


def test_log_density(model):
    from scipy.stats import halfnorm, norm

    wanted = norm(0, 10).logpdf(1.5) + halfnorm.logpdf(1.0) + norm(1.5, 1).logpdf([1, 2, 3]).sum()
    assert model.logp({"mu": 1.5, "sd_log__": 0.0}) == pytest.approx(wanted, rel=1e-9)
    assert model.dlogp()({"mu": 2.0, "sd_log__": 0.0}) == pytest.approx([-0.02, -1.0 + 1.0 - 3.0 + 2.0])


def test_posterior(model):
    with model:
        trace = pm.sample(
            500, tune=500, chains=2, cores=1, random_seed=1, progressbar=False, return_inferencedata=False
        )
    assert trace["mu"].shape == (1000,) and (trace["sd"] > 0).all()
    assert abs(trace["mu"].mean() - 2.0) < 0.3
