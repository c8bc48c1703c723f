"""Two topics of documents."""

import numpy as np
import pymc3 as pm
import theano.tensor as tt

UNLIKE = {"theta": "simplex", "phi": "simplex"}


def model(data):
    doc, word = data["doc"] - 1, data["w"] - 1
    M, V = data["M"], data["V"]
    with pm.Model() as topics:
        theta = pm.Dirichlet("theta", a=np.ones((M, 2)) * np.ones(2), shape=(M, 2))
        phi = pm.Dirichlet("phi", a=np.ones((2, V)) * np.ones(data["V"]), shape=(2, V))
        pm.Potential("w", tt.sum(tt.log(tt.sum(theta[doc] * phi.T[word], axis=1))))
    return topics
