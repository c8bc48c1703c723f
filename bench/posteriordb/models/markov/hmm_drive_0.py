"""Basketball drives by a hidden Markov chain, exponential emissions."""

import numpy as np
import pymc3 as pm
import pymc3.distributions.transforms as tr
import theano.tensor as tt

from bench.posteriordb.models.markov._forward import forward

UNLIKE = {"theta1": "simplex", "theta2": "simplex", "phi": "positive ordered", "lambda": "positive ordered"}


def model(data):
    u, v = data["u"][:, None], data["v"][:, None]
    ordered = tr.Chain([tr.log, tr.ordered])
    start = np.array([0.5, 3.0])
    with pm.Model() as drives:
        theta1 = pm.Dirichlet("theta1", a=data["alpha"][0])
        theta2 = pm.Dirichlet("theta2", a=data["alpha"][1])
        phi = pm.Normal("phi", mu=np.array([0.0, 3.0]), sd=1, shape=2, transform=ordered, testval=start)
        lam = pm.Normal("lambda", mu=np.array([0.0, 3.0]), sd=1, shape=2, transform=ordered, testval=start)
        emission = pm.Exponential.dist(lam=phi[None, :]).logp(u) + pm.Exponential.dist(lam=lam[None, :]).logp(v)
        pm.Potential("uv", forward(emission, np.zeros(2), tt.log(tt.stack([theta1, theta2]))))
    return drives
