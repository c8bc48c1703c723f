"""Five questions of a law school's test: the Rasch model of a thousand students."""

import numpy as np
import pymc3 as pm


def model(data):
    times = np.diff(np.concatenate([[0], data["culm"]]))
    r = np.repeat(data["response"], times, axis=0)
    with pm.Model() as lsat:
        alpha = pm.Normal("alpha", mu=0, sd=100.0, shape=data["T"])
        theta = pm.Normal("theta", mu=0, sd=1, shape=data["N"])
        beta = pm.HalfNormal("beta", sd=100.0)
        pm.Bernoulli("r", logit_p=beta * theta[:, None] - alpha[None, :], observed=r)
    return lsat
