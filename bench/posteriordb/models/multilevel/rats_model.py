"""Weights of thirty young rats over five weeks."""

import pymc3 as pm


def model(data):
    rat = data["rat"] - 1
    with pm.Model() as rats:
        mu_alpha = pm.Normal("mu_alpha", 0, sd=100)
        mu_beta = pm.Normal("mu_beta", 0, sd=100)
        sigma_y = pm.HalfFlat("sigma_y")
        sigma_alpha = pm.HalfFlat("sigma_alpha")
        sigma_beta = pm.HalfFlat("sigma_beta")
        alpha = pm.Normal("alpha", mu_alpha, sd=sigma_alpha, shape=data["N"])
        beta = pm.Normal("beta", mu_beta, sd=sigma_beta, shape=data["N"])
        growth = alpha[rat] + beta[rat] * (data["x"] - data["xbar"])
        pm.Normal("y", growth, sd=sigma_y, observed=data["y"])
    return rats
