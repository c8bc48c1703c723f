"""Counts of falcons by a cubic of the year, with effects of years."""

import numpy as np
import pymc3 as pm
import theano.tensor as tt


def model(data):
    year = data["year"]
    with pm.Model() as counts:
        alpha = pm.Uniform("alpha", lower=-20, upper=20)
        beta1 = pm.Uniform("beta1", lower=-10, upper=10)
        beta2 = pm.Bound(pm.Flat, lower=-10, upper=20)("beta2")
        pm.Potential("beta2_below_10", tt.switch(tt.gt(beta2, 10), -np.inf, 0.0))
        beta3 = pm.Uniform("beta3", lower=-10, upper=10)
        sigma = pm.Uniform("sigma", lower=0, upper=5)
        eps = pm.Normal("eps", mu=0, sd=sigma, shape=data["n"])
        log_lambda = alpha + beta1 * year + beta2 * year**2 + beta3 * year**3 + eps
        pm.Poisson("C", mu=tt.exp(log_lambda), observed=data["C"])
    return counts
