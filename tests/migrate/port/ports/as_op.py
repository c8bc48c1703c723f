"""A step in the mean at an unknown day, computed by a Python function."""

import numpy as np
import pymc as pm
import pytensor.tensor as pt
from pytensor.compile.ops import as_op

np.random.seed(30)
days = np.arange(40)
sales = np.concatenate([np.random.poisson(6.0, 25), np.random.poisson(11.0, 15)])


@as_op(itypes=[pt.lscalar, pt.dscalar, pt.dscalar], otypes=[pt.dvector])
def rate_(switchpoint, early, late):
    out = np.empty(len(days))
    out[:switchpoint] = early
    out[switchpoint:] = late
    return out


with pm.Model() as model:
    switchpoint = pm.DiscreteUniform("switchpoint", lower=0, upper=39)
    early = pm.Exponential("early", lam=0.1)
    late = pm.Exponential("late", lam=0.1)
    rate = rate_(switchpoint, early, late)
    obs = pm.Poisson("sales", rate, observed=sales)

    start = {"early": 5.0, "late": 8.0}
    step1 = pm.Slice([early, late])
    step2 = pm.Metropolis([switchpoint])
    trace = pm.sample(3000, tune=500, initvals=start, step=[step1, step2], random_seed=3)

print(pm.summary(trace))
