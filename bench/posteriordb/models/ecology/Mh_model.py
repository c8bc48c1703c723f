"""Size of a closed population: detection by individual."""

import pymc3 as pm
import theano.tensor as tt


def model(data):
    y = data["y"]
    caught = y > 0
    with pm.Model() as capture:
        omega = pm.Uniform("omega", lower=0, upper=1)
        mean_p = pm.Uniform("mean_p", lower=0, upper=1)
        sigma = pm.Uniform("sigma", lower=0, upper=5)
        eps_raw = pm.Normal("eps_raw", mu=0, sd=1, shape=data["M"])
        eps = pm.Deterministic("eps", pm.math.logit(mean_p) + sigma * eps_raw)
        logp = pm.Binomial.dist(n=data["T"], p=tt.nnet.sigmoid(eps), shape=data["M"]).logp(y)
        inside = tt.log(omega) + logp
        outside = tt.log1p(-omega)
        pm.Potential("y", tt.sum(tt.switch(caught, inside, pm.math.logaddexp(inside, outside))))
    return capture
