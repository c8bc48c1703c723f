"""Radon of houses: means of counties under bounded scales."""

import pymc3 as pm


def model(data):
    with pm.Model() as radon:
        mu_a = pm.Normal("mu_a", mu=0.0, tau=1.0)
        sigma_a = pm.Uniform("sigma_a", lower=0, upper=100)
        sigma_y = pm.Uniform("sigma_y", lower=0, upper=100)
        a = pm.Normal("a", mu=mu_a, tau=sigma_a**-2, shape=data["J"])
        y_hat = a[data["county"] - 1]
        pm.Normal("y", mu=y_hat, tau=sigma_y**-2, observed=data["y"])
    return radon
