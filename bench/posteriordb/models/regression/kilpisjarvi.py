"""Summer temperatures at Kilpisjarvi by year."""

import pymc3 as pm


def model(data):
    with pm.Model() as linear:
        alpha = pm.Normal("alpha", mu=data["pmualpha"], sd=data["psalpha"])
        beta = pm.Normal("beta", mu=data["pmubeta"], sd=data["psbeta"])
        sigma = pm.HalfFlat("sigma")
        pm.Normal("y", mu=alpha + beta * data["x"], sd=sigma, observed=data["y"])
    return linear
