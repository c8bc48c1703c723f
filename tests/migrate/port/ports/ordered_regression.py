import numpy as np
import pymc as pm

rng = np.random.RandomState(5)
n = 300
x = rng.normal(size=(n, 2))
latent = x @ np.array([0.8, -0.5]) + rng.logistic(size=n)
answer = np.digitize(latent, [-2.0, -0.5, 0.7, 2.2])

with pm.Model() as m:
    cutpoints = pm.Normal(
        "cutpoints", 0.0, 5.0, transform=pm.distributions.transforms.ordered, shape=4, initval=np.arange(4) - 1.5
    )
    beta = pm.Normal("beta", 0.0, 2.0, shape=2)
    eta = pm.math.dot(x, beta)
    resp_obs = pm.OrderedLogistic("resp_obs", eta, cutpoints, observed=answer)

    trace = pm.sample(1000, tune=1000, random_seed=2)

print(pm.summary(trace, round_to=2))
