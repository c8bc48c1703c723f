"""Lynx and hares: predator and prey."""

import numpy as np
import pymc3 as pm
import theano.tensor as tt
from pymc3.ode import DifferentialEquation

NEAR = {
    "theta_lowerbound__": np.log([0.55, 0.028, 0.8, 0.024]),
    "sigma_log__": np.log([0.25, 0.25]),
    "z_init_log__": np.log([34.0, 5.9]),
}


def model(data):
    def equations(z, t, p):
        u, v = z[0], z[1]
        return [(p[0] - p[1] * v) * u, (-p[2] + p[3] * u) * v]

    ode = DifferentialEquation(func=equations, times=data["ts"], n_states=2, n_theta=4, t0=0)
    with pm.Model() as lynx:
        theta = pm.Bound(pm.Normal, lower=0.0)(
            "theta", mu=np.array([1, 0.05, 1, 0.05]), sd=np.array([0.5, 0.05, 0.5, 0.05]), shape=4
        )
        sigma = pm.Lognormal("sigma", mu=-1, sd=1, shape=2)
        z_init = pm.Lognormal("z_init", mu=np.log(10), sd=1, shape=2)
        z = ode(y0=z_init, theta=theta)
        pm.Lognormal("y_init", mu=tt.log(z_init), sd=sigma, observed=data["y_init"])
        pm.Lognormal("y", mu=tt.log(z), sd=sigma, observed=data["y"])
    return lynx
