import numpy as np
import pymc as pm

np.random.seed(160)
players, matches = 400, 160000
skill = np.random.normal(0, 1, players)
first = np.random.randint(players, size=matches)
second = (first + np.random.randint(1, players, size=matches)) % players
won = (np.random.rand(matches) < 1 / (1 + np.exp(skill[second] - skill[first]))).astype(int)

with pm.Model() as model:
    spread = pm.HalfNormal("spread", sigma=1.0)
    raw = pm.Normal("raw", mu=0.0, sigma=1.0, shape=players)
    strength = pm.Deterministic("strength", spread * raw)
    p = pm.math.sigmoid(strength[first] - strength[second])
    result = pm.Bernoulli("result", p=p, observed=won)

    start = pm.find_MAP(progressbar=False)

print("spread %.3f" % start["spread"])
print("correlation with the truth: %.4f" % np.corrcoef(start["strength"], skill)[0, 1])
