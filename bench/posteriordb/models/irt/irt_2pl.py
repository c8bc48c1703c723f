"""Two-parameter logistic item response."""

import pymc3 as pm


def model(data):
    with pm.Model() as items:
        sigma_theta = pm.HalfCauchy("sigma_theta", beta=2)
        theta = pm.Normal("theta", mu=0, sd=sigma_theta, shape=data["J"])
        sigma_a = pm.HalfCauchy("sigma_a", beta=2)
        a = pm.Lognormal("a", mu=0, sd=sigma_a, shape=data["I"])
        mu_b = pm.Normal("mu_b", mu=0, sd=5)
        sigma_b = pm.HalfCauchy("sigma_b", beta=2)
        b = pm.Normal("b", mu=mu_b, sd=sigma_b, shape=data["I"])
        eta = a.dimshuffle(0, "x") * (theta.dimshuffle("x", 0) - b.dimshuffle(0, "x"))
        pm.Bernoulli("y", logit_p=eta, observed=data["y"])
    return items
