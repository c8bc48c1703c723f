"""Radon in Minnesota homes: intercept and floor effect vary by county (Gelman & Hill, ch. 12-13)."""

import os

import numpy as np
import pandas as pd
import pymc as pm
import pytensor.tensor as pt

HERE = os.path.dirname(os.path.abspath(__file__))

data = pd.read_csv(os.path.join(HERE, *[os.pardir] * 4, "fixtures", "legacy_models", "radon", "data", "radon.csv"))
county_names = data.county.unique()
county_idx = data.county_code.values
floor_measure = data.floor.values
log_radon = data.log_radon.values
n_counties = len(county_names)

with pm.Model() as model:
    # hyperpriors for the county effects
    mu_a = pm.Normal("mu_a", mu=0.0, sigma=10.0)
    sigma_a = pm.HalfNormal("sigma_a", sigma=1.0)
    mu_b = pm.Normal("mu_b", mu=0.0, sigma=10.0)
    sigma_b = pm.HalfNormal("sigma_b", sigma=1.0)

    # county effects as offsets from the state's mean ("non-centered"),
    # otherwise the sampler gets stuck in the funnel at small sigma_b
    a_offset = pm.Normal("a_offset", mu=0, sigma=1, shape=n_counties)
    b_offset = pm.Normal("b_offset", mu=0, sigma=1, shape=n_counties)
    a = mu_a + sigma_a * a_offset
    b = mu_b + sigma_b * b_offset

    # what a house in its county is expected to have
    sigma_y = pm.HalfCauchy("sigma_y", beta=5)
    radon_est = a[county_idx] + b[county_idx] * floor_measure

    # share of the variance that lies between counties
    icc = pm.Deterministic("icc", pt.sqr(sigma_a) / (pt.sqr(sigma_a) + pt.sqr(sigma_y)))

    y = pm.Normal("y", mu=radon_est, sigma=sigma_y, observed=log_radon)


if __name__ == "__main__":
    print("%d houses in %d counties" % (len(data), n_counties))
    with model:
        trace = pm.sample(1000, tune=1000, chains=4, cores=2, target_accept=0.9, random_seed=919)

    hyper = ["mu_a", "sigma_a", "mu_b", "sigma_b", "sigma_y", "icc"]
    print(pm.summary(trace, var_names=hyper))

    kept = trace.posterior
    a_county = kept["mu_a"] + kept["sigma_a"] * kept["a_offset"]
    order = np.argsort(a_county.mean(("chain", "draw")).values)
    print("lowest: ", ", ".join(county_names[order[:5]]))
    print("highest:", ", ".join(county_names[order[-5:]]))
