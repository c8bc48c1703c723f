"""A model of exponential cooling solved outside Theano, wrapped in an Op with its gradient."""

import numpy as np
import pymc as pm
import pytensor.tensor as pt
from pytensor.graph.op import Op

np.random.seed(716743)
t = np.linspace(0.0, 9.0, 30)
T_ENV = 20.0


def cooling(theta):
    """Temperatures at times t for theta = (rate, initial temperature)."""
    return T_ENV + (theta[1] - T_ENV) * np.exp(-theta[0] * t)


sigma = 1.5
data = cooling([0.4, 80.0]) + sigma * np.random.randn(len(t))


def log_likelihood(theta):
    return -0.5 / sigma**2 * np.sum((data - cooling(theta)) ** 2)


def gradient(theta):
    e = np.exp(-theta[0] * t)
    r = (data - cooling(theta)) / sigma**2
    return np.array([np.sum(r * -(theta[1] - T_ENV) * t * e), np.sum(r * e)])


class LogLikeWithGrad(Op):
    itypes = [pt.dvector]
    otypes = [pt.dscalar]

    def __init__(self):
        self.logpgrad = LogLikeGrad()

    def perform(self, node, inputs, outputs):
        (theta,) = inputs
        outputs[0][0] = np.array(log_likelihood(theta))

    def pullback(self, inputs, outputs, g):
        (theta,) = inputs
        return [g[0] * self.logpgrad(theta)]


class LogLikeGrad(Op):
    itypes = [pt.dvector]
    otypes = [pt.dvector]

    def perform(self, node, inputs, outputs):
        (theta,) = inputs
        outputs[0][0] = gradient(theta)


logl = LogLikeWithGrad()

with pm.Model() as model:
    rate = pm.Uniform("rate", lower=0.01, upper=2.0)
    hot = pm.Normal("hot", mu=70.0, sigma=20.0)
    theta = pt.stack([rate, hot])
    pm.Potential("likelihood", logl(theta))

    trace = pm.sample(1000, tune=500, chains=2, cores=1, random_seed=4)

print(pm.summary(trace).round(3))
