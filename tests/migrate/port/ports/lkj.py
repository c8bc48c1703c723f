# Waiting times in cafes, morning and afternoon (after McElreath, Statistical Rethinking, chapter 13)
import numpy as np
import pymc as pm

rng = np.random.RandomState(42)
n_cafes, n_visits = 20, 10
true_chol = np.linalg.cholesky(np.array([[1.0, -0.35], [-0.35, 0.25]]))
ab = np.array([3.5, -1.0]) + rng.randn(n_cafes, 2).dot(true_chol.T)
cafe = np.repeat(np.arange(n_cafes), n_visits)
afternoon = np.tile([0, 1], n_cafes * n_visits // 2)
wait = rng.normal(ab[cafe, 0] + ab[cafe, 1] * afternoon, 0.5)

with pm.Model() as model:
    sd_dist = pm.HalfCauchy.dist(beta=2, shape=2)
    packed_chol = pm.LKJCholeskyCov("chol_cov", eta=2, n=2, sd_dist=sd_dist, compute_corr=False)
    chol = pm.expand_packed_triangular(2, packed_chol, lower=True)
    cov = pm.math.dot(chol, chol.T)
    sigma_ab = pm.Deterministic("sigma_cafe", pm.math.sqrt(cov[[0, 1], [0, 1]]))
    corr = pm.Deterministic("rho", cov[0, 1] / (sigma_ab[0] * sigma_ab[1]))

    mean = pm.Normal("ab_mean", mu=0, sigma=5, shape=2)
    ab_cafe = pm.MvNormal("ab_cafe", mu=mean, chol=chol, shape=(n_cafes, 2))

    mu = ab_cafe[:, 0][cafe] + ab_cafe[:, 1][cafe] * afternoon
    sd = pm.HalfCauchy("sigma", beta=2)
    waits = pm.Normal("wait", mu=mu, sigma=sd, observed=wait)

with model:
    trace = pm.sample(2000, tune=2000, random_seed=4, target_accept=0.9)

print(pm.summary(trace, var_names=["ab_mean", "sigma_cafe", "rho", "sigma"], round_to=2))
