"""Latent Dirichlet allocation of K topics, the topic of each word summed out."""

import numpy as np
import pymc3 as pm
import theano.tensor as tt


def topics(data, K, alpha, beta):
    doc, word = data["doc"] - 1, data["w"] - 1
    M, V = data["M"], data["V"]
    with pm.Model() as documents:
        theta = pm.Dirichlet("theta", a=np.ones((M, K)) * alpha, shape=(M, K))
        phi = pm.Dirichlet("phi", a=np.ones((K, V)) * beta, shape=(K, V))
        pm.Potential("w", tt.sum(tt.log(tt.sum(theta[doc] * phi.T[word], axis=1))))
    return documents
