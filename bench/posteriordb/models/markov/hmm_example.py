"""Hidden Markov chain of two states, normal emissions."""

import numpy as np
import pymc3 as pm
import pymc3.distributions.transforms as tr
import theano.tensor as tt

from bench.posteriordb.models.markov._forward import forward

UNLIKE = {"theta1": "simplex", "theta2": "simplex", "mu": "positive ordered"}


def model(data):
    y = data["y"][:, None]
    ordered = tr.Chain([tr.log, tr.ordered])
    with pm.Model() as chain:
        theta1 = pm.Dirichlet("theta1", a=np.ones(2))
        theta2 = pm.Dirichlet("theta2", a=np.ones(2))
        mu = pm.Normal("mu", mu=np.array([3.0, 10.0]), sd=1, shape=2, transform=ordered, testval=np.array([3.0, 10.0]))
        emission = pm.Normal.dist(mu=mu[None, :], sd=1).logp(y)
        pm.Potential("y", forward(emission, np.zeros(2), tt.log(tt.stack([theta1, theta2]))))
    return chain
