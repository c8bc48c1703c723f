"""Radon of houses, one line for all counties."""

import pymc3 as pm


def model(data):
    floor = data["floor_measure"]
    with pm.Model() as radon:
        sigma_y = pm.HalfNormal("sigma_y", sd=1)
        alpha = pm.Normal("alpha", mu=0, sd=10)
        beta = pm.Normal("beta", mu=0, sd=10)
        mu = alpha + beta * floor
        pm.Normal("log_radon", mu=mu, sd=sigma_y, observed=data["log_radon"])
    return radon
