"""Deaths after surgery in twelve hospitals."""

import pymc3 as pm
import theano.tensor as tt


def model(data):
    with pm.Model() as hospitals:
        mu = pm.Normal("mu", 0.0, sd=1000.0)
        sigmasq = pm.InverseGamma("sigmasq", alpha=0.001, beta=0.001)
        b = pm.Normal("b", mu, sd=tt.sqrt(sigmasq), shape=data["N"])
        p = pm.Deterministic("p", tt.nnet.sigmoid(b))
        pm.Binomial("r", n=data["n"], p=p, observed=data["r"])
    return hospitals
