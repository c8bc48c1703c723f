"""Children's test scores by the mother's IQ."""

import pymc3 as pm


def model(data):
    with pm.Model() as kidscore:
        beta = pm.Flat("beta", shape=2)
        sigma = pm.HalfCauchy("sigma", beta=2.5)
        mu = beta[0] + beta[1] * data["mom_iq"]
        pm.Normal("kid_score", mu=mu, sd=sigma, observed=data["kid_score"])
    return kidscore
