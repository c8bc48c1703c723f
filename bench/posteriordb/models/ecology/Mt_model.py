"""Size of a closed population: detection by occasion."""

import pymc3 as pm
import theano.tensor as tt


def model(data):
    y = data["y"]
    caught = y.sum(axis=1) > 0
    with pm.Model() as capture:
        omega = pm.Uniform("omega", lower=0, upper=1)
        p = pm.Uniform("p", lower=0, upper=1, shape=data["T"])
        logp = (y * tt.log(p) + (1 - y) * tt.log1p(-p)).sum(axis=1)
        inside = tt.log(omega) + logp
        outside = tt.log1p(-omega)
        pm.Potential("y", tt.sum(tt.switch(caught, inside, pm.math.logaddexp(inside, outside))))
    return capture
