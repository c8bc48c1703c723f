import numpy as np
import pymc as pm
import pytensor.tensor as pt

SEED = 383561
np.random.seed(SEED)

W = np.array([0.35, 0.4, 0.25])
MU = np.array([0.0, 2.5, 5.0])
SIGMA = np.array([0.5, 0.5, 1.0])
N = 500
component = np.random.choice(MU.size, size=N, p=W)
x = np.random.normal(MU[component], SIGMA[component], size=N)

with pm.Model() as model:
    w = pm.Dirichlet("w", np.ones_like(W))

    mu = pm.Normal("mu", 0.0, 10.0, shape=W.size, initval=[-1.0, 2.0, 6.0])
    # break the symmetry of the labels
    order_means_potential = pm.Potential(
        "order_means_potential", pt.switch(mu[1] - mu[0] < 0, -np.inf, 0) + pt.switch(mu[2] - mu[1] < 0, -np.inf, 0)
    )
    tau = pm.Gamma("tau", 1.0, 1.0, shape=W.size)
    x_obs = pm.NormalMixture("x_obs", w, mu, tau=tau, observed=x)

with model:
    trace = pm.sample(5000, tune=1000, random_seed=SEED, init="adapt_diag")

print(pm.summary(trace, var_names=["w", "mu", "tau"]))
