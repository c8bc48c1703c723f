import numpy as np
import pymc as pm
import pytensor.tensor as pt

rng = np.random.RandomState(44)
n = 120
treated = rng.binomial(1, 0.5, size=n)
time = rng.weibull(1.4, size=n) * np.exp(1.2 + 0.6 * treated)
end_of_study = 6.0
event = time < end_of_study
t = np.minimum(time, end_of_study)


def weibull_lccdf(x, alpha, beta):
    """Log complementary cdf of Weibull distribution."""
    return -((x / beta) ** alpha)


with pm.Model() as weibull_model:
    alpha = pm.Gamma("alpha", 2.0, 1.0)
    b0 = pm.Normal("b0", 0.0, 5.0)
    b1 = pm.Normal("b1", 0.0, 5.0)
    scale = pt.exp(b0 + b1 * treated)

    y_obs = pm.Weibull("y_obs", alpha=alpha, beta=scale[np.where(event)[0]], observed=t[event])
    y_cens = pm.Potential("y_cens", weibull_lccdf(t[~event], alpha, scale[np.where(~event)[0]]))

with weibull_model:
    trace = pm.sample(2000, tune=1000, target_accept=0.9, init="adapt_diag", random_seed=3)

print(pm.summary(trace).round(2))
print("effect of the treatment is positive with probability %.3f" % (trace.posterior["b1"] > 0).mean())
