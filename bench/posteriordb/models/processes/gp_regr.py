"""Regression by a Gaussian process, the scale of noise as a variance."""

import pymc3 as pm
import theano.tensor as tt


def model(data):
    x = data["x"][:, None]
    with pm.Model() as regression:
        rho = pm.Gamma("rho", alpha=25, beta=4)
        alpha = pm.HalfNormal("alpha", sd=2)
        sigma = pm.HalfNormal("sigma", sd=1)
        gp = pm.gp.Marginal(cov_func=alpha**2 * pm.gp.cov.ExpQuad(1, ls=rho))
        gp.marginal_likelihood("y", X=x, y=data["y"], noise=tt.sqrt(sigma))
    return regression
