"""Households that switched wells: distance, arsenic and their interaction."""

import numpy as np
import pymc3 as pm


def model(data):
    dist = data["dist"] / 100.0
    X = np.array([dist, data["arsenic"], dist * data["arsenic"]]).T
    with pm.Model() as wells:
        alpha = pm.Flat("alpha")
        beta = pm.Flat("beta", shape=X.shape[1])
        pm.Bernoulli("switched", logit_p=alpha + pm.math.dot(X, beta), observed=data["switched"])
    return wells
