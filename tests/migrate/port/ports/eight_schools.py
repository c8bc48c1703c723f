# Eight schools: the effect of coaching on test scores (Rubin 1981; BDA3, section 5.5)
import numpy as np
import pymc as pm

J = 8
schools = np.array(["A", "B", "C", "D", "E", "F", "G", "H"])
effect = np.array([28.0, 8.0, -3.0, 7.0, -1.0, 1.0, 18.0, 12.0])
stderr = np.array([15.0, 10.0, 16.0, 11.0, 9.0, 11.0, 10.0, 18.0])

with pm.Model() as model:
    mu = pm.Normal("mu", mu=0, sigma=5)
    tau = pm.HalfCauchy("tau", beta=5)

    # non-centered: the schools' deviations in units of tau
    eta = pm.Normal("eta", mu=0, sigma=1, shape=J)
    theta = pm.Deterministic("theta", mu + tau * eta)

    obs = pm.Normal("obs", mu=theta, sigma=stderr, observed=effect)

with model:
    trace = pm.sample(1000, tune=1000, chains=4, cores=2, target_accept=0.95, random_seed=1981)
    print(pm.stats.summary(trace, var_names=["mu", "tau", "theta"]))

n_div = int(trace.sample_stats["diverging"].sum())
print("divergences: {}".format(n_div))

theta = trace.posterior["theta"].stack(sample=("chain", "draw")).values
better = (theta[0] > theta[2]).mean()
print("P(coaching in school {} works better than in {}) = {:.2f}".format(schools[0], schools[2], better))
