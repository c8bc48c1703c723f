"""Votes of 1988 by groups: age, education, state, region."""

import pymc3 as pm


def model(data):
    group = {name: data[name] - 1 for name in ("age", "edu", "age_edu", "state", "region_full")}
    with pm.Model() as election:
        sigma_a = pm.Uniform("sigma_a", lower=0, upper=100)
        sigma_b = pm.Uniform("sigma_b", lower=0, upper=100)
        sigma_c = pm.Uniform("sigma_c", lower=0, upper=100)
        sigma_d = pm.Uniform("sigma_d", lower=0, upper=100)
        sigma_e = pm.Uniform("sigma_e", lower=0, upper=100)
        a = pm.Normal("a", mu=0, sd=sigma_a, shape=data["n_age"])
        b = pm.Normal("b", mu=0, sd=sigma_b, shape=data["n_edu"])
        c = pm.Normal("c", mu=0, sd=sigma_c, shape=data["n_age_edu"])
        d = pm.Normal("d", mu=0, sd=sigma_d, shape=data["n_state"])
        e = pm.Normal("e", mu=0, sd=sigma_e, shape=data["n_region_full"])
        beta = pm.Normal("beta", mu=0, sd=100, shape=5)
        black, female = data["black"], data["female"]
        y_hat = (
            beta[0]
            + beta[1] * black
            + beta[2] * female
            + beta[4] * female * black
            + beta[3] * data["v_prev_full"]
            + a[group["age"]]
            + b[group["edu"]]
            + c[group["age_edu"]]
            + d[group["state"]]
            + e[group["region_full"]]
        )
        pm.Bernoulli("y", logit_p=y_hat, observed=data["y"])
    return election
