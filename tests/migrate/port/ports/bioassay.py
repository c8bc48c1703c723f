"""Dose and response: five animals at each of four doses."""

import numpy as np
import pymc as pm
import pytensor.tensor as pt

n = np.ones(4, dtype=int) * 5
y = np.array([0, 1, 3, 5])
dose = np.array([-0.86, -0.3, -0.05, 0.73])

with pm.Model() as bioassay_model:
    # Prior distributions for latent variables
    alpha = pm.Normal("alpha", mu=0, sigma=5)
    beta = pm.Normal("beta", mu=0, sigma=10)

    # Linear combination of parameters
    theta = pt.clip(pm.math.invlogit(alpha + beta * dose), 1e-8, 1 - 1e-8)

    # The dose at which half of them die
    LD50 = pm.Deterministic("LD50", -alpha / beta)

    # Model likelihood
    deaths = pm.Binomial("deaths", n=n, p=theta, observed=y)

    bioassay_trace = pm.sample(2000, tune=1000, cores=2, random_seed=1986, target_accept=0.95)

print(pm.summary(bioassay_trace, var_names=["alpha", "beta", "LD50"]))
print("P(beta > 5) = %.3f" % (bioassay_trace.posterior["beta"] > 5).mean())
