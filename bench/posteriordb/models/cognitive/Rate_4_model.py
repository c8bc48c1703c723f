"""A rate, and the same before the data."""

import pymc3 as pm


def model(data):
    with pm.Model() as rate:
        theta = pm.Beta("theta", alpha=1, beta=1)
        pm.Beta("thetaprior", alpha=1, beta=1)
        pm.Binomial("k", n=data["n"], p=theta, observed=data["k"])
    return rate
