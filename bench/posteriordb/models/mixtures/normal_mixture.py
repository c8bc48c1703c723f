"""Mixture of two normals of unit scale."""

import pymc3 as pm
import theano.tensor as tt


def model(data):
    with pm.Model() as mixture:
        theta = pm.Uniform("theta", lower=0, upper=1)
        mu = pm.Normal("mu", mu=0, sd=10, shape=2)
        components = [pm.Normal.dist(mu=mu[0], sd=1.0), pm.Normal.dist(mu=mu[1], sd=1.0)]
        pm.Mixture("y", w=tt.stack([theta, 1 - theta]), comp_dists=components, observed=data["y"])
    return mixture
