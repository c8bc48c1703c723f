"""Lengths of dugongs by age."""

import pymc3 as pm


def model(data):
    with pm.Model() as dugongs:
        alpha = pm.Normal("alpha", mu=0.0, sd=1000)
        beta = pm.Normal("beta", mu=0.0, sd=1000)
        lam = pm.Uniform("lambda", lower=0.5, upper=1)
        tau = pm.Gamma("tau", alpha=0.0001, beta=0.0001)
        pm.Deterministic("sigma", 1 / pm.math.sqrt(tau))
        pm.Normal("Y", mu=alpha - beta * lam ** data["x"], tau=tau, observed=data["Y"])
    return dugongs
