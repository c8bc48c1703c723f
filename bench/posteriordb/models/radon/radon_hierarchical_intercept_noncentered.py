"""Radon of houses: intercepts of counties with a predictor, not centred."""

import pymc3 as pm


def model(data):
    county = data["county_idx"] - 1
    floor = data["floor_measure"]
    with pm.Model() as radon:
        sigma_alpha = pm.HalfNormal("sigma_alpha", sd=1)
        sigma_y = pm.HalfNormal("sigma_y", sd=1)
        mu_alpha = pm.Normal("mu_alpha", mu=0, sd=10)
        beta = pm.Normal("beta", mu=0, sd=10, shape=2)
        alpha_raw = pm.Normal("alpha_raw", mu=0, sd=1, shape=data["J"])
        alpha = pm.Deterministic("alpha", mu_alpha + sigma_alpha * alpha_raw)
        mu = alpha[county] + beta[0] * data["log_uppm"] + beta[1] * floor
        pm.Normal("log_radon", mu=mu, sd=sigma_y, observed=data["log_radon"])
    return radon
