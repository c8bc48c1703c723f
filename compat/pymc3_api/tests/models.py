"""Small models; each function returns (test point, model, known moments). Source of the names: pymc3.tests.models."""

from __future__ import annotations

from typing import Any

import numpy as np

from ... import pymc3_api as pm
from ...importing.module_getattr import absent_from
from ...models.modelling.theanof import floatX_array
from ...ops.elementwise.functions import log
from ...ops.shapes.creation import ones
from ...settings import config
from ...theano_api.compile.ops import as_op
from ...theano_api.tensor import scalar

_MU, _TAU = -2.1, 1.3


def _normal_of_shape(shape: Any) -> Any:
    with pm.Model() as model:
        pm.Normal("x", _MU, tau=_TAU, shape=shape, testval=0.1 * ones(np.atleast_1d(shape)))
    return model.test_point, model, (_MU, _TAU**-0.5)


def simple_model() -> Any:
    """Return two independent normals."""
    return _normal_of_shape(2)


def multidimensional_model() -> Any:
    """Return six independent normals, in three rows."""
    return _normal_of_shape((3, 2))


def simple_init() -> Any:
    """Return (model, start, a Metropolis step, moments) of `simple_model`."""
    start, model, moments = simple_model()
    return model, start, pm.Metropolis(model.vars, np.diag([1.0]), model=model), moments


def simple_categorical() -> Any:
    """Return three categorical variables (0 to 3, rising probabilities); mean and variance of one."""
    p, categories = floatX_array([0.1, 0.2, 0.3, 0.4]), floatX_array(range(4))
    with pm.Model() as model:
        pm.Categorical("x", p, shape=3, testval=[1, 2, 3])
    mean = p @ categories
    return model.test_point, model, (mean, p @ (categories - mean) ** 2)


def simple_arbitrary_det() -> Any:
    """Return a likelihood whose mean is computed by a Python function in an Op; no moments."""
    type_ = scalar(dtype=config.floatX).type

    @as_op(itypes=[type_], otypes=[type_])
    def unchanged(value: object) -> Any:
        return value

    with pm.Model() as model:
        mean = unchanged(pm.Normal("a"))
        pm.Normal("obs", mu=mean.astype("float64"), observed=floatX_array([1, 3, 5]))
    return model.test_point, model


def _with_logarithm(name: str, distribution: Any, **parameters: Any) -> Any:
    with pm.Model() as model:
        x = pm.Normal("x", _MU, tau=_TAU, testval=0.1)
        pm.Deterministic("logx", log(x))
        distribution(name, **parameters)
    return model.test_point, model


def simple_2model() -> Any:
    """Return a normal, its logarithm, and a coin; no moments."""
    return _with_logarithm("y", pm.Bernoulli, p=0.4)


def simple_2model_continuous() -> Any:
    """Return `simple_2model` with two Beta variables in place of the coin."""
    return _with_logarithm("y", pm.Beta, alpha=1, beta=1, shape=2)


def _mv_normal(mu: Any) -> Any:
    root = floatX_array([[2.0, 0, 0], [0.05, 0.1, 0], [1.0, -0.05, 5.5]])
    mu, precision = floatX_array(mu), root @ root.T
    with pm.Model() as model:
        pm.MvNormal("x", mu, tau=precision, shape=3, testval=floatX_array([0.1, 1.0, 0.8]))
    return model.test_point, model, (mu, np.linalg.inv(precision))


def mv_simple() -> Any:
    """Return three correlated normals; their mean and covariance."""
    return _mv_normal([-0.1, 0.5, 1.1])


def mv_simple_coarse() -> Any:
    """Return `mv_simple` with another mean."""
    return _mv_normal([-0.2, 0.6, 1.2])


def mv_simple_very_coarse() -> Any:
    """Return `mv_simple` with a third mean."""
    return _mv_normal([-0.3, 0.7, 1.3])


def mv_simple_discrete() -> Any:
    """Return a multinomial of two categories; its mean and covariance."""
    n, p = 5, floatX_array([0.15, 0.85])
    with pm.Model() as model:
        pm.Multinomial("x", n, p, shape=2, testval=np.array([1, 4]))
    return model.test_point, model, (n * p, n * (np.diag(p) - np.outer(p, p)))


def mv_prior_simple() -> Any:
    """Return a flat vector observed with normal noise, as a test with a Gaussian process prior uses it.

    The moments are (K, its root, posterior mean and sd, noise) for a prior of covariance K.
    """
    n, noise = 3, 0.1
    points = np.linspace(0, 1, n)[:, None]
    K = pm.gp.cov.ExpQuad(1, 1)(points).eval()
    seen = floatX_array([-0.1, 0.5, 1.1])
    weights = np.linalg.solve(K + noise * np.eye(n), K).T
    sd = np.sqrt(np.diag(K - weights @ K))
    with pm.Model() as model:
        x = pm.Flat("x", shape=n)
        pm.MvNormal("x_obs", mu=x, cov=noise * np.eye(n), shape=n, observed=seen)
    return model.test_point, model, (K, np.linalg.cholesky(K), weights @ seen, sd, noise)


def non_normal(n: int = 2) -> Any:
    """Return `n` Beta variables without a transform; their mean."""
    with pm.Model() as model:
        pm.Beta("x", 3, 3, shape=n, transform=None)
    return model.test_point, model, (np.full(n, 0.5), None)


def exponential_beta(n: int = 2) -> Any:
    """Return `n` Beta and `n` exponential variables without transforms."""
    with pm.Model() as model:
        pm.Beta("x", 3, 1, shape=n, transform=None)
        pm.Exponential("y", 1, shape=n, transform=None)
    return model.test_point, model, None


def beta_bernoulli(n: int = 2) -> Any:
    """Return `n` Beta variables without a transform, and one coin."""
    with pm.Model() as model:
        pm.Beta("x", 3, 1, shape=n, transform=None)
        pm.Bernoulli("y", 0.5)
    return model.test_point, model, None


def simple_normal(bounded_prior: bool = False) -> Any:
    """Return one observation, 10, with a flat prior on its mean, or a uniform one that is not centred there."""
    with pm.Model() as model:
        mean = pm.Uniform("mu_i", 9, 12) if bounded_prior else pm.Flat("mu_i")
        pm.Normal("X_obs", mu=mean, sigma=1.0, observed=10.0)
    return model.test_point, model, None


__getattr__ = absent_from(__name__)
