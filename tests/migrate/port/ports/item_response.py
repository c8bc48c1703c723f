# Two-parameter logistic item response model
import numpy as np
import pymc as pm
import pytensor.tensor as pt

rs = np.random.RandomState(99)
n_pupils, n_items = 24, 10
ability_true = rs.normal(size=n_pupils)
difficulty_true = rs.normal(size=n_items)
discrimination_true = rs.lognormal(0, 0.3, size=n_items)
p_true = 1 / (1 + np.exp(-discrimination_true * (ability_true[:, None] - difficulty_true)))
answers = rs.binomial(1, p_true)
pupil, item = np.where(np.ones_like(answers))

with pm.Model() as irt:
    mu_diff = pm.Normal("mu_diff", 0.0, sigma=1.0)
    sd_diff = pm.HalfNormal("sd_diff", sigma=1.0)
    difficulty = pm.Normal("difficulty", mu_diff, sigma=sd_diff, shape=n_items)
    log_disc = pm.Normal("log_disc", 0.0, sigma=0.5, shape=n_items)
    ability = pm.Normal("ability", 0.0, sigma=1.0, shape=n_pupils)
    eta = pt.exp(log_disc[item]) * (ability[pupil] - difficulty[item])
    right = pm.Bernoulli("right", p=pm.math.sigmoid(eta), observed=answers[pupil, item])

    trace = pm.sample(1000, tune=1000, cores=2, random_seed=11)

print(pm.summary(trace, var_names=["mu_diff", "sd_diff", "difficulty"]).round(2))
