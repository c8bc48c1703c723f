"""Size of a closed population: detection by behaviour."""

import pymc3 as pm
import theano.tensor as tt


def model(data):
    y = data["y"]
    caught = y.sum(axis=1) > 0
    with pm.Model() as capture:
        omega = pm.Uniform("omega", lower=0, upper=1)
        p = pm.Uniform("p", lower=0, upper=1)
        c = pm.Uniform("c", lower=0, upper=1)
        first = tt.ones((data["M"], 1)) * p
        later = (1 - y[:, :-1]) * p + y[:, :-1] * c
        p_eff = pm.Deterministic("p_eff", tt.concatenate([first, later], axis=1))
        logp = pm.Bernoulli.dist(p=p_eff, shape=y.shape).logp(y).sum(axis=1)
        inside = tt.log(omega) + logp
        outside = tt.log1p(-omega)
        pm.Potential("y", tt.sum(tt.switch(caught, inside, pm.math.logaddexp(inside, outside))))
    return capture
