"""Eight schools, centred."""

import pymc3 as pm


def model(data):
    with pm.Model() as schools:
        mu = pm.Normal("mu", mu=0, sd=5)
        tau = pm.HalfCauchy("tau", beta=5)
        theta = pm.Normal("theta", mu=mu, sd=tau, shape=data["J"])
        pm.Normal("y", mu=theta, sd=data["sigma"], observed=data["y"])
    return schools
