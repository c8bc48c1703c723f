"""Hidden Markov chain with inputs: transitions and means are regressions."""

import numpy as np
import pymc3 as pm
import theano
import theano.tensor as tt

UNLIKE = {"pi1": "simplex"}


def model(data):
    K, M = data["K"], data["M"]
    y, inputs = data["y"], data["u"]

    def step(emission, transition, alpha):
        return emission + pm.math.logsumexp(alpha + transition)

    with pm.Model() as chain:
        pi1 = pm.Dirichlet("pi1", a=np.ones(K))
        w = pm.Normal("w", mu=0, sd=5, shape=(K, M))
        b = pm.Normal("b", mu=0, sd=5, shape=(K, M))
        sigma = pm.HalfNormal("sigma", sd=3, shape=K)
        transition = tt.log(tt.nnet.softmax(tt.dot(inputs, w.T)))
        emission = pm.Normal.dist(tt.dot(inputs, b.T), sd=sigma).logp(y[:, None])
        alphas, _ = theano.scan(
            step, sequences=[emission[1:], transition[1:]], outputs_info=[tt.log(pi1) + emission[0]]
        )
        pm.Potential("y", pm.math.logsumexp(alphas[-1]))
    return chain
