"""Eight schools, not centred."""

import pymc3 as pm


def model(data):
    with pm.Model() as schools:
        theta_trans = pm.Normal("theta_trans", mu=0, sd=1, shape=data["J"])
        mu = pm.Normal("mu", mu=0, sd=5)
        tau = pm.HalfCauchy("tau", beta=5)
        theta = pm.Deterministic("theta", theta_trans * tau + mu)
        pm.Normal("y", mu=theta, sd=data["sigma"], observed=data["y"])
    return schools
