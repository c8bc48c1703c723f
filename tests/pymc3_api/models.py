"""Models that several tests use."""

import numpy as np

import theano_compat.pymc3_api as pm

EFFECT = np.array([28.0, 8.0, -3.0, 7.0, -1.0, 1.0, 18.0, 12.0])
STDERR = np.array([15.0, 10.0, 16.0, 11.0, 9.0, 11.0, 10.0, 18.0])


def eight_schools() -> pm.Model:
    with pm.Model() as model:
        mu = pm.Normal("mu", mu=0, sigma=5)
        tau = pm.HalfCauchy("tau", beta=5)
        eta = pm.Normal("eta", mu=0, sigma=1, shape=8)
        theta = pm.Deterministic("theta", mu + tau * eta)
        pm.Normal("obs", mu=theta, sigma=STDERR, observed=EFFECT)
    return model


def normal_mean() -> pm.Model:
    """The posterior of `mu` is known: Normal(2, sd 1/sqrt(101))."""
    with pm.Model() as model:
        mu = pm.Normal("mu", 0, 1)
        pm.Normal("y", mu, 1, observed=np.full(100, 2.02))
    return model
