"""Carbon in two pools of soil."""

import pymc3 as pm
import theano.tensor as tt
from pymc3.ode import DifferentialEquation


def model(data):
    total, t0 = data["totalC_t0"], data["t0"]

    def equations(C, t, p):
        return [-p[0] * C[0] + p[3] * p[1] * C[1], -p[1] * C[1] + p[2] * p[0] * C[0]]

    ode = DifferentialEquation(func=equations, times=data["ts"], n_states=2, n_theta=4, t0=t0)
    with pm.Model() as soil:
        k1 = pm.HalfNormal("k1", sd=1)
        k2 = pm.HalfNormal("k2", sd=1)
        alpha21 = pm.HalfNormal("alpha21", sd=1)
        alpha12 = pm.HalfNormal("alpha12", sd=1)
        gamma = pm.Beta("gamma", alpha=10, beta=1)
        sigma = pm.HalfCauchy("sigma", beta=1)
        C = ode(y0=[gamma * total, (1 - gamma) * total], theta=[k1, k2, alpha21, alpha12])
        pm.Normal("eCO2mean", mu=total - tt.sum(C, axis=1), sd=sigma, observed=data["eCO2mean"])
    return soil
