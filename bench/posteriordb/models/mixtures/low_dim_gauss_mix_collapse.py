"""Mixture of two normals without an order: two modes."""

import pymc3 as pm
import theano.tensor as tt


def model(data):
    y = data["y"]
    with pm.Model() as mixture:
        mu = pm.Normal("mu", mu=0, sd=2, shape=2)
        sigma = pm.HalfNormal("sigma", sd=2, shape=2)
        theta = pm.Beta("theta", alpha=5, beta=5)
        first = tt.log(theta) + pm.Normal.dist(mu[0], sd=sigma[0]).logp(y)
        second = tt.log1p(-theta) + pm.Normal.dist(mu[1], sd=sigma[1]).logp(y)
        pm.Potential("y", pm.math.logaddexp(first, second).sum())
    return mixture
