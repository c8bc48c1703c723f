"""Autoregression of order K, written out."""

import pymc3 as pm


def model(data):
    K, T, y = data["K"], data["T"], data["y"]
    with pm.Model() as autoregression:
        alpha = pm.Normal("alpha", mu=0, sd=10)
        beta = pm.Normal("beta", mu=0, sd=10, shape=K)
        sigma = pm.HalfCauchy("sigma", beta=2.5)
        mu = alpha
        for k in range(K):
            mu = mu + beta[k] * y[K - 1 - k : T - 1 - k]
        pm.Normal("y", mu=mu, sd=sigma, observed=y[K:])
    return autoregression
