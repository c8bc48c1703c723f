"""Hidden Markov chain of K states, ordered means; the first emission as the program has it."""

import numpy as np
import pymc3 as pm
import pymc3.distributions.transforms as tr
import theano.tensor as tt

from bench.posteriordb.models.markov._forward import forward

UNLIKE = {"pi1": "simplex", "A": "simplex"}


def model(data):
    K, y = data["K"], data["y"]
    with pm.Model() as chain:
        pi1 = pm.Dirichlet("pi1", a=np.ones(K))
        A = pm.Dirichlet("A", a=np.ones((K, K)), shape=(K, K))
        mu = pm.Flat("mu", shape=K, transform=tr.ordered, testval=np.arange(float(K)))
        sigma = pm.HalfFlat("sigma", shape=K, testval=np.ones(K))
        emission = pm.Normal.dist(mu[None, :], sd=sigma[None, :]).logp(y[:, None])
        # the program adds the sum of the first emissions to every state
        emission = tt.set_subtensor(emission[0], tt.sum(emission[0]))
        pm.Potential("y", forward(emission, tt.log(pi1), tt.log(A)))
    return chain
