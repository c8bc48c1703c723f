"""Size of a closed population: detection by occasion, behaviour and individual."""

import pymc3 as pm
import theano.tensor as tt


def model(data):
    y = data["y"]
    caught = y.sum(axis=1) > 0
    with pm.Model() as capture:
        omega = pm.Uniform("omega", lower=0, upper=1)
        mean_p = pm.Uniform("mean_p", lower=0, upper=1, shape=data["T"])
        gamma = pm.Normal("gamma", mu=0, sd=10)
        sigma = pm.Uniform("sigma", lower=0, upper=3)
        eps_raw = pm.Normal("eps_raw", mu=0, sd=1, shape=data["M"])
        alpha = pm.math.logit(mean_p)
        eps = (sigma * eps_raw).dimshuffle(0, "x")
        logit_p = alpha.dimshuffle("x", 0) + eps
        logit_p = tt.inc_subtensor(logit_p[:, 1:], gamma * y[:, :-1])
        logp = pm.Bernoulli.dist(logit_p=logit_p, shape=y.shape).logp(y).sum(axis=1)
        inside = tt.log(omega) + logp
        outside = tt.log1p(-omega)
        pm.Potential("y", tt.sum(tt.switch(caught, inside, pm.math.logaddexp(inside, outside))))
    return capture
