"""Radon of houses: intercepts and slopes of counties, not centred."""

import pymc3 as pm


def model(data):
    county = data["county_idx"] - 1
    floor = data["floor_measure"]
    with pm.Model() as radon:
        sigma_y = pm.HalfNormal("sigma_y", sd=1)
        sigma_alpha = pm.HalfNormal("sigma_alpha", sd=1)
        sigma_beta = pm.HalfNormal("sigma_beta", sd=1)
        mu_alpha = pm.Normal("mu_alpha", mu=0, sd=10)
        mu_beta = pm.Normal("mu_beta", mu=0, sd=10)
        alpha_raw = pm.Normal("alpha_raw", mu=0, sd=1, shape=data["J"])
        alpha = pm.Deterministic("alpha", mu_alpha + sigma_alpha * alpha_raw)
        beta_raw = pm.Normal("beta_raw", mu=0, sd=1, shape=data["J"])
        beta = pm.Deterministic("beta", mu_beta + sigma_beta * beta_raw)
        mu = alpha[county] + beta[county] * floor
        pm.Normal("log_radon", mu=mu, sd=sigma_y, observed=data["log_radon"])
    return radon
