"""Cholera: the susceptible, infected and recovered, and bacteria in water."""

import pymc3 as pm
import theano.tensor as tt
from pymc3.ode import DifferentialEquation

NEAR = {"beta_log__": 0.0116, "gamma_log__": -1.613, "xi_log__": 2.347, "delta_log__": -1.0387}


def model(data):
    kappa = 1000000.0

    def equations(y, t, p):
        infections = p[0] * y[3] / (y[3] + kappa) * y[0]
        return [-infections, infections - p[1] * y[1], p[1] * y[1], p[2] * y[1] - p[3] * y[3]]

    ode = DifferentialEquation(func=equations, times=data["t"], n_states=4, n_theta=4, t0=0)
    with pm.Model() as cholera:
        beta = pm.HalfCauchy("beta", beta=2.5)
        gamma = pm.HalfCauchy("gamma", beta=1)
        xi = pm.HalfCauchy("xi", beta=25)
        delta = pm.HalfCauchy("delta", beta=1)
        y = ode(y0=data["y0"], theta=[beta, gamma, xi, delta])
        susceptible = tt.concatenate([[float(data["y0"][0])], y[:, 0]])
        pm.Poisson("stoi_hat", mu=susceptible[:-1] - susceptible[1:], observed=data["stoi_hat"])
        pm.Lognormal("B_hat", mu=tt.log(y[:, 3]), sd=0.15, observed=data["B_hat"])
    return cholera
