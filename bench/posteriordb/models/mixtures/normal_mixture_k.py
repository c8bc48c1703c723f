"""Mixture of K normals."""

import numpy as np
import pymc3 as pm

UNLIKE = {"theta": "simplex"}


def model(data):
    with pm.Model() as mixture:
        theta = pm.Dirichlet("theta", a=np.ones(data["K"]))
        mu = pm.Normal("mu", mu=0, sd=10, shape=data["K"])
        sigma = pm.Uniform("sigma", lower=0, upper=10, shape=data["K"])
        pm.NormalMixture("y", w=theta, mu=mu, sd=sigma, observed=data["y"])
    return mixture
