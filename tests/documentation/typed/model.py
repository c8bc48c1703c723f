"""An old model, as an editor reads it."""

import numpy as np
import pymc3 as pm

with pm.Model() as model:
    mu = pm.Normal("mu", 0, sigma=5)
    tau = pm.HalfCauchy("tau", beta=5)
    pm.Normal("obs", mu, sigma=tau, observed=np.ones(3))
    trace = pm.sample(100, tune=100, step=pm.NUTS(), random_seed=1)
    approx = pm.fit(100, method="advi")
pm.traceplot(trace)
cov = pm.gp.cov.ExpQuad(1, ls=0.5)
gp = pm.gp.Marginal(cov_func=cov)
print(pm.no_such_name)  # not there
