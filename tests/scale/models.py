"""Models and arguments of the tests in this folder."""

from __future__ import annotations

import numpy as np

import compat as theano
import compat.pymc3 as pm

X = np.linspace(-1, 1, 30)
Y = np.array([0.3, -1.2, 0.8, 2.1, -0.4])
QUIET = {"progressbar": False, "compute_convergence_checks": False, "return_inferencedata": False}


def line():
    """Return a model with three parameters and 30 rows, of a line."""
    with pm.Model(coords={"two": ["a", "b"]}) as model:
        x, y = theano.shared(X, name="x"), pm.Data("y", X)
        a, b = pm.Normal("a", 0, 10), pm.Normal("b", 0, 10)
        sigma = pm.HalfNormal("sigma", 5)
        pm.Deterministic("both", pm.math.stack([a, b]), dims="two")
        pm.Deterministic("ends", a + b * x[:2])
        pm.Normal("obs", a + b * x, sigma, observed=y)
    return model


def discrete():
    """Return a model with discrete variables, which no compiled NUTS samples."""
    with pm.Model() as model:
        p = pm.Beta("p", 1, 1)
        k = pm.Poisson("k", 3)
        pm.Categorical("c", np.array([0.2, 0.3, 0.5]), shape=4)
        pm.Normal("y", k * p, 1, observed=Y)
    return model


MODELS = {"nutpie": (line, "nutpie"), "NUTS": (line, "pymc3"), "steps": (discrete, "nutpie")}
