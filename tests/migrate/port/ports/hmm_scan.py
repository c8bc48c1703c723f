"""Two-state hidden Markov model, hidden states summed out with the forward algorithm."""

import numpy as np
import pymc as pm
import pytensor
import pytensor.tensor as pt

rng = np.random.RandomState(17)
T = 150
P_true = np.array([[0.95, 0.05], [0.10, 0.90]])
states = [0]
for _ in range(T - 1):
    states.append(rng.choice(2, p=P_true[states[-1]]))
y = rng.normal(np.array([-1.0, 1.5])[states], 0.8)

with pm.Model() as model:
    stay = pm.Beta("stay", 8.0, 2.0, shape=2)
    mu = pm.Normal("mu", mu=np.array([-1.0, 1.0]), sigma=1.0, shape=2)
    sigma = pm.HalfNormal("sigma", sigma=1.0)

    log_P = pt.log(pt.stacklists([[stay[0], 1 - stay[0]], [1 - stay[1], stay[1]]]))
    log_emit = pm.logp(pm.Normal.dist(mu=mu, sigma=sigma), pt.as_tensor_variable(y)[:, None])

    def forward(log_e, log_alpha, log_P):
        return log_e + pm.math.logsumexp(log_alpha.dimshuffle(0, "x") + log_P, axis=0).flatten()

    log_alpha, _ = pytensor.scan(
        forward, sequences=[log_emit[1:]], outputs_info=[log_emit[0] - np.log(2.0)], non_sequences=[log_P]
    )
    pm.Potential("y", pm.math.logsumexp(log_alpha[-1]).sum())

with model:
    trace = pm.sample(500, tune=500, random_seed=1)

print(pm.summary(trace).round(3))
