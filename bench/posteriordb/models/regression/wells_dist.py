"""Households that switched wells by distance in metres."""

import pymc3 as pm


def model(data):
    with pm.Model() as wells:
        beta = pm.Flat("beta", shape=2)
        p = pm.math.sigmoid(beta[0] + beta[1] * data["dist"])
        pm.Bernoulli("switched", p=p, observed=data["switched"])
    return wells
