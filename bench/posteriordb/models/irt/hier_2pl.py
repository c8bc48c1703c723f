"""Two-parameter items whose parameters are correlated."""

import numpy as np
import pymc3 as pm
import theano.tensor as tt

UNLIKE = {"L_Omega": "correlation"}


def model(data):
    item, person = data["ii"] - 1, data["jj"] - 1
    with pm.Model() as items:
        theta = pm.Normal("theta", mu=0, sd=1, shape=data["J"])
        xi1 = pm.Flat("xi1", shape=data["I"])
        xi2 = pm.Flat("xi2", shape=data["I"])
        mu = pm.Normal("mu", mu=0, sd=np.array([1.0, 5.0]), shape=2)
        tau = pm.Exponential("tau", lam=0.1, shape=2)
        rho = pm.LKJCorr("L_Omega", eta=4, n=2)[0]
        chol = tt.stack([tt.stack([tau[0], 0.0]), tt.stack([tau[1] * rho, tau[1] * tt.sqrt(1 - rho**2)])])
        xi = tt.stack([xi1, xi2], axis=1)
        pm.Potential("xi", pm.MvNormal.dist(mu=mu, chol=chol, shape=(data["I"], 2)).logp(xi).sum())
        alpha = tt.exp(xi1)
        pm.Bernoulli("y", logit_p=alpha[item] * (theta[person] - xi2[item]), observed=data["y"])
    return items
