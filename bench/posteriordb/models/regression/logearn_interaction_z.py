"""Logarithm of earnings: standardised height, sex and their interaction."""

import numpy as np
import pymc3 as pm


def model(data):
    z = (data["height"] - data["height"].mean()) / data["height"].std(ddof=1)
    with pm.Model() as earnings:
        beta = pm.Flat("beta", shape=4)
        sigma = pm.HalfFlat("sigma")
        pm.Normal(
            "earn",
            mu=beta[0] + beta[1] * z + beta[2] * data["male"] + beta[3] * z * data["male"],
            sd=sigma,
            observed=np.log(data["earn"]),
        )
    return earnings
