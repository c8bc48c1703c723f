"""Watching Sesame Street by encouragement."""

import pymc3 as pm


def model(data):
    with pm.Model() as sesame:
        beta = pm.Flat("beta", shape=2)
        sigma = pm.HalfFlat("sigma")
        pm.Normal("watched", mu=beta[0] + beta[1] * data["encouraged"], sd=sigma, observed=data["watched"])
    return sesame
