"""Germination of seeds on 21 plates, effects that sum to zero."""

import pymc3 as pm
import theano.tensor as tt


def model(data):
    with pm.Model() as seeds:
        alpha0 = pm.Normal("alpha0", mu=0.0, sd=1.0)
        alpha1 = pm.Normal("alpha1", mu=0.0, sd=1.0)
        alpha2 = pm.Normal("alpha2", mu=0.0, sd=1.0)
        alpha12 = pm.Normal("alpha12", mu=0.0, sd=1.0)
        sigma = pm.HalfCauchy("sigma", beta=1)
        c = pm.Normal("c", mu=0.0, sd=sigma, shape=data["I"])
        b = pm.Deterministic("b", c - tt.mean(c))
        logit = alpha0 + alpha1 * data["x1"] + alpha2 * data["x2"] + alpha12 * data["x1"] * data["x2"] + b
        pm.Binomial("n", n=data["N"], p=tt.nnet.sigmoid(logit), observed=data["n"])
    return seeds
