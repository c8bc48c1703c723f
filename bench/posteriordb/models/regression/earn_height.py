"""Earnings by height."""

import pymc3 as pm


def model(data):
    with pm.Model() as earnings:
        beta = pm.Flat("beta", shape=2)
        sigma = pm.HalfFlat("sigma")
        pm.Normal("earn", mu=beta[0] + beta[1] * data["height"], sd=sigma, observed=data["earn"])
    return earnings
