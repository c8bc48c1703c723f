"""Accidents in New York's tracts: spatial and other effects (BYM2)."""

import pymc3 as pm
import theano.tensor as tt


def model(data):
    node1, node2 = data["node1"] - 1, data["node2"] - 1
    N = data["N"]
    with pm.Model() as bym2:
        beta0 = pm.Normal("beta0", mu=0, sd=1)
        sigma = pm.HalfNormal("sigma", sd=1)
        rho = pm.Beta("rho", alpha=0.5, beta=0.5)
        theta = pm.Normal("theta", mu=0, sd=1, shape=N)
        phi = pm.Flat("phi", shape=N)
        pm.Potential("spatial", -0.5 * tt.sum(tt.sqr(phi[node1] - phi[node2])))
        pm.Potential("sum_to_zero", pm.Normal.dist(0, sd=0.001 * N).logp(tt.sum(phi)))
        convolved = tt.sqrt(1 - rho) * theta + tt.sqrt(rho / data["scaling_factor"]) * phi
        pm.Poisson("y", mu=data["E"] * tt.exp(beta0 + convolved * sigma), observed=data["y"])
    return bym2
