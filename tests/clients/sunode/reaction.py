"""As in sunode's notebook for PyMC3: a reaction's rate from two noisy series, its equation solved by sunode.

Leaves the log density and its gradient at a point, and draws a little.
"""

import json
import os

import numpy as np
import pymc3 as pm
import sunode.wrappers.as_theano
import theano
import theano.tensor as tt

TIMES = np.arange(0, 10, 0.5)
POINT = (np.log(0.2), np.log(0.5), np.log(1.9), 10.0, np.array([0.7]))


def reaction(t, y, p):
    """Return the right-hand sides, as sunode asks for them."""
    rate = p.vmax * y.S / (p.K_S + y.S)
    return {"S": -rate, "P": rate, "extra": p.extra_p * rate}


def made():
    """Return the model."""
    noise = np.random.RandomState(23489)
    falling = 10 * np.exp(-0.2 * TIMES)
    with pm.Model() as model:
        sigma = pm.HalfCauchy("sigma", 1)
        vmax = pm.Lognormal("vmax", 0, 1)
        half = pm.Lognormal("K_S", 0, 1)
        start = pm.Normal("red_0", mu=10, sd=2)
        extra = pm.Normal("extra", shape=1)
        solution = sunode.wrappers.as_theano.solve_ivp(
            y0={"S": (start, ()), "P": np.array(2.0), "extra": (np.ones(1), 1)},
            params={"K_S": (half, ()), "vmax": (vmax, ()), "tmp": np.zeros(1), "extra_p": (extra, (1,))},
            rhs=reaction,
            tvals=TIMES,
            t0=TIMES[0],
        )[0]
        pm.Deterministic("left", solution["S"])
        pm.Normal("red", mu=solution["S"][5:], sd=sigma, observed=noise.normal(falling[5:], 0.2))
        pm.Normal("blue", mu=solution["P"][:12], sd=sigma, observed=noise.normal(12 - falling[:12], 0.2))
        pm.Normal("more", mu=solution["extra"][1:4, 0], sd=1.0, observed=[2.0, 3.0, 4.0])
    return model


def main():
    """Write the numbers."""
    model = made()
    variables = model.cont_vars
    density = theano.function(variables, model.logpt)(*POINT)
    gradient = theano.function(variables, tt.grad(model.logpt, variables))(*POINT)
    with model:
        trace = pm.sample(50, tune=50, chains=1, random_seed=1, progressbar=False, compute_convergence_checks=False)
    assert trace["left"].shape == (50, len(TIMES)) and np.isfinite(trace["left"]).all()
    numbers = {
        "log density": [float(density)],
        "gradient": [float(g) for g in np.hstack([np.ravel(g) for g in gradient])],
    }
    with open(os.environ["CLIENT_NUMBERS"], "w") as file:
        json.dump(numbers, file, indent=1)


main()
