"""Mixture of two normals with ordered means."""

import pymc3 as pm
import theano.tensor as tt


def model(data):
    with pm.Model() as mixture:
        mu = pm.Normal("mu", mu=0, sd=2, shape=2, transform=pm.distributions.transforms.ordered, testval=[-1.0, 1.0])
        sigma = pm.HalfNormal("sigma", sd=2, shape=2)
        theta = pm.Beta("theta", alpha=5, beta=5)
        pm.NormalMixture("y", w=tt.stack([theta, 1 - theta]), mu=mu, sd=sigma, observed=data["y"])
    return mixture
