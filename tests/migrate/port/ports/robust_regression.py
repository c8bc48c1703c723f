import numpy as np
import pymc as pm

np.random.seed(12)
size = 100
x = np.linspace(0, 1, size)
y = 1 + 2 * x + np.random.normal(scale=0.5, size=size)
# outliers
x = np.append(x, [0.1, 0.15, 0.2])
y = np.append(y, [8, 6, 9])

with pm.Model() as model:
    nu_minus_one = pm.Exponential("nu_minus_one", lam=1.0 / 29.0)
    nu = pm.Deterministic("nu", nu_minus_one + 1)
    alpha = pm.Normal("alpha", mu=0, tau=1e-2)
    beta = pm.Normal("beta", mu=0, tau=1e-2)
    sigma = pm.Uniform("sigma", lower=1e-3, upper=20)
    likelihood = pm.StudentT("y", nu=nu, mu=alpha + beta * x, sigma=sigma, observed=y)

    start = pm.find_MAP(progressbar=False)
    step = pm.NUTS(scaling=start)
    trace = pm.sample(2000, step=step, initvals=start, progressbar=False)

print(pm.summary(trace))
