"""Radon of houses: intercepts of counties, centred."""

import pymc3 as pm


def model(data):
    county = data["county_idx"] - 1
    floor = data["floor_measure"]
    with pm.Model() as radon:
        sigma_y = pm.HalfNormal("sigma_y", sd=1)
        sigma_alpha = pm.HalfNormal("sigma_alpha", sd=1)
        mu_alpha = pm.Normal("mu_alpha", mu=0, sd=10)
        beta = pm.Normal("beta", mu=0, sd=10)
        alpha = pm.Normal("alpha", mu=mu_alpha, sd=sigma_alpha, shape=data["J"])
        mu = alpha[county] + beta * floor
        pm.Normal("log_radon", mu=mu, sd=sigma_y, observed=data["log_radon"])
    return radon
