"""Rating scale items with a regression of abilities."""

import pymc3 as pm
import theano.tensor as tt

from bench.posteriordb.models.irt._covariates import adjusted


def model(data):
    W, y = adjusted(data["W"]), data["y"]
    item, person, m = data["ii"] - 1, data["jj"] - 1, int(y.max())
    with pm.Model() as items:
        alpha = pm.Lognormal("alpha", mu=1, sd=1, shape=data["I"])
        beta_free = pm.Flat("beta_free", shape=data["I"] - 1)
        kappa_free = pm.Flat("kappa_free", shape=m - 1)
        beta = tt.concatenate([beta_free, tt.shape_padleft(-tt.sum(beta_free))])
        kappa = tt.concatenate([kappa_free, tt.shape_padleft(-tt.sum(kappa_free))])
        pm.Potential("beta", tt.sum(pm.Normal.dist(0, sd=3).logp(beta)))
        pm.Potential("kappa", tt.sum(pm.Normal.dist(0, sd=3).logp(kappa)))
        lambda_adj = pm.StudentT("lambda_adj", nu=3, mu=0, sd=1, shape=data["K"])
        theta = pm.Normal("theta", mu=tt.dot(W, lambda_adj), sd=1, shape=data["J"])
        eta = theta[person] * alpha[item] - beta[item]
        steps = tt.concatenate([tt.zeros((data["N"], 1)), eta[:, None] - kappa[None, :]], axis=1)
        pm.Categorical("y", p=tt.nnet.softmax(tt.cumsum(steps, axis=1)), observed=y)
    return items
