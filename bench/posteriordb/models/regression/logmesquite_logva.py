"""Leaf weight of mesquite bushes by volume and area of the canopy."""

import numpy as np
import pymc3 as pm


def model(data):
    volume = np.log(data["diam1"] * data["diam2"] * data["canopy_height"])
    area = np.log(data["diam1"] * data["diam2"])
    X = np.column_stack([np.ones(data["N"]), volume, area, data["group"]])
    with pm.Model() as bushes:
        beta = pm.Flat("beta", shape=X.shape[1])
        sigma = pm.HalfFlat("sigma")
        pm.Normal("weight", mu=pm.math.dot(X, beta), sd=sigma, observed=np.log(data["weight"]))
    return bushes
