"""Children's test scores by how the mother worked: three indicators."""

import numpy as np
import pymc3 as pm


def model(data):
    work = data["mom_work"]
    X = np.column_stack([np.ones(len(work))] + [work == k for k in (2, 3, 4)]).astype(float)
    with pm.Model() as kidscore:
        beta = pm.Flat("beta", shape=4)
        sigma = pm.HalfFlat("sigma")
        mu = pm.math.dot(X, beta)
        pm.Normal("kid_score", mu=mu, sd=sigma, observed=data["kid_score"])
    return kidscore
