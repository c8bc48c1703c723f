"""Counts of birds at sites."""

import pymc3 as pm


def model(data):
    site = data["obssite"] - 1
    with pm.Model() as counts:
        mu_alpha = pm.Normal("mu_alpha", mu=0, sd=10)
        sd_alpha = pm.Uniform("sd_alpha", lower=0, upper=5)
        alpha = pm.Normal("alpha", mu=mu_alpha, sd=sd_alpha, shape=data["nsite"])
        pm.Poisson("obs", mu=pm.math.exp(alpha[site]), observed=data["obs"])
    return counts
