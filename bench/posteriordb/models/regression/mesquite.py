"""Leaf weight of mesquite bushes by their measures."""

import numpy as np
import pymc3 as pm


def model(data):
    X = np.column_stack(
        [
            np.ones(data["N"]),
            data["diam1"],
            data["diam2"],
            data["canopy_height"],
            data["total_height"],
            data["density"],
            data["group"],
        ]
    )
    with pm.Model() as bushes:
        beta = pm.Flat("beta", shape=X.shape[1])
        sigma = pm.HalfFlat("sigma")
        pm.Normal("weight", mu=pm.math.dot(X, beta), sd=sigma, observed=data["weight"])
    return bushes
