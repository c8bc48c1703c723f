"""One rate behind two counts."""

import numpy as np
import pymc3 as pm


def model(data):
    with pm.Model() as rate:
        theta = pm.Beta("theta", alpha=1, beta=1)
        k = np.array([data["k1"], data["k2"]])
        pm.Binomial("k", n=np.array([data["n1"], data["n2"]]), p=theta, observed=k)
    return rate
