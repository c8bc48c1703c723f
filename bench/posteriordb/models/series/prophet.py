"""Downloads by Prophet: a piecewise linear trend and seasons."""

import pymc3 as pm
import theano.tensor as tt


def model(data):
    t, X = data["t"], data["X"]
    A = (t[:, None] >= data["t_change"]).astype(float)
    with pm.Model() as prophet:
        k = pm.Normal("k", mu=0, sd=5)
        m = pm.Normal("m", mu=0, sd=5)
        delta = pm.Laplace("delta", mu=0, b=data["tau"], shape=data["S"])
        sigma_obs = pm.HalfNormal("sigma_obs", sd=0.5)
        beta = pm.Normal("beta", mu=0, sd=data["sigmas"], shape=data["K"])
        trend = (k + tt.dot(A, delta)) * t + m + tt.dot(A, -data["t_change"] * delta)
        mean = trend * (1 + tt.dot(X, beta * data["s_m"])) + tt.dot(X, beta * data["s_a"])
        pm.Normal("y", mu=mean, sd=sigma_obs, observed=data["y"])
    return prophet
