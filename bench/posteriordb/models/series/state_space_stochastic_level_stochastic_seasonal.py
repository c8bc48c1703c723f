"""Drivers in the UK: a level and a season that wander."""

import numpy as np
import pymc3 as pm
import pymc3.distributions.transforms as tr

UNLIKE = {"sigma": "positive ordered"}


def model(data):
    n, y = data["n"], data["y"]
    spread = 3 * y.std(ddof=1)
    with pm.Model() as drivers:
        mu = pm.Uniform("mu", lower=y.mean() - spread, upper=y.mean() + spread, shape=n)
        seasonal = pm.Flat("seasonal", shape=n)
        beta = pm.Flat("beta")
        lam = pm.Flat("lambda")
        positive_ordered = tr.Chain([tr.log, tr.ordered])
        sigma = pm.StudentT(
            "sigma", nu=4, mu=0, sd=1, shape=3, transform=positive_ordered, testval=np.array([0.1, 0.2, 0.3])
        )
        season = sum(seasonal[k : n - 11 + k] for k in range(11))
        pm.Potential("season", pm.Normal.dist(-season, sd=sigma[0]).logp(seasonal[11:]).sum())
        pm.Potential("level", pm.Normal.dist(mu[:-1], sd=sigma[1]).logp(mu[1:]).sum())
        pm.Normal("y", mu=mu + beta * data["x"] + lam * data["w"] + seasonal, sd=sigma[2], observed=y)
    return drivers
