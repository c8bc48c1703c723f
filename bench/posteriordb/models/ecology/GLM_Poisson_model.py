"""Counts of falcons by a cubic of the year."""

import pymc3 as pm
import theano.tensor as tt


def model(data):
    year = data["year"]
    with pm.Model() as counts:
        alpha = pm.Uniform("alpha", lower=-20, upper=20)
        beta1 = pm.Uniform("beta1", lower=-10, upper=10)
        beta2 = pm.Uniform("beta2", lower=-10, upper=10)
        beta3 = pm.Uniform("beta3", lower=-10, upper=10)
        log_lambda = alpha + beta1 * year + beta2 * year**2 + beta3 * year**3
        pm.Poisson("C", mu=tt.exp(log_lambda), observed=data["C"])
    return counts
