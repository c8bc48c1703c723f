import numpy as np
import pymc as pm

rng = np.random.RandomState(1)
data = np.sort(rng.normal(1.0, 2.0, size=200))


def normal_sim(rng, a, b, size=None):
    return np.sort(rng.normal(a, b, 200))


with pm.Model() as example:
    a = pm.Normal("a", mu=0, sigma=5)
    b = pm.HalfNormal("b", sigma=2)
    s = pm.Simulator("s", normal_sim, a, b, sum_stat="sort", epsilon=1, observed=data)
    trace = pm.sample_smc(draws=1000, chains=2, random_seed=[5, 6])
