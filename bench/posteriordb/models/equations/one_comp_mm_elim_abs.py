"""A drug in one compartment: first-order dosing, Michaelis-Menten elimination."""

import pymc3 as pm
import theano.tensor as tt
from pymc3.ode import DifferentialEquation

NEAR = {"k_a_log__": 0.0, "K_m_log__": 0.0, "V_m_log__": 0.0, "sigma_log__": 0.0}


def model(data):
    D, V = data["D"], data["V"]

    def equations(y, t, p):
        dose = tt.switch(tt.gt(t, 0), tt.exp(-p[0] * t) * D * p[0] / V, 0.0)
        return dose - (p[2] / V) * y[0] / (p[1] + y[0])

    ode = DifferentialEquation(func=equations, times=data["times"], n_states=1, n_theta=3, t0=data["t0"])
    with pm.Model() as compartment:
        k_a = pm.HalfCauchy("k_a", beta=1)
        K_m = pm.HalfCauchy("K_m", beta=1)
        V_m = pm.HalfCauchy("V_m", beta=1)
        sigma = pm.HalfCauchy("sigma", beta=1)
        C = ode(y0=[0.0], theta=[k_a, K_m, V_m])
        pm.Lognormal("C_hat", mu=tt.log(C[:, 0]), sd=sigma, observed=data["C_hat"])
    return compartment
