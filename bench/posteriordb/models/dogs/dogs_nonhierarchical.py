"""Dogs that learn to avoid a shock: factors of each dog, correlated."""

import numpy as np
import pymc3 as pm
import theano.tensor as tt

UNLIKE = {"L_logit_ab": "correlation"}


def model(data):
    y = data["y"]
    shocks = np.cumsum(y, axis=1) - y
    avoided = np.arange(data["n_trials"]) - shocks

    with pm.Model() as dogs:
        mu = pm.Logistic("mu_logit_ab", mu=0, s=1, shape=2)
        sigma = pm.HalfNormal("sigma_logit_ab", sd=1, shape=2)
        rho = pm.LKJCorr("L_logit_ab", eta=2, n=2)[0]
        z = pm.Normal("z", mu=0, sd=1, shape=(data["n_dogs"], 2))
        # rows of z times diag(sigma) times the Cholesky factor, as the program has it
        factor = tt.stack([tt.stack([1.0, 0.0]), tt.stack([rho, tt.sqrt(1 - rho**2)])])
        logit_ab = mu + tt.dot(z, sigma[:, None] * factor)
        a = pm.math.sigmoid(logit_ab[:, 0])
        b = pm.math.sigmoid(logit_ab[:, 1])
        pm.Bernoulli("y", p=a[:, None] ** shocks * b[:, None] ** avoided, observed=y)
    return dogs
