"""Counts with a latent Gaussian process, its factor times standard normals."""

import pymc3 as pm
import theano.tensor as tt


def model(data):
    x = data["x"][:, None]
    with pm.Model() as counts:
        rho = pm.Gamma("rho", alpha=25, beta=4)
        alpha = pm.HalfNormal("alpha", sd=2)
        f_tilde = pm.Normal("f_tilde", mu=0, sd=1, shape=data["N"])
        cov = alpha**2 * pm.gp.cov.ExpQuad(1, ls=rho)
        factor = tt.slinalg.cholesky(cov(x) + 1e-10 * tt.eye(data["N"]))
        f = pm.Deterministic("f", tt.dot(factor, f_tilde))
        pm.Poisson("k", mu=tt.exp(f), observed=data["k"])
    return counts
