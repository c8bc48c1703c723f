"""Votes by income."""

import pymc3 as pm


def model(data):
    with pm.Model() as votes:
        alpha = pm.Flat("alpha")
        beta = pm.Flat("beta", shape=1)
        pm.Bernoulli("vote", logit_p=alpha + beta[0] * data["income"], observed=data["vote"])
    return votes
