"""Starts and potentials that PyMC3 3.11.5 chooses by ADVI, into advi_start_golden.json. Runs on that oracle."""

import json
import os

import numpy as np
import pymc3 as pm

DATA = np.array([1.2, -0.3, 0.8, 2.1, 0.4, 1.7])
INITS = ["advi", "advi+adapt_diag", "advi+adapt_diag_grad", "advi_map"]


def model():
    with pm.Model() as made:
        mu = pm.Normal("mu", 0.0, 2.0)
        sd = pm.HalfNormal("sd", 1.5)
        t = pm.Normal("t", 0.0, 1.0, shape=2)
        pm.Normal("y", mu + t[np.array([0, 1, 0, 1, 0, 1])], sd, observed=DATA)
    return made


def chosen(init, steps=3000):
    with model():
        start, step = pm.init_nuts(init, chains=2, n_init=steps, random_seed=11, progressbar=False)
    potential = step.potential
    fixed = type(potential).__name__ == "QuadPotentialDiag"
    return {
        "start": [{k: np.asarray(v).tolist() for k, v in s.items()} for s in start],
        "kind": type(potential).__name__,
        "diag": (potential.v if fixed else potential._initial_diag).tolist(),
        "mean": [] if fixed else potential._initial_mean.tolist(),
    }


if __name__ == "__main__":
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "advi_start_golden.json"), "w") as f:
        json.dump({init: chosen(init) for init in INITS}, f, indent=1)
