import numpy as np
import pymc as pm

# thirty days of returns whose volatility drifts
rng = np.random.RandomState(2008)
log_vol = -4.5 + np.cumsum(0.15 * rng.randn(30))
returns = np.exp(log_vol / 2) * rng.standard_t(8, size=30)

with pm.Model() as sp500_model:
    # The volatility can only be positive and is mostly small: exponential priors
    step_size = pm.Exponential("step_size", 10)
    level = pm.Normal("level", mu=-2, sigma=1)
    # steps of size one, scaled afterwards: the sampler does not like it the other way round
    walk = pm.GaussianRandomWalk("walk", sigma=1.0, init_dist=pm.Normal.dist(0, 0.3), shape=len(returns))
    volatility = pm.Deterministic("volatility", level + step_size * walk)
    nu = pm.Exponential("nu", 0.1)
    obs = pm.StudentT("returns", nu=nu, lam=pm.math.exp(-2 * volatility), observed=returns)

with sp500_model:
    trace = pm.sample(2000, tune=2000, target_accept=0.9)

print(pm.summary(trace, var_names=["step_size", "nu"]))
vol = np.exp(trace.posterior["volatility"]).mean(("chain", "draw")).values
print("highest volatility on day", vol.argmax())
