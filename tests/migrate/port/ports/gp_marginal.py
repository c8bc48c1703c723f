import numpy as np
import pymc as pm

np.random.seed(1)
n = 60  # The number of data points
X = np.linspace(0, 10, n)[:, None]
y = 3 * np.sin(X.flatten()) * np.exp(-0.1 * X.flatten()) + 0.4 * np.random.randn(n)

with pm.Model() as model:
    l = pm.Gamma("l", alpha=2, beta=1)
    eta = pm.HalfCauchy("eta", beta=5)

    cov = eta**2 * pm.gp.cov.ExpQuad(1, l)
    gp = pm.gp.Marginal(cov_func=cov)

    sigma = pm.HalfCauchy("sigma", beta=5)
    y_ = gp.marginal_likelihood("y", X=X, y=y, sigma=sigma, jitter=0.0)

    mp = pm.find_MAP(progressbar=False)
    trace = pm.sample(1000, tune=1000, random_seed=2)

print({k: np.round(v, 3) for k, v in mp.items()})

X_new = np.linspace(0, 12, 5)[:, None]
mu, var = gp.predict(X_new, point=mp, diag=True)
print(np.c_[X_new, mu, np.sqrt(var)].round(3))
print(pm.summary(trace))
