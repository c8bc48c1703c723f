"""Leaf weight of mesquite bushes, all in logarithms."""

import numpy as np
import pymc3 as pm


def model(data):
    X = np.column_stack(
        [
            np.ones(data["N"]),
            np.log(data["diam1"]),
            np.log(data["diam2"]),
            np.log(data["canopy_height"]),
            np.log(data["total_height"]),
            np.log(data["density"]),
            data["group"],
        ]
    )
    with pm.Model() as bushes:
        beta = pm.Flat("beta", shape=X.shape[1])
        sigma = pm.HalfFlat("sigma")
        pm.Normal("weight", mu=pm.math.dot(X, beta), sd=sigma, observed=np.log(data["weight"]))
    return bushes
