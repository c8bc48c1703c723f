"""Builds models as bambi's documentation writes them, a family each, and samples each for a few draws.

Their log densities and gradients, with bambi's own scaled priors, are written to $CLIENT_NUMBERS. It runs beside the
real library too, under Python 3.8.
"""

import json
import os

import bambi as bmb
import numpy as np
import pandas as pd

rng = np.random.RandomState(3)
n, groups = 90, 6
frame = pd.DataFrame(
    {
        "a": rng.normal(size=n),
        "b": rng.normal(size=n),
        "g": [f"g{k % groups}" for k in range(n)],
        "kind": [("u", "v", "w")[k % 3] for k in range(n)],
    }
)
slope = 0.4 * frame.a - 0.3 * frame.b + rng.normal(scale=0.3, size=groups)[np.arange(n) % groups]
frame["y"] = slope + rng.normal(scale=0.5, size=n)
frame["positive"] = rng.gamma(2.0, np.exp(slope) / 2.0)
frame["count"] = rng.poisson(np.exp(slope))
frame["yes"] = (rng.uniform(size=n) < 1 / (1 + np.exp(-slope))).astype(int)
frame["share"] = np.clip(rng.beta(4, 4, size=n), 0.01, 0.99)
frame["trials"] = 10
frame["hits"] = rng.binomial(10, 1 / (1 + np.exp(-slope)))
MODELS = {
    "gaussian": ("y ~ a + b + kind", {}),
    "interaction": ("y ~ a*kind", {}),
    "groups": ("y ~ a + (1|g)", {}),
    "slopes": ("y ~ a + (b|g)", {"noncentered": False}),
    "correlated": ("y ~ a + (b|g)", {"priors_cor": {"g": 2}}),
    "robust": ("y ~ a + b", {"family": "t"}),
    "bernoulli": ("yes['1'] ~ a + (1|kind)", {"family": "bernoulli"}),
    "probit": ("yes['1'] ~ a", {"family": "bernoulli", "link": "probit"}),
    "cloglog": ("yes['1'] ~ a", {"family": "bernoulli", "link": "cloglog"}),
    "poisson": ("count ~ a + b", {"family": "poisson"}),
    "negativebinomial": ("count ~ a", {"family": "negativebinomial"}),
    "gamma": ("positive ~ a", {"family": "gamma", "link": "log"}),
    "wald": ("positive ~ a", {"family": "wald", "link": "log"}),
    "beta": ("share ~ a", {"family": "beta"}),
    "binomial": ("p(hits, trials) ~ a", {"family": "binomial"}),
}
numbers = {}
for name, (formula, options) in MODELS.items():
    data = frame.assign(yes=frame.yes.astype(str)) if formula.startswith("yes") else frame
    model = bmb.Model(formula, data, **options)
    model.build()
    inner = model.backend.model
    density = inner.logp_dlogp_function()
    density.set_extra_values({})
    start = density.dict_to_array(inner.test_point)
    numbers[name] = []
    for shift in (0.0, 0.1, -0.05):
        value, gradient = density(start + shift)
        numbers[name] += [float(value), *map(float, gradient)]
    fitted = model.fit(draws=10, tune=20, chains=1, cores=1, random_seed=1, progressbar=False)
    assert np.isfinite(fitted.posterior["Intercept"].values).all()
    if name in ("gaussian", "poisson"):
        model.predict(fitted)
        assert fitted.posterior[f"{model.response.name}_mean"].shape[-1] == n
with open(os.environ["CLIENT_NUMBERS"], "w") as file:
    json.dump(numbers, file)
