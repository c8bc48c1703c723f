"""How many surveys were sent, by how many came back: the number is summed out."""

import numpy as np
import pymc3 as pm


def model(data):
    k, nmax = data["k"], data["nmax"]
    n = np.arange(k.max(), nmax + 1)[:, None]
    with pm.Model() as survey:
        theta = pm.Uniform("theta", lower=0, upper=1)
        parts = pm.Binomial.dist(n=n, p=theta, shape=(len(n), data["m"])).logp(k).sum(axis=1)
        pm.Potential("k", pm.math.logsumexp(parts - np.log(nmax)))
    return survey
