"""A rate of successes."""

import pymc3 as pm


def model(data):
    with pm.Model() as rate:
        theta = pm.Beta("theta", alpha=1, beta=1)
        pm.Binomial("k", n=data["n"], p=theta, observed=data["k"])
    return rate
