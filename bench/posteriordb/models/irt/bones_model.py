"""Skeletal age of boys by graded indicators: a loop over items, -1 where a grade is missing."""

import numpy as np
import pymc3 as pm
import theano.tensor as tt


def model(data):
    with pm.Model() as bones:
        theta = pm.Normal("theta", mu=0.0, sd=36, shape=data["nChild"])
        for j in range(data["nInd"]):
            n = data["ncat"][j]
            grade = data["grade"][:, j]
            seen = np.flatnonzero(grade != -1)
            q = tt.nnet.sigmoid(data["delta"][j] * (theta[seen, None] - data["gamma"][j, : n - 1]))
            above = tt.concatenate([tt.ones((len(seen), 1)), q], axis=1)
            below = tt.concatenate([q, tt.zeros((len(seen), 1))], axis=1)
            p = (above - below)[np.arange(len(seen)), grade[seen] - 1]
            pm.Potential(f"grade_{j}", tt.sum(tt.log(p)))
    return bones
