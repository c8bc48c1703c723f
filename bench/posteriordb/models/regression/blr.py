"""Bayesian linear regression."""

import pymc3 as pm
import theano.tensor as tt


def model(data):
    with pm.Model() as regression:
        beta = pm.Normal("beta", 0, 10, shape=data["D"])
        sigma = pm.HalfNormal("sigma", sd=10)
        pm.Normal("y", mu=tt.dot(data["X"], beta), sd=sigma, observed=data["y"])
    return regression
