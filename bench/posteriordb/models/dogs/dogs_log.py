"""Dogs that learn to avoid a shock: logistic without an intercept, bounded slopes."""

import numpy as np
import pymc3 as pm

UNLIKE = {"beta": ("bounded in PyMC3", [-100.0, 0.0], [0.0, 100.0])}


def model(data):
    y = data["y"]
    shocks = np.cumsum(y, axis=1) - y
    avoided = np.arange(data["n_trials"]) - shocks

    with pm.Model() as dogs:
        beta = pm.Uniform("beta", lower=np.array([-100.0, 0.0]), upper=np.array([0.0, 100.0]), shape=2)
        p = pm.math.sigmoid(beta[0] * avoided + beta[1] * shocks)
        pm.Bernoulli("y", p=p, observed=y)
    return dogs
