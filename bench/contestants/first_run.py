"""A model's first `pm.sample(5, tune=12)` in a new cache, and the second one: what compiling takes.

python first_run.py MODEL     a line of JSON: seconds of "first" and "second", processor seconds of the "compiler"

MODEL is a function of this file, or a posterior of posteriordb. The package is the one of the interpreter that runs it.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np


def zero_inflated_counts(pm: Any, tt: Any) -> None:
    rng = np.random.RandomState(1)
    x = rng.normal(size=(500, 3))
    y = rng.poisson(np.exp(0.3 + x @ [0.2, 0.1, -0.3])) * (rng.rand(500) > 0.3)
    a, b = pm.Normal("a", 0, 1), pm.Normal("b", 0, 1, shape=3)
    psi, alpha = pm.Beta("psi", 1, 1), pm.Exponential("alpha", 1)
    pm.ZeroInflatedNegativeBinomial("y", psi=psi, mu=tt.exp(a + tt.dot(x, b)), alpha=alpha, observed=y)


def gaussian_process(pm: Any, tt: Any) -> None:
    rng = np.random.RandomState(2)
    x = np.sort(rng.rand(70, 1) * 10, axis=0)
    length, size, noise = pm.Gamma("length", 2, 1), pm.HalfCauchy("size", 3), pm.HalfCauchy("noise", 1)
    gp = pm.gp.Marginal(cov_func=size**2 * pm.gp.cov.Matern52(1, length))
    gp.marginal_likelihood("y", X=x, y=np.sin(x[:, 0]) + 0.2 * rng.normal(size=70), noise=noise)


def survival(pm: Any, tt: Any) -> None:
    rng = np.random.RandomState(3)
    x, t, censored = rng.normal(size=(300, 2)), rng.weibull(1.5, 300), rng.rand(300) < 0.3
    a, b, k = pm.Normal("a", 0, 1), pm.Normal("b", 0, 1, shape=2), pm.Lognormal("k", 0, 1)
    scale = tt.exp(a + tt.dot(x, b))
    pm.Weibull("y", alpha=k, beta=scale[~censored], observed=t[~censored])
    pm.Potential("censored", -((t[censored] / scale[censored]) ** k).sum())


def ordinal(pm: Any, tt: Any) -> None:
    rng = np.random.RandomState(4)
    x, y = rng.normal(size=(400, 2)), rng.randint(0, 5, 400)
    ordered = pm.distributions.transforms.ordered
    cutpoints = pm.Normal("cutpoints", 0, 3, shape=4, transform=ordered, testval=np.arange(4) - 1.5)
    pm.OrderedLogistic("y", eta=tt.dot(x, pm.Normal("b", 0, 1, shape=2)), cutpoints=cutpoints, observed=y)


def item_response(pm: Any, tt: Any) -> None:
    rng = np.random.RandomState(5)
    ability, difficulty = pm.Normal("ability", 0, 1, shape=(100, 1)), pm.Normal("difficulty", 0, 1, shape=20)
    slope = pm.Lognormal("slope", 0, 0.5, shape=20)
    pm.Bernoulli("y", logit_p=slope * (ability - difficulty), observed=rng.randint(0, 2, (100, 20)))


MODELS: dict[str, Callable[[Any, Any], None]] = {
    one.__name__: one for one in (zero_inflated_counts, gaussian_process, survival, ordinal, item_response)
}


def timed(model: Any, pm: Any) -> float:
    """Return the seconds of a run of 17 draws."""
    start = time.perf_counter()
    with model:
        pm.sample(5, tune=12, chains=1, cores=1, random_seed=1, progressbar=False)
    return time.perf_counter() - start


def main(name: str) -> None:
    import theano_compat

    theano_compat.install()
    warnings.simplefilter("ignore")
    logging.disable(logging.ERROR)
    import pymc3 as pm
    import theano.tensor as tt

    if name in MODELS:
        with pm.Model() as model:
            MODELS[name](pm, tt)
    else:
        from bench.posteriordb import database, models_here

        model = models_here.model(database.posterior(name))
    before = os.times()
    first = timed(model, pm)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    print(json.dumps({"first": first, "second": timed(model, pm), "compiler": spent}))


if __name__ == "__main__":
    main(sys.argv[1])
