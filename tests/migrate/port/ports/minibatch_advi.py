"""Logistic regression on 20,000 rows, a hundred at a time."""

import numpy as np
import pymc as pm

rng = np.random.RandomState(8)
N, K = 20000, 5
X = rng.normal(size=(N, K))
w_true = np.array([1.0, -2.0, 0.5, 0.0, 0.7])
t = rng.binomial(1, 1 / (1 + np.exp(-X @ w_true)))
minibatch_x, minibatch_t = pm.Minibatch(X, t.astype("int32"), batch_size=100)

with pm.Model() as model:
    w = pm.Normal("w", mu=0, sigma=10, shape=K)
    pm.Bernoulli("t", logit_p=pm.math.dot(minibatch_x, w), observed=minibatch_t, total_size=N)
    approx = pm.fit(2000, method="advi", obj_optimizer=pm.adam(learning_rate=0.02), progressbar=False)
