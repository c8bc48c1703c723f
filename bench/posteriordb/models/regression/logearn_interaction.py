"""Logarithm of earnings: height, sex and their interaction."""

import numpy as np
import pymc3 as pm
import theano.tensor as tt


def model(data):
    height, male = data["height"], data["male"]
    X = np.array([np.ones_like(height), height, male, height * male]).T
    with pm.Model() as earnings:
        beta = pm.Flat("beta", shape=4)
        sigma = pm.HalfFlat("sigma")
        pm.Normal("earn", mu=tt.dot(X, beta), sd=sigma, observed=np.log(data["earn"]))
    return earnings
