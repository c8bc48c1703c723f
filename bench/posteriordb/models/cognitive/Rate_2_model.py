"""The difference of two rates."""

import pymc3 as pm


def model(data):
    with pm.Model() as rates:
        theta1 = pm.Beta("theta1", 1, 1)
        theta2 = pm.Beta("theta2", 1, 1)
        pm.Deterministic("delta", theta1 - theta2)
        pm.Binomial("k1", n=data["n1"], p=theta1, observed=data["k1"])
        pm.Binomial("k2", n=data["n2"], p=theta2, observed=data["k2"])
    return rates
