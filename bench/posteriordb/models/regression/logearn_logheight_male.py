"""Logarithm of earnings by the logarithm of height, and sex."""

import numpy as np
import pymc3 as pm


def model(data):
    with pm.Model() as earnings:
        beta = pm.Flat("beta", shape=3)
        sigma = pm.HalfFlat("sigma")
        pm.Normal(
            "earn",
            mu=beta[0] + beta[1] * np.log(data["height"]) + beta[2] * data["male"],
            sd=sigma,
            observed=np.log(data["earn"]),
        )
    return earnings
