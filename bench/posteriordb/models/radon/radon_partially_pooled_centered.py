"""Radon of houses: means of counties, centred."""

import pymc3 as pm


def model(data):
    with pm.Model() as radon:
        sigma_y = pm.HalfNormal("sigma_y", sd=1)
        sigma_alpha = pm.HalfNormal("sigma_alpha", sd=1)
        mu_alpha = pm.Normal("mu_alpha", mu=0, sd=10)
        alpha = pm.Normal("alpha", mu=mu_alpha, sd=sigma_alpha, shape=data["J"])
        pm.Normal("log_radon", mu=alpha[data["county_idx"] - 1], sd=sigma_y, observed=data["log_radon"])
    return radon
