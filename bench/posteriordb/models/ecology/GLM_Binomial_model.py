"""Breeding success by year."""

import pymc3 as pm
import theano.tensor as tt


def model(data):
    year = data["year"]
    with pm.Model() as counts:
        alpha = pm.Normal("alpha", mu=0, sd=100)
        beta1 = pm.Normal("beta1", mu=0, sd=100)
        beta2 = pm.Normal("beta2", mu=0, sd=100)
        logit_p = pm.Deterministic("logit_p", alpha + beta1 * year + beta2 * year**2)
        pm.Binomial("C", n=data["N"], p=tt.nnet.sigmoid(logit_p), observed=data["C"])
    return counts
