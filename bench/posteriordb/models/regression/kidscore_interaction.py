"""Children's test scores: the mother's school, IQ and their interaction."""

import pymc3 as pm


def model(data):
    with pm.Model() as kidscore:
        beta = pm.Flat("beta", shape=4)
        sigma = pm.HalfCauchy("sigma", beta=2.5)
        mu = beta[0] + beta[1] * data["mom_hs"] + beta[2] * data["mom_iq"] + beta[3] * data["mom_hs"] * data["mom_iq"]
        pm.Normal("kid_score", mu=mu, sd=sigma, observed=data["kid_score"])
    return kidscore
