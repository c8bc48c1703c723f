"""Pilots in a flight simulator: groups and scenarios."""

import pymc3 as pm


def model(data):
    with pm.Model() as pilots:
        mu_a = pm.Normal("mu_a", mu=0, sd=1)
        mu_b = pm.Normal("mu_b", mu=0, sd=1)
        sigma_a = pm.Uniform("sigma_a", 0, 100)
        sigma_b = pm.Uniform("sigma_b", 0, 100)
        sigma_y = pm.Uniform("sigma_y", 0, 100)
        a = pm.Normal("a", mu=10 * mu_a, sd=sigma_a, shape=data["n_groups"])
        b = pm.Normal("b", mu=10 * mu_b, sd=sigma_b, shape=data["n_scenarios"])
        y_hat = a[data["group_id"] - 1] + b[data["scenario_id"] - 1]
        pm.Normal("y", mu=y_hat, sd=sigma_y, observed=data["y"])
    return pilots
