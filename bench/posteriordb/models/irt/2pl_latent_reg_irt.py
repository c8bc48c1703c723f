"""Two-parameter items with a regression of abilities."""

import pymc3 as pm
import theano.tensor as tt

from bench.posteriordb.models.irt._covariates import adjusted


def model(data):
    W = adjusted(data["W"])
    item, person = data["ii"] - 1, data["jj"] - 1
    with pm.Model() as items:
        alpha = pm.Lognormal("alpha", mu=1, sd=1, shape=data["I"])
        beta_free = pm.Flat("beta_free", shape=data["I"] - 1)
        beta = tt.concatenate([beta_free, -tt.sum(beta_free)[None]])
        pm.Potential("beta", pm.Normal.dist(0, sd=3).logp(beta).sum())
        lambda_adj = pm.StudentT("lambda_adj", nu=3, mu=0, sd=1, shape=data["K"])
        theta = pm.Normal("theta", mu=tt.dot(W, lambda_adj), sd=1, shape=data["J"])
        pm.Bernoulli("y", logit_p=alpha[item] * theta[person] - beta[item], observed=data["y"])
    return items
