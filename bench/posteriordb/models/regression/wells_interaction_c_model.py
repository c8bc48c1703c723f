"""Households that switched wells: an interaction of centred predictors."""

import numpy as np
import pymc3 as pm


def model(data):
    dist = (data["dist"] - data["dist"].mean()) / 100.0
    arsenic = data["arsenic"] - data["arsenic"].mean()
    X = np.array([dist, arsenic, dist * arsenic]).T
    with pm.Model() as wells:
        alpha = pm.Flat("alpha")
        beta = pm.Flat("beta", shape=X.shape[1])
        pm.Bernoulli("switched", logit_p=alpha + pm.math.dot(X, beta), observed=data["switched"])
    return wells
