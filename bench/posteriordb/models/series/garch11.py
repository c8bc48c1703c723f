"""Volatility of returns, GARCH(1,1): the variance by scan."""

import numpy as np
import pymc3 as pm
import theano
import theano.tensor as tt


def model(data):
    y = data["y"]
    with pm.Model() as garch:
        mu = pm.Flat("mu")
        alpha0 = pm.HalfFlat("alpha0")
        alpha1 = pm.Uniform("alpha1", lower=0, upper=1)
        beta1 = pm.Bound(pm.Flat, lower=0.0, upper=1 - alpha1)("beta1")
        variance, _ = theano.scan(
            lambda y_before, v, mu, a0, a1, b1: a0 + a1 * (y_before - mu) ** 2 + b1 * v,
            sequences=[tt.as_tensor_variable(y[:-1])],
            outputs_info=[np.float64(data["sigma1"] ** 2)],
            non_sequences=[mu, alpha0, alpha1, beta1],
        )
        sigma = tt.sqrt(tt.concatenate([np.array([data["sigma1"] ** 2]), variance]))
        pm.Normal("y", mu=mu, sd=sigma, observed=y)
    return garch
