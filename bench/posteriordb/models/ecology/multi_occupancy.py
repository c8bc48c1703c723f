"""Butterflies of many species at sites: occupancy and detection, species never seen."""

import numpy as np
import pymc3 as pm
import theano.tensor as tt


def model(data):
    J, K, S, n, X = data["J"], data["K"], data["S"], data["n"], data["X"]
    with pm.Model() as butterflies:
        alpha = pm.Cauchy("alpha", alpha=0, beta=2.5)
        beta = pm.Cauchy("beta", alpha=0, beta=2.5)
        Omega = pm.Beta("Omega", alpha=2, beta=2)
        rho = pm.Uniform("rho_uv", lower=-1, upper=1)
        pm.Potential("rho_prior", pm.Beta.dist(2, 2).logp((rho + 1) / 2))
        sigma = pm.HalfCauchy("sigma_uv", beta=2.5, shape=2)
        uv1 = pm.Flat("uv1", shape=S)
        uv2 = pm.Flat("uv2", shape=S)
        off = sigma[0] * sigma[1] * rho
        cov = tt.stack([tt.stack([sigma[0] ** 2, off]), tt.stack([off, sigma[1] ** 2])])
        uv = tt.stack([uv1, uv2], axis=1)
        pm.Potential("uv", pm.MvNormal.dist(mu=np.zeros(2), cov=cov, shape=(S, 2)).logp(uv).sum())
        psi = uv1 + alpha
        theta = uv2 + beta
        occupied = -tt.nnet.softplus(-psi)
        empty = -tt.nnet.softplus(psi)

        def visits(x, logit):
            p = tt.nnet.sigmoid(logit)
            return pm.Binomial.dist(n=K, p=p).logp(x)

        seen = occupied[:n, None] + visits(X, theta[:n, None])
        unseen = pm.math.logaddexp(occupied + visits(np.zeros(S), theta), empty)
        pm.Potential("X", tt.sum(tt.switch(X > 0, seen, unseen[:n, None])) + n * tt.log(Omega))
        never = pm.math.logaddexp(tt.log1p(-Omega), tt.log(Omega) + J * unseen[n:])
        pm.Potential("never", tt.sum(never))
    return butterflies
