"""A network of J hidden units for digits."""

import numpy as np
import pymc3 as pm
import theano.tensor as tt


def network(data, J):
    N, M, K = data["N"], data["M"], data["K"]
    x1 = np.column_stack([np.ones(N), data["x"]])
    with pm.Model() as digits:
        sigma2_alpha = pm.InverseGamma("sigma2_alpha", alpha=0.25, beta=0.25 * (0.05 / M**2) ** 2)
        sigma2_beta = pm.InverseGamma("sigma2_beta", alpha=0.25, beta=0.25 * (0.05 / J**2) ** 2)
        alpha = pm.Normal("alpha", mu=0, sd=tt.sqrt(sigma2_alpha), shape=(M, J))
        beta = pm.Normal("beta", mu=0, sd=tt.sqrt(sigma2_beta), shape=(J, K - 1))
        alpha1 = pm.Normal("alpha1", mu=0, sd=1, shape=J)
        beta1 = pm.Normal("beta1", mu=0, sd=1, shape=K - 1)
        hidden = tt.tanh(tt.dot(x1, tt.concatenate([alpha1[None, :], alpha])))
        scores = beta1 + tt.dot(hidden, beta)
        p = tt.nnet.softmax(tt.concatenate([tt.ones((N, 1)), scores], axis=1))
        pm.Categorical("y", p=p, observed=data["y"] - 1)
    return digits
