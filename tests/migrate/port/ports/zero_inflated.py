# How many fish do visitors to a park catch? Many groups never fish at all.
import numpy as np
import pymc as pm

np.random.seed(123)
n = 250
persons = np.random.randint(1, 5, size=n)
children = np.array([np.random.randint(0, p) for p in persons])
camper = np.random.binomial(1, 0.6, size=n)

# simulate
true_psi = 0.6
lam = np.exp(-0.8 + 0.75 * persons - 1.1 * children + 0.6 * camper)
count = np.random.binomial(1, true_psi, size=n) * np.random.poisson(lam)
print("zeros: %d of %d" % ((count == 0).sum(), n))

with pm.Model() as model:
    psi = pm.Beta("psi", 1, 1)

    intercept = pm.Normal("intercept", 0, sigma=10)
    b_persons = pm.Normal("b_persons", 0, sigma=10)
    b_children = pm.Normal("b_children", 0, sigma=10)
    b_camper = pm.Normal("b_camper", 0, sigma=10)

    theta = pm.math.exp(intercept + b_persons * persons + b_children * children + b_camper * camper)
    y = pm.ZeroInflatedPoisson("y", psi, theta, observed=count)

with model:
    trace = pm.sample(2000, tune=1000, random_seed=7)
    ppc = pm.sample_posterior_predictive(trace, random_seed=8)

print(pm.summary(trace))
print("zeros, predicted: %.1f" % (ppc.posterior_predictive["y"] == 0).sum("y_dim_0").mean())
