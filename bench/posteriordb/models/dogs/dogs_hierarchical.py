"""Dogs that learn to avoid a shock: each trial multiplies the probability."""

import numpy as np
import pymc3 as pm


def model(data):
    y = data["y"]
    shocks = np.cumsum(y, axis=1) - y
    avoided = np.arange(data["n_trials"]) - shocks

    with pm.Model() as dogs:
        a = pm.Uniform("a", 0, 1)
        b = pm.Uniform("b", 0, 1)
        pm.Bernoulli("y", p=a**shocks * b**avoided, observed=y)
    return dogs
