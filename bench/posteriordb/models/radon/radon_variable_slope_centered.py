"""Radon of houses: slopes of counties, centred."""

import pymc3 as pm


def model(data):
    county = data["county_idx"] - 1
    floor = data["floor_measure"]
    with pm.Model() as radon:
        alpha = pm.Normal("alpha", mu=0, sd=10)
        sigma_y = pm.HalfNormal("sigma_y", sd=1)
        sigma_beta = pm.HalfNormal("sigma_beta", sd=1)
        mu_beta = pm.Normal("mu_beta", mu=0, sd=10)
        beta = pm.Normal("beta", mu=mu_beta, sd=sigma_beta, shape=data["J"])
        mu = alpha + beta[county] * floor
        pm.Normal("log_radon", mu=mu, sd=sigma_y, observed=data["log_radon"])
    return radon
