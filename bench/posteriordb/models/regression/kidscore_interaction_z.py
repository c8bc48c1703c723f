"""Children's test scores: standardised predictors."""

import pymc3 as pm


def model(data):
    hs, iq = [(v - v.mean()) / (2 * v.std(ddof=1)) for v in (data["mom_hs"], data["mom_iq"])]
    with pm.Model() as kidscore:
        beta = pm.Flat("beta", shape=4)
        sigma = pm.HalfFlat("sigma")
        mu = beta[0] + beta[1] * hs + beta[2] * iq + beta[3] * hs * iq
        pm.Normal("kid_score", mu=mu, sd=sigma, observed=data["kid_score"])
    return kidscore
