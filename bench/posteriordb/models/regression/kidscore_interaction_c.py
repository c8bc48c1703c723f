"""Children's test scores: an interaction of centred predictors."""

import pymc3 as pm


def model(data):
    hs = data["mom_hs"] - data["mom_hs"].mean()
    iq = data["mom_iq"] - data["mom_iq"].mean()
    with pm.Model() as kidscore:
        beta = pm.Flat("beta", shape=4)
        sigma = pm.HalfFlat("sigma")
        mu = beta[0] + beta[1] * hs + beta[2] * iq + beta[3] * hs * iq
        pm.Normal("kid_score", mu=mu, sd=sigma, observed=data["kid_score"])
    return kidscore
