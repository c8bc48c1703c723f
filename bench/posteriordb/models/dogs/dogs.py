"""Dogs that learn to avoid a shock: logistic in what happened before."""

import numpy as np
import pymc3 as pm


def model(data):
    y = data["y"]
    shocks = np.cumsum(y, axis=1) - y
    avoided = np.arange(data["n_trials"]) - shocks

    with pm.Model() as dogs:
        beta = pm.Normal("beta", mu=0, sd=100, shape=3)
        pm.Bernoulli("y", logit_p=beta[0] + beta[1] * avoided + beta[2] * shocks, observed=y)
    return dogs
