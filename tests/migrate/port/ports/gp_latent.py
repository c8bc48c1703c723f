"""Monthly counts with a smooth rate: a latent GP under a Poisson likelihood."""

import numpy as np
import pymc as pm
import pytensor.tensor as pt

rng = np.random.RandomState(1)
n = 25
X = np.linspace(0, 10, n)[:, None]
rate = np.exp(1.0 + np.sin(X.flatten()))
y = rng.poisson(rate)

with pm.Model() as model:
    ell = pm.Gamma("ell", alpha=4, beta=2)
    eta = pm.HalfNormal("eta", sigma=1)
    cov_func = eta**2 * pm.gp.cov.Matern52(1, ls=ell)

    gp = pm.gp.Latent(cov_func=cov_func)
    f = gp.prior("f", X=X)
    base = pm.Normal("base", 0, 2)
    counts = pm.Poisson("counts", mu=pt.exp(base + f), observed=y)

    trace = pm.sample(1000, tune=1000, chains=2, random_seed=3)

with model:
    f_new = gp.conditional("f_new", np.linspace(10, 12, 5)[:, None])
    ppc = pm.sample_posterior_predictive(trace, var_names=["f_new"], random_seed=5)

print(pm.summary(trace, var_names=["ell", "eta", "base"]))
print("ahead:", ppc.posterior_predictive["f_new"].mean(("chain", "draw")).values.round(2))
