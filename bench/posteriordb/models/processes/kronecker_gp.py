"""A Gaussian process over a grid: a kernel times correlations of the columns, by their eigenvalues."""

import numpy as np
import pymc3 as pm
import theano.tensor as tt


def correlation_factor(free, n, eta):
    """The Cholesky factor of a correlation matrix from partial correlations, and its log density under LKJ."""
    rows, columns = np.tril_indices(n, -1)
    partial = tt.set_subtensor(tt.zeros((n, n))[rows, columns], tt.tanh(free))
    logp = tt.sum(tt.log1p(-tt.sqr(tt.tanh(free))))
    left = tt.ones((n,))
    factor = tt.zeros((n, n))
    for j in range(n):
        factor = tt.set_subtensor(factor[j, j], tt.sqrt(left[j]))
        if j > 0:
            logp += (n - j - 1 + 2 * (eta - 1)) * 0.5 * tt.log(left[j])
        if j + 1 < n:
            column = partial[j + 1 :, j] * tt.sqrt(left[j + 1 :])
            if j > 0:
                logp += 0.5 * tt.sum(tt.log(left[j + 1 :]))
            factor = tt.set_subtensor(factor[j + 1 :, j], column)
            left = tt.inc_subtensor(left[j + 1 :], -tt.sqr(column))
    return factor, logp


def model(data):
    n1, n2, y, x = data["n1"], data["n2"], data["y"], data["x1"]
    distance = -((x[:, None] - x[None, :]) ** 2)
    with pm.Model() as grid:
        var1 = pm.Lognormal("var1", mu=0, sd=1)
        bw1 = pm.HalfCauchy("bw1", beta=2.5)
        sigma1 = pm.Bound(pm.Lognormal, lower=0.00001)("sigma1", mu=0, sd=1)
        free = pm.Flat("L", shape=n2 * (n2 - 1) // 2)
        L, logp = correlation_factor(free, n2, eta=2)
        pm.Potential("lkj", logp)
        values1, Q1 = tt.nlinalg.eigh(var1 * tt.exp(distance * bw1) + 0.00001 * tt.eye(n1))
        values2, Q2 = tt.nlinalg.eigh(tt.dot(L, L.T))
        eigenvalues = values2[:, None] * values1[None, :] + sigma1
        rotated = tt.dot(tt.dot(Q2.T, y), Q1)
        pm.Potential("y", -0.5 * tt.sum(tt.sqr(rotated) / eigenvalues) - 0.5 * tt.sum(tt.log(eigenvalues)))
    return grid
