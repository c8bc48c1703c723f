"""Do customers of 50 shops come back? 100,000 visits, shops partially pooled."""

import numpy as np
import pymc as pm

rng = np.random.RandomState(2020)
n, shops, k = 100000, 50, 4
shop = rng.randint(shops, size=n)
X = rng.normal(size=(n, k))
a_true = rng.normal(-0.5, 0.7, size=shops)
back = rng.binomial(1, 1 / (1 + np.exp(-(a_true[shop] + X @ np.array([0.5, -0.3, 0.0, 0.2])))))

with pm.Model() as model:
    x = pm.Data("x", X)
    seen = pm.Data("seen", back)
    mu_a = pm.Normal("mu_a", 0.0, 1.0)
    sigma_a = pm.HalfNormal("sigma_a", 1.0)
    a = pm.Normal("a", 0.0, 1.0, shape=shops)
    b = pm.Normal("b", 0.0, 1.0, shape=k)
    logit = mu_a + sigma_a * a[shop] + pm.math.dot(x, b)
    pm.Bernoulli("back", logit_p=logit, observed=seen)

mode = pm.find_MAP(model=model, progressbar=False)
print({name: np.round(mode[name], 3) for name in ("mu_a", "sigma_a", "b")})
