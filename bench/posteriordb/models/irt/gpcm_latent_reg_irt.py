"""Partial credit items with a regression of abilities, item by item."""

import numpy as np
import pymc3 as pm
import theano.tensor as tt

from bench.posteriordb.models.irt._covariates import adjusted


def model(data):
    W, y = adjusted(data["W"]), data["y"]
    item, person = data["ii"] - 1, data["jj"] - 1
    steps = [int(y[item == i].max()) for i in range(data["I"])]
    position = np.concatenate([[0], np.cumsum(steps)])
    with pm.Model() as items:
        alpha = pm.Lognormal("alpha", mu=1, sd=1, shape=data["I"])
        beta_free = pm.Flat("beta_free", shape=int(position[-1]) - 1)
        beta = tt.concatenate([beta_free, [-tt.sum(beta_free)]])
        pm.Potential("beta", pm.Normal.dist(0, sd=3).logp(beta).sum())
        lambda_adj = pm.StudentT("lambda_adj", nu=3, mu=0, sd=1, shape=data["K"])
        theta = pm.Normal("theta", mu=tt.dot(W, lambda_adj), sd=1, shape=data["J"])
        for i in range(data["I"]):
            rows = np.flatnonzero(item == i)
            eta = theta[person[rows]] * alpha[i]
            parts = eta[:, None] - beta[position[i] : position[i + 1]][None, :]
            parts = tt.concatenate([tt.zeros((len(rows), 1)), parts], axis=1)
            p = tt.nnet.softmax(tt.cumsum(parts, axis=1))
            pm.Categorical(f"y_{i}", p=p, observed=y[rows])
    return items
